/** Names of closed word lists, for pages that print them. */
import { text } from './messages.ts';

/** Names of the layers where a fault can sit. */
export const layerNames = text.layer;
