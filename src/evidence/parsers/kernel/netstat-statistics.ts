/** Counters as `netstat -s` prints them: a figure and a sentence, or a name and a figure. */
import { bareNames, sentences } from '#evidence/counters.ts';
import type { Parser } from '#evidence/parser.ts';

const sentence = /^(\d{1,20}) ([A-Z][\w ]{5,60})$/i;
const named = /^(TCP[A-Za-z0-9]{3,40}): (\d{1,20})$/;

/** `1 times ...` and `1 time ...`, `1 connections reset` and `1 connection reset` are one counter each. */
const clues = [...sentences.keys()].map((text) => text.toLowerCase());

/** Reads counters of `netstat -s`. */
export const netstatStatistics: Parser = {
  name: 'netstat-statistics',
  clues: [
    ...clues,
    'tcpreqqfull',
    'tcptimewaitoverflow',
    'tcpaborton',
    'tcpmemorypressures',
    'tcpbacklogdrop',
  ],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const line = paste.line(at);
      const told = sentence.exec(line);
      const short = told === null ? named.exec(line) : null;
      const name = told === null ? short?.[1] : sentences.get(told[2] ?? '');
      if (name === undefined) return [];
      if (short !== null && !bareNames.has(name)) return [];
      const value = told?.[1] ?? short?.[2] ?? '';
      const counter = name.startsWith('Tcp') ? name : `TcpExt${name}`;
      return [{ fact: `counter ${counter}`, value, from: at, many: true }];
    }),
};
