// cspell:words abrt conmon crio crond earlyoom fwupd packagekit rootlessport rustc segv slirp updatedb
/**
 * Whether the server process ended, and who ended it (finding `process-killed`): the kernel's OOM killer, systemd about a unit,
 * `kubectl describe pod` and `-o yaml`, `docker inspect`. SIGKILL by itself, exit code 137 or status=9/KILL, does not say who
 * sent it and answers nothing. A program that the paste shows to be another one than the service answers nothing either.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import { messageOf } from '#evidence/parsers/kernel/kernel-log.ts';
import { serverPrograms } from '#evidence/parsers/sockets/server-programs.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'process-killed';
const forMemory = 'killed-for-memory';
const otherwise = 'died-otherwise';

/** `mm/oom_kill.c`: one line; in older kernels two, of which only the second names the victim. */
const killed =
  /^(?:(?:Memory cgroup o|O)ut of memory(?: \([a-z_]{1,40}\))?: )?Killed process (\d{1,10})(?:, UID \d{1,10},)? \(([^()]{1,16})\),? (?:UID \d{1,10}, )?total-vm:/;
const chosen =
  /^(?:Memory cgroup o|O)ut of memory(?: \([a-z_]{1,40}\))?: Kill process (\d{1,10}) \(([^()]{1,16})\) score \d{1,5} or sacrifice child$/;
const summary = /,task=([^,]{1,16}),pid=(\d{1,10}),uid=\d{1,10}$/;

/** Lines in which the name of the victim follows that of the chosen process. */
const nearVictim = 4;

/** Programs that serve nobody: their end is not that of a service. */
const tools = new Set(
  [
    ['apt', 'apt-get', 'awk', 'bash', 'cargo', 'cat', 'cc1', 'cc1plus', 'chrome', 'chromium'],
    ['clang', 'cp', 'cron', 'crond', 'curl', 'dd', 'dnf', 'dpkg', 'find', 'firefox', 'g++', 'gcc'],
    ['git', 'go', 'grep', 'gunzip', 'gzip', 'head', 'jq', 'ld', 'less', 'make'],
    ['mysqldump', 'ninja', 'npm', 'perf', 'pg_dump', 'pip', 'rg', 'rsync', 'rustc', 'scp', 'sed'],
    ['sftp', 'sh', 'sort', 'stress', 'stress-ng', 'su', 'sudo', 'tail', 'tar', 'top', 'unzip'],
    ['updatedb', 'vi', 'vim', 'wget', 'xargs', 'yarn', 'yum', 'zip', 'zsh'],
  ].flat(),
);

/** A row of `ss -ltnp` or `netstat -ltnp` with its program. */
const listener =
  /^(?:tcp6? {1,8})?LISTEN {1,20}.{1,200} users:\(\("([^"]{1,40})"|^tcp6? .{10,160} LISTEN {1,20}\d{1,10}\/([\w.:-]{1,20})/;
/** What listens for others: it is not the program behind the port. */
const forwarders = new Set(['docker-proxy', 'systemd', 'conmon', 'slirp4netns', 'rootlessport']);

/** The one program that the paste shows listening, or null: none, or several of which any may be meant. */
function loneListener(paste: Paste, hits: readonly number[]): string | null {
  const names = new Set<string>();
  for (const at of hits) {
    const row = listener.exec(paste.line(at));
    const name = (row?.[1] ?? row?.[2] ?? '').slice(0, 15);
    if (name !== '' && !forwarders.has(name)) names.add(name);
  }
  const [name] = names;
  return names.size === 1 && name !== undefined ? name : null;
}

/** Whether a killed program may be the service, by its name and the one that listens. */
function canBeService(name: string, lone: string | null): boolean {
  return !tools.has(name) && (lone === null || lone === name);
}

function answer(value: string, at: number): Draft {
  return { fact: finding, finding, value, from: at, many: true };
}

