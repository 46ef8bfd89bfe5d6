/**
 * Services whose server speaks first: a client that connects and sends nothing waits for a greeting there, while elsewhere it may
 * hold a connection in advance.
 */
import { deedsOf } from '#evidence/shape.ts';
import type { Flow } from './flow.ts';

/** FTP, SSH, SMTP, POP3, IMAP, submission, VNC, MySQL (IANA service names; the protocols begin with a greeting of the server). */
const greeting: ReadonlySet<number> = new Set([21, 22, 25, 110, 143, 587, 3306, 5900]);

/** Servers that are remembered. */
const mostServers = 10_000;

/** Remembers which servers spoke first. */
export interface Greeters {
  /** Notes what the connection shows, and says in its course whether its server is one. */
  readonly take: (flow: Flow) => void;
}

function serverOf({ from, to, course }: Flow): Flow['from'] {
  return course.clientForward === false ? from : to;
}

/** Whether the server sent the first payload. */
function greets({ course, hasHoles }: Flow): boolean {
  const { client, server } = deedsOf(course);
  if (hasHoles || course.synAck === null || server.firstData === null) return false;
  return client.firstData === null || server.firstData.line < client.firstData.line;
}

/** A memory of bounded size. */
export function newGreeters(): Greeters {
  const known = new Set<string>();
  return {
    take: (flow) => {
      if (flow.course.clientForward === null) return;
      const { a, b, c, d, port } = serverOf(flow);
      const key = [a, b, c, d, port].join(' ');
      if (known.size < mostServers && greets(flow)) known.add(key);
      flow.course.isServerFirst = greeting.has(port) || known.has(key);
    },
  };
}
