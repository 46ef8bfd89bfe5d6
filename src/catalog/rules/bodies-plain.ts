/** Bodies are prose: Markdown without imports, expressions, components or HTML. */
import { proseLinesOf } from '#catalog/markdown-lines.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'bodies-plain';

/** Code spans may hold anything; what is left is what MDX would run or pass on as markup. A span ends at as many
 * backticks as it began with; without an end they are text. */
function withoutCodeSpans(text: string): string {
  const pieces = text.split(/(`+)/u);
  const kept: string[] = [];
  for (let place = 0; place < pieces.length; place += 1) {
    const piece = pieces[place] ?? '';
    const end = piece.startsWith('`') ? pieces.indexOf(piece, place + 1) : -1;
    if (end < 0) kept.push(piece);
    else place = end;
  }
  return kept.join('').replace(/\\[{}<]/gu, '');
}

function judgeLine(text: string): Wording | undefined {
  if (/^(?:import|export)[\s{*]/u.test(text)) return messages.bodies.module;
  const bare = withoutCodeSpans(text);
  const tag = /<\/?([a-z][\w-]*)/iu.exec(bare)?.[1];
  // An address in angle brackets is an autolink in Markdown, but a broken tag in MDX, so it is reported as well.
  if (tag !== undefined) return messages.bodies.tag(tag);
  return /[{}]/u.test(bare) ? messages.bodies.expression : undefined;
}

/** Reports import and export lines, tags of any kind (script and style among them), and expressions in braces. */
export const bodiesPlain: Rule = {
  name,
  why: 'Content is data: code in it would run in every build and could put anything on a page.',
  check: (catalog) =>
    [...catalog.causes, ...catalog.cases].flatMap(({ file, body }) =>
      proseLinesOf(body).flatMap(({ line, text }): Problem[] => {
        const wording = judgeLine(text);
        return wording === undefined
          ? []
          : [{ file, field: `body line ${line}`, rule: name, ...wording }];
      }),
    ),
};
