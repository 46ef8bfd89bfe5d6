/**
 * Loaded before the tests of `npm test`: the inputs that properties are tried on are the same in every run, so that a red run is the
 * fault of what was changed. `SEED=2 npm run test:unit` tries others, `npm run fuzz` many more.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
