/**
 * What Connector/J says below a failure: when it last received and sent something. After an idle time the request is what was sent last,
 * or nothing was. Figures that are alike say no more than that, unless it adds that the server's wait_timeout is shorter.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const times =
  /The last packet (?:successfully )?received from the server was (\d{1,3}(?:,\d{3}){0,4}) milliseconds ago\. {1,2}The last packet sent (?:successfully )?to the server was (\d{1,3}(?:,\d{3}){0,4}) milliseconds ago\.( is longer than the server configured value of 'wait_timeout')?/;

/** Milliseconds of quiet from which the connection counts as idle. */
const leastIdle = 1000;

const place = { side: 'client', many: true } as const;

function milliseconds(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}

function idle(value: number, from: number): Draft {
  const fact = 'idle-seconds';
  return { fact, finding: fact, value: Math.round(value / 1000).toString(), from, ...place };
}

function read(line: string, from: number): readonly Draft[] {
  const found = times.exec(line);
  if (found === null) return [];
  const [received, sent] = [milliseconds(found[1]), milliseconds(found[2])];
  if (found[3] !== undefined) {
    const finding = 'idle-timeout-order';
    return [idle(sent, from), { fact: finding, finding, value: 'server-shorter', from, ...place }];
  }
  const quiet = received - sent;
  if (quiet >= leastIdle && sent < received / 2) return [idle(quiet, from)];
  return [
    { fact: 'mysql silent for ms', value: Math.min(received, sent).toString(), from, ...place },
  ];
}

/** Reads the two times of Connector/J. */
export const mysqlConnector: Parser = {
  name: 'mysql-connector',
  clues: ['received from the server was'],
  emits: [
    { finding: 'idle-seconds', kind: 'number' },
    { finding: 'idle-timeout-order', value: 'server-shorter' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};
