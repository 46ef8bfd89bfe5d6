/**
 * The program and its options, as `/proc/PID/cmdline` has them: which program serves (finding `server-program`). The question's
 * command and the section of `collect.sh` ask for one process, so that nothing is taken from a list of all.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { serverPrograms } from '#evidence/parsers/sockets/server-programs.ts';

const asked = /^(?:sudo )?tr ["']\\0["'] ["'] ["'] ?< ?\/proc\/[\w$]{1,12}\/cmdline(?: ?; ?echo)?$/;

/** Classes that a JVM is started with, by program. */
const zookeeper = /(?:^| )org\.apache\.zookeeper\.server\.\S/;
const kafka = /(?:^| )kafka\.Kafka(?: |$)/;
/** Tools of the two, and builds of them under other names. */
const doubtful = /(?:^| )(?:org\.apache\.(?:zookeeper|kafka)|kafka|io\.confluent)\.\S/;

/** Programs that an interpreter runs are named by neither; the interpreter is what it is. */
function programOf(line: string): string | undefined {
  const [first = ''] = line.split(' ', 1);
  const name = first.slice(first.lastIndexOf('/') + 1).replace(/:$/, '');
  if (name !== 'java') return serverPrograms.get(name) ?? serverPrograms.get(bare(name));
  if (zookeeper.test(line)) return 'zookeeper';
  if (kafka.test(line)) return 'kafka';
  // A line that was cut may have lost the class.
  return doubtful.test(line) || line.endsWith(' [cut]') ? undefined : 'java';
}

/** `python3.11` -> `python`. */
function bare(name: string): string {
  return name.replace(/[\d.]{1,6}$/, '');
}

function read(paste: Paste, at: number): readonly Draft[] {
  const { run } = paste.typed(at);
  const line = paste.line(at + 1);
  if (!asked.test(run) || line === '' || paste.typed(at + 1).host !== '') return [];
  const place = { from: at + 1 };
  const value = programOf(line);
  const [command = ''] = line.split(' ', 1);
  return [
    { fact: 'process command', value: command, ...place, many: true },
    ...(value === undefined
      ? []
      : [{ fact: 'server-program', finding: 'server-program', value, ...place }]),
  ];
}

/** Reads the command line of a process. */
export const processCommand: Parser = {
  name: 'process-command',
  clues: ['/cmdline'],
  emits: [...new Set([...serverPrograms.values(), 'zookeeper', 'kafka'])].map((value) => ({
    finding: 'server-program',
    value,
  })),
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
