/** Memory and CPUs of the machine: `free`, `nproc`, `lscpu`, `/proc/meminfo`. Facts only: no runtime need see as many. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const memory =
  /^(Mem|Swap):\s{1,12}(\d[\d.]{0,15}(?:[BKMGT]i?)?)\s{1,20}(\d[\d.]{0,15}(?:[BKMGT]i?)?)(?:\s|$)/;
const heading = /^total\s{2,12}used\s{2,12}free\b/;
const cpus = /^CPU\(s\):\s{1,40}(\d{1,5})$/;
const total = /^(MemTotal|MemAvailable):\s{1,16}(\d{1,15}) kB$/;
const asked = /^(?:sudo )?nproc$/;

function read(paste: Paste, at: number): readonly Draft[] {
  const line = paste.line(at);
  if (heading.test(line)) return [{ fact: 'free', value: 'table', from: at, many: true }];
  const found = memory.exec(line);
  if (found !== null) {
    const name = found[1] === 'Mem' ? 'memory' : 'swap';
    return [{ fact: name, value: `${found[3] ?? ''} of ${found[2] ?? ''}`, from: at, many: true }];
  }
  const size = total.exec(line);
  if (size !== null)
    return [{ fact: size[1] ?? '', value: `${size[2] ?? ''} kB`, from: at, many: true }];
  const count = cpus.exec(line)?.[1];
  if (count !== undefined) return [{ fact: 'cpus', value: count, from: at, many: true }];
  const answer = paste.line(at + 1);
  if (!asked.test(paste.typed(at).run) || !/^\d{1,5}$/.test(answer)) return [];
  return [{ fact: 'cpus', value: answer, from: at, to: at + 1, many: true }];
}

/** Reads how large the machine is. */
export const machineSize: Parser = {
  name: 'machine-size',
  clues: ['mem:', 'swap:', 'cpu(s):', 'memtotal:', 'memavailable:', 'nproc', 'shared', 'total  '],
  emits: [],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};
