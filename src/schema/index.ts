/** The door of the schema room: what a valid item is. `.describe()` on each field is its documentation. */
export { cause, type Cause } from './cause.ts';
export { finding, type Finding } from './finding.ts';
export { incident, type Incident } from './case.ts';
export { lab, type Lab } from './lab.ts';
export { ladder } from './ladder.ts';
export { symptom, type Symptom } from './symptom.ts';
export { versions, type Versions } from './versions.ts';
export { source } from './words.ts';
