/** The door of the search room. */
export { find, prepareCorpus, type Corpus, type Hit } from './find.ts';
export { fuseAlone } from './fuse-alone.ts';
export { hintsFor, prepareHints, type HintCorpus, type Pointed } from './hints.ts';
export type { Range } from './rank-candidates.ts';
export type { RecordKind, SearchRecord } from './record.ts';
