import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';

/** The project's root folder, whatever the current one is. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
