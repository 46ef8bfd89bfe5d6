/**
 * How long a query takes on the real pages: identifiers, index and Fuse together, as a multiple of the index alone and
 * beside Fuse alone over the causes. Prints medians and ratios; asserts nothing.
 * Run: `node_modules/.bin/node tests/bench/search.ts`.
 */
import { compileSearchRecords, loadCatalog } from '#catalog/index.ts';
import { find, fuseAlone, prepareCorpus } from '#search/index.ts';

const records = compileSearchRecords(await loadCatalog());

const queries = [
  'nf_conntrack: table full, dropping packet',
  'Cannot assign requested address',
  'connection reset by peer after idle',
  'TcpExtListenOverflows',
  'epoll selector NullPointerException',
  'ephemeral port',
  '65387',
  'too many open files',
];
const rounds = 40;

function medianOf(run: (query: string) => unknown): number {
  const times = Array.from({ length: rounds }).flatMap(() =>
    queries.map((query) => {
      const start = performance.now();
      run(query);
      return performance.now() - start;
    }),
  );
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

const started = performance.now();
const corpus = prepareCorpus(records);
const prepared = performance.now() - started;
const index = medianOf((query) => corpus.index.search(query));
const whole = medianOf((query) => find(corpus, query));
const fuse = medianOf((query) => fuseAlone(records, query));

console.log(
  `${String(records.length)} pages, ${String(queries.length)} queries, ${String(rounds)} rounds`,
);
console.table({
  'prepare once': { ms: prepared.toFixed(1), 'of the index alone': '' },
  'index alone': { ms: index.toFixed(2), 'of the index alone': '1.0' },
  'find: all three layers': {
    ms: whole.toFixed(2),
    'of the index alone': (whole / index).toFixed(1),
  },
  'Fuse alone, causes only': {
    ms: fuse.toFixed(2),
    'of the index alone': (fuse / index).toFixed(1),
  },
});
