/**
 * The marks of `collect.sh`: which side was collected, what was run, how it ended, and which sections are not whole. The
 * sides that they state are given to the lines between them by `sides.ts`.
 */
import { collectionEnd, collectionStart, sectionMark } from '#evidence/collection.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

const begin =
  /^== halfopen collect \d{1,3} side=(client|server|proxy|unknown)(?: [a-z]{1,20}=\S{1,60}){0,8} ==$/;
const ended = /^== halfopen end ([a-z0-9-]{1,40}) (\d{1,3}) ==$/;
const cut = /^== halfopen cut ([a-z0-9-]{1,40}) after \d{1,9} (?:lines|bytes) ==$/;
const skipped = /^== halfopen skip ([a-z0-9-]{1,40}): [^=]{1,200} ==$/;

/** Status of a section whose command was stopped after its time, as timeout(1) gives it. */
const stopped = ['124', '137', '143'];

/** Status of a shell that did not find the command. */
const missing = '127';

interface Section {
  readonly name: string;
  readonly from: number;
}

function plain(from: number): Draft {
  return { fact: 'sections', value: 'collect.sh', from, many: true };
}

function endDrafts(name: string, status: string, from: number): readonly Draft[] {
  const fact = stopped.includes(status)
    ? 'section stopped'
    : status === missing
      ? 'section not installed'
      : null;
  // The lines of plain marks are known, and say nothing each on its own: one reading stands for all of them.
  return [fact === null ? plain(from) : { fact, value: name, from, many: true }];
}

/** Reads the marks of a collection. */
export const sections: Parser = {
  name: 'sections',
  clues: ['== halfopen '],
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let open: Section | null = null;
    const cutOff = (): void => {
      if (open === null) return;
      drafts.push({ fact: 'section cut off', value: open.name, from: open.from, many: true });
      open = null;
    };
    for (const at of hits) {
      const line = paste.line(at);
      const mark = { from: at, many: true } as const;
      const side = begin.exec(line)?.[1];
      const run = sectionMark.exec(line)?.[1];
      const [, name, status] = ended.exec(line) ?? [];
      const part = cut.exec(line)?.[1];
      const left = skipped.exec(line)?.[1];
      if (side !== undefined) {
        cutOff();
        drafts.push({ fact: collectionStart, value: side, ...mark });
      } else if (run !== undefined) {
        cutOff();
        open = { name: run, from: at };
        drafts.push(plain(at));
      } else if (part !== undefined) drafts.push({ fact: 'section cut', value: part, ...mark });
      else if (left !== undefined) drafts.push({ fact: 'section skipped', value: left, ...mark });
      else if (name === 'collect') {
        cutOff();
        drafts.push({ fact: collectionEnd, value: status ?? '', ...mark });
      } else if (name !== undefined) {
        open = null;
        drafts.push(...endDrafts(name, status ?? '', at));
      }
    }
    cutOff();
    return drafts;
  },
};
