/** `npm run -s find -- QUERY...`: the site's own search. */
import { find as search, prepareCorpus } from '#search/index.ts';
import { BadInput, oneLine, runCommand } from './bad-input.ts';
import { messages } from './messages.ts';
import { readArguments } from './read-arguments.ts';
import { readSearchRecords } from './read-knowledge.ts';

/** Digits of a score that say something. */
const precision = 4;

async function find(args: readonly string[]): Promise<string> {
  const { flags, rest } = readArguments(args, {}, messages.usage.find);
  const query = rest.join(' ').trim();
  if (query === '') {
    throw new BadInput('halfopen', messages.badArguments(messages.noQuery, messages.usage.find));
  }
  const hits = search(prepareCorpus(await readSearchRecords()), query);
  if (flags.has('json')) {
    const results = hits.map(({ record: { kind, id, title }, score }) => ({
      kind,
      id,
      title,
      score: Number(score.toFixed(precision)),
    }));
    return `${JSON.stringify(results)}\n`;
  }
  return hits
    .map(
      ({ record: { kind, title, url } }) =>
        `${kind.padEnd(8)} ${oneLine(title)}\n         ${url}\n`,
    )
    .join('');
}

await runCommand(() => find(process.argv.slice(2)));
