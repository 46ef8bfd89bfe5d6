/** The compiled model of a catalog, made once for each catalog however many pages ask for it. */
import type { Model } from '#engine/index.ts';
import type { Catalog } from './catalog.ts';
import { compileModel } from './compile-model.ts';

const models = new WeakMap<Catalog, Model>();

/** The engine's model of a catalog. The same catalog gives the same object. */
export function modelOf(catalog: Catalog): Model {
  const known = models.get(catalog);
  if (known !== undefined) return known;
  const model = compileModel(catalog);
  models.set(catalog, model);
  return model;
}