/** Kills of the kernel, one for each process. */
function kernelKills(paste: Paste, hits: readonly number[], lone: string | null): readonly Draft[] {
  const seen = new Set<string>();
  return hits.flatMap((at): readonly Draft[] => {
    const text = messageOf(paste.line(at));
    const victim = killed.exec(text);
    const told = text.startsWith('oom-kill:constraint=') ? summary.exec(text) : null;
    const first = chosen.exec(text);
    if (first !== null && hasVictim(paste, at)) return [];
    const [pid, name] =
      told === null ? [(victim ?? first)?.[1], (victim ?? first)?.[2]] : [told[2], told[1]];
    if (pid === undefined || name === undefined || seen.has(pid)) return [];
    seen.add(pid);
    const fact: Draft = { fact: 'killed for memory', value: name, from: at, many: true };
    // In older kernels a child may have died in place of the chosen one.
    const isGuess = first !== null && !serverPrograms.has(name);
    return isGuess || !canBeService(name, lone) ? [fact] : [fact, answer(forMemory, at)];
  });
}

/**
 * A crash as the kernel logs it: `show_signal_msg()` of arch/x86/mm/fault.c, and traps.c. The end of such a line alone is what
 * people quote of it, and then they mean the program that they ask about.
 */
const crash =
  /^ {0,2}(?:traps: )?(\S.{0,15})\[\d{1,10}\](?:: segfault at [\da-f]{1,16} ip [\da-f]{1,16} sp [\da-f]{1,16} error [\da-f]{1,8}\b| (?:general protection(?: fault)?|trap invalid opcode) ip:[\da-f]{1,16} )/;
const quotedCrash = /^segfault at [\da-f]{1,16}$/;

function kernelCrash(paste: Paste, at: number, lone: string | null): readonly Draft[] {
  const text = messageOf(paste.line(at));
  const name = crash.exec(text)?.[1];
  if (name === undefined) return quotedCrash.test(text) ? [answer(otherwise, at)] : [];
  const fact: Draft = { fact: 'crashed', value: name, from: at, many: true };
  return canBeService(name, lone) ? [fact, answer(otherwise, at)] : [fact];
}

/** Whether a line below a choice names the victim. */
function hasVictim(paste: Paste, at: number): boolean {
  for (let line = at + 1; line <= at + nearVictim; line += 1) {
    if (killed.test(messageOf(paste.line(line)))) return true;
  }
  return false;
}

const unitOom =
  /(?:^|\s)systemd\[\d{1,7}\]: ([\w@.:\\-]{1,200}): A process of this unit has been killed by the OOM killer\.?$/;
const unitResult =
  /(?:^|\s)systemd\[\d{1,7}\]: ([\w@.:\\-]{1,200}): Failed with result '(oom-kill|core-dump|watchdog)'\.?$/;
const unitSignal =
  /(?:^|\s)systemd\[\d{1,7}\]: ([\w@.:\\-]{1,200}): Main process exited, code=(?:(?:killed|dumped), status=(?:4\/ILL|5\/TRAP|6\/ABRT|7\/BUS|8\/FPE|11\/SEGV|31\/SYS)|exited, status=13[2-69]\/n\/a)$/i;
const unitState = /^Active: failed \(Result: (oom-kill|core-dump|watchdog)\) since /;
const unitHeading = /^[●×*] ([\w@.:\\-]{1,200}) - /;
const shownResult = /^Result=(oom-kill|core-dump|watchdog)$/;

/** Units whose processes serve: services, and the scopes of containers. */
const serving = /\.service$|^(?:docker|cri-containerd|crio|libpod)-[\da-f]{12,64}\.scope$/;
/** Services of the system itself, or of its users. */
const systemUnit =
  /^(?:user@|session-|run-|systemd-|cron|atd|apt-daily|unattended-upgrades|earlyoom|cloud-|google-startup|snapd|packagekit|fwupd|gdm|docker\.service|containerd\.service)/;

function isServing(unit: string): boolean {
  return serving.test(unit) && !systemUnit.test(unit);
}

/** The unit that the heading of `systemctl status` above a state names. */
function headingAbove(paste: Paste, at: number): string {
  for (let line = at - 1; line >= Math.max(0, at - 6); line -= 1) {
    const unit = unitHeading.exec(paste.line(line))?.[1];
    if (unit !== undefined) return unit;
  }
  return '';
}

