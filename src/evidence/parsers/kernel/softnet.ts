/**
 * `/proc/net/softnet_stat`: one row for each CPU, in hexadecimal: packets, drops of the backlog, squeezes of the poll
 * (net/core/net-procfs.c). Since Linux 5.10 the 13th column is the CPU's number.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const row = /^[\da-f]{8}(?: [\da-f]{8}){8,14}$/;
const short = /^(\d{1,4}) ([\da-f]{8}) ([\da-f]{8})$/;
const command = /softnet_stat/;

/** Rows after the command that prints three columns. */
const longestTable = 2048;

function rowDrafts(cpu: number, dropped: string, squeezed: string, from: number): Draft[] {
  return [
    ['dropped', dropped],
    ['squeezed', squeezed],
  ].map(([name = '', hex = '']) => ({
    fact: `counter softnet ${name} ${cpu}`,
    value: Number.parseInt(hex, 16).toString(),
    from,
    many: true,
  }));
}

/** Reads drops and squeezes of each CPU. */
export const softnet: Parser = {
  name: 'softnet',
  clues: ['softnet_stat', '00000000 0000'],
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    // The number of the row before; null when rows were left out, so that the next one's is not known.
    let [last, cpu]: [number, number | null] = [-2, null];
    for (const at of hits) {
      const line = paste.line(at);
      if (command.test(paste.typed(at).run)) {
        [last, cpu] = [at, -1];
        // All rows of the short form, also those whose figures are no clue.
        for (let next = at + 1; next < at + longestTable; next += 1) {
          const found = short.exec(paste.line(next));
          if (found === null) break;
          drafts.push(...rowDrafts(Number(found[1]), found[2] ?? '', found[3] ?? '', next));
        }
        continue;
      }
      if (!row.test(line)) continue;
      const cells = line.split(' ');
      if (cells.length >= 13) cpu = Number.parseInt(cells[12] ?? '', 16);
      else cpu = last === at - 1 && cpu !== null ? cpu + 1 : null;
      last = at;
      if (cpu !== null) drafts.push(...rowDrafts(cpu, cells[1] ?? '', cells[2] ?? '', at));
      else drafts.push({ fact: 'softnet row', value: 'of one CPU', from: at, many: true });
    }
    return drafts;
  },
};
