/**
 * `/proc/PID/status`, and the number of threads against the limit on processes (finding `thread-usage`), which ps and
 * `/proc/PID/limits` give one below the other.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const field =
  /^(FDSize|VmRSS|VmSize|VmPeak|Cpus_allowed_list|Tgid):\s{1,8}(\d[\d,-]{0,40})(?: kB)?$/;
const ofUser = /^(?:sudo )?ps -L -u .{1,60} (?:--no-headers|h) ?\| ?wc -l$/;
const ofHost = /^(?:sudo )?ps -(?:eLf|eL|AL|aLf|auxH|efL) ?\| ?wc -l$/;
const processes = /^Max processes {2,40}(\d{1,12}) {1,30}\S{1,20} {1,30}processes$/;
const number = /^\d{1,9}$/;

/** Lines after the count in which the limit is looked for. */
const near = 4;

function threads(paste: Paste, at: number): readonly Draft[] {
  const { run } = paste.typed(at);
  const isOfUser = ofUser.test(run);
  const text = paste.line(at + 1);
  if ((!isOfUser && !ofHost.test(run)) || !number.test(text)) return [];
  // With its heading, ps prints one line more.
  const count = Number(text) - (isOfUser ? 0 : 1);
  const fact = isOfUser ? 'threads of the user' : 'threads of the host';
  const read: Draft = { fact, value: String(count), from: at, to: at + 1, many: true };
  for (let line = at + 2; isOfUser && line <= at + 1 + near; line += 1) {
    const most = processes.exec(paste.line(line))?.[1];
    if (most === undefined) continue;
    const value = `${count}/${most}`;
    return [read, { fact: 'thread-usage', finding: 'thread-usage', value, from: at, to: line }];
  }
  return [read];
}

/** Reads the status of a process and how many threads there are. */
export const processStatus: Parser = {
  name: 'process-status',
  clues: ['fdsize:', 'vmrss:', 'vmsize:', 'vmpeak:', 'cpus_allowed_list:', 'ps -'],
  emits: [{ finding: 'thread-usage', kind: 'ratio' }],
  read: (paste, hits) =>
    hits.flatMap((at): readonly Draft[] => {
      const found = field.exec(paste.line(at));
      if (found === null) return threads(paste, at);
      return [{ fact: `process ${found[1] ?? ''}`, value: found[2] ?? '', from: at, many: true }];
    }),
};