/** What systemd says of a unit. */
function unitEnd(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  const oom = unitOom.exec(line)?.[1];
  if (oom !== undefined) return isServing(oom) ? [answer(forMemory, at)] : [];
  const signal = unitSignal.exec(line)?.[1];
  if (signal !== undefined) return isServing(signal) ? [answer(otherwise, at)] : [];
  const state = unitState.exec(line)?.[1];
  const result = unitResult.exec(line);
  const word = state ?? result?.[2] ?? shownResult.exec(line)?.[1];
  if (word === undefined) return [];
  const unit = state === undefined ? result?.[1] : headingAbove(paste, at);
  if (unit !== undefined && !isServing(unit)) return [];
  return [answer(word === 'oom-kill' ? forMemory : otherwise, at)];
}

const podState = /^(?:Last )?State: {1,20}Terminated$/;
const podReason = /^Reason: {1,40}(OOMKilled|Error)$/;
const podExit = /^Exit Code: {1,40}(\d{1,3})$/;
const podSection = /^((?:Init )?Containers):$/;
const yamlReason = /^"?reason"?: "?OOMKilled"?,?$/;
const yamlExit = /^"?exitCode"?: \d{1,3},?$/;

/** Signals of a crash, plus 128: ILL, TRAP, ABRT, BUS, FPE, SEGV. */
const crashes = new Set(['132', '133', '134', '135', '136', '139']);

/** Lines of a description that are looked at for its section. */
const longestSection = 120;

/** Whether a state belongs to a container that runs before the others and serves nobody. */
function isInit(paste: Paste, at: number): boolean {
  for (let line = at; line >= Math.max(0, at - longestSection); line -= 1) {
    const section = podSection.exec(paste.line(line))?.[1];
    if (section !== undefined) return section !== 'Containers';
  }
  return false;
}

/** What Kubernetes says of a container. */
function podEnd(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  if (yamlReason.test(line)) {
    const isState = [-3, -2, -1, 1, 2, 3].some((by) => yamlExit.test(paste.line(at + by)));
    return isState ? [answer(forMemory, at)] : [];
  }
  const reason = podReason.exec(line)?.[1];
  if (reason === undefined || !podState.test(paste.line(at - 1)) || isInit(paste, at)) return [];
  if (reason === 'OOMKilled') return [answer(forMemory, at)];
  const code = podExit.exec(paste.line(at + 1))?.[1];
  return code !== undefined && crashes.has(code) ? [answer(otherwise, at + 1)] : [];
}

const dockerOom = /^"OOMKilled": true,?$/;
const dockerRunning = /^"Running": true,?$/;
const formatted = /^OOMKilled=true ExitCode=[1-9]\d{0,2}\b/;

/** What Docker says of a container. A running one has lost a process, but not its first. */
function containerEnd(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  if (formatted.test(line)) return [answer(forMemory, at)];
  if (!dockerOom.test(line)) return [];
  const isRunning = [-5, -4, -3, -2, -1].some((by) => dockerRunning.test(paste.line(at + by)));
  return isRunning ? [] : [answer(forMemory, at)];
}

/** Reads who ended a server process. */
export const processEnd: Parser = {
  name: 'process-end',
  clues: [
    'killed process',
    'kill process',
    'oom-kill',
    'oom killer',
    'oomkilled',
    'main process exited',
    "failed with result '",
    'active: failed',
    'result=core-dump',
    'result=watchdog',
    'reason: ',
    'segfault at ',
    '] general protection',
    '] trap invalid opcode',
    'users:((',
    'listen ',
  ],
  emits: [
    { finding, value: forMemory },
    { finding, value: otherwise },
  ],
  read: (paste, hits) => {
    const lone = loneListener(paste, hits);
    const kills = kernelKills(paste, hits, lone);
    // Of which process systemd speaks, the kernel says.
    const isForeign = kills.length > 0 && kills.every((draft) => draft.finding === undefined);
    return [
      ...kills,
      ...hits.flatMap((at) => [
        ...(isForeign && unitOom.test(paste.line(at)) ? [] : unitEnd(paste, at)),
        ...podEnd(paste, at),
        ...containerEnd(paste, at),
        ...kernelCrash(paste, at, lone),
      ]),
    ];
  },
};
