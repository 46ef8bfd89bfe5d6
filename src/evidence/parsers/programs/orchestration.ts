/** Kubernetes, Docker and systemd about their units: where something runs, and what was done to it. */
import { notes, patternParser, says } from './pattern-lines.ts';

const probe = 'probe failed';

/** Reads listings and events of orchestrators. */
export const orchestration = patternParser('orchestration', [
  // `kubectl describe pod` and `kubectl get events` of a pod: kubelet speaks of a container that it runs.
  says(
    'platform',
    'kubernetes',
    null,
    'kubelet',
    /^(?:Warning|Normal) {2,40}[A-Z][A-Za-z]{2,30} {2,40}\S.{0,60} kubelet(?:, \S{1,80})? {2,40}\S/,
  ),
  says(
    'platform',
    'kubernetes',
    null,
    'kubernetes.io/',
    /^\/var\/run\/secrets\/kubernetes\.io\/serviceaccount from \S{1,80} \(r[ow]\)$/,
  ),
  // The API server of Kubernetes, about a service of its cluster.
  says(
    'platform',
    'kubernetes',
    null,
    'failed calling webhook',
    /\bfailed calling webhook "[^"]{1,200}": .{0,60}Post "?https:\/\/[^\s/"]{1,200}\.svc(?::\d{1,5})?\//,
  ),
  notes('probe', probe, /\b(Readiness|Liveness|Startup) probe (?:failed|errored):(?: |$)/),
  notes('oom-killed', 'oomkilled', /^Reason: {1,40}(OOMKilled)$/),
  notes('oom-killed', 'oomkilled', /^"OOMKilled": (true|false),?$/),
  notes('exit-code', 'exit code: ', /^Exit Code: {1,40}(\d{1,3})$/),
  notes('restarts', 'restart count: ', /^Restart Count: {1,40}(\d{1,9})$/),
  notes(
    'external-traffic-policy',
    'external',
    /^(?:External Traffic Policy: {1,40}|externalTrafficPolicy: )(Local|Cluster)$/,
  ),
  notes(
    'session-affinity',
    'affinity: ',
    /^(?:Session Affinity: {1,40}|sessionAffinity: )(None|ClientIP)$/,
  ),
  notes('endpoints', 'endpoints: ', /^Endpoints: {1,40}(\S{1,200}(?: \+ \d{1,6} more\.\.\.)?)$/),
  notes('docker-ps', 'container id', /^CONTAINER ID {2,40}IMAGE {2,200}(COMMAND) {2,200}CREATED/),
  notes('docker-state', 'exited (', / (Exited \(\d{1,3}\)) \d{1,4} \w{1,10} ago/),
  notes(
    'unit-failed',
    "failed with result '",
    /\bsystemd\[\d{1,7}\]: \S{1,120}: Failed with result '([a-z-]{1,40})'\.?$/,
  ),
  notes('unit-failed', 'repeated too quickly', /\b(start request repeated too quickly)\b/i),
  notes(
    'unit-exit',
    'process exited',
    /\bsystemd\[\d{1,7}\]: \S{1,120}: [Mm]ain process exited, code=(\w{1,10}, status=[\w/]{1,20})/,
  ),
]);
