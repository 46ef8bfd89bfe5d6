/**
 * The address that a server says it listens on: uvicorn, Flask, Django and gunicorn print the one that they were bound to, so a
 * loopback address there is a loopback address in `ss`. Other programs print "localhost" whatever they are bound to.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const bound =
  /(?:\bUvicorn running on |^(?:\S{1,60} {1,10}\| {1,5})?\* Running on |^(?:\S{1,60} {1,10}\| {1,5})?Starting development server at |\bListening at: )https?:\/\/(\[[\da-f:.]{2,45}\]|[\w.-]{1,253}):\d{1,5}\b/;
/** Flask names each address of a socket that is bound to all of them. */
const everywhere = /\* Running on all addresses\b/;

function isLoopback(address: string): boolean {
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address) || address === '[::1]';
}

function readAll(paste: Paste, hits: readonly number[]): readonly Draft[] {
  const addresses = new Map<number, string>();
  for (const at of hits) {
    if (everywhere.test(paste.line(at))) return [];
    const address = bound.exec(paste.line(at))?.[1];
    if (address !== undefined) addresses.set(at, address);
  }
  const [first] = addresses.keys();
  // With several servers in one log, or one that was bound anew, it is not plain which is meant.
  const isPlain = first !== undefined && [...addresses.values()].every(isLoopback);
  if (!isPlain) return [];
  const finding = 'port-owner';
  return [{ fact: finding, finding, value: 'loopback-only', from: first, side: 'server' }];
}

/** Reads the addresses that servers were bound to. */
export const boundAddress: Parser = {
  name: 'bound-address',
  clues: [
    'uvicorn running on ',
    '* running on ',
    'starting development server at ',
    'listening at: http',
  ],
  emits: [{ finding: 'port-owner', value: 'loopback-only' }],
  read: readAll,
};
