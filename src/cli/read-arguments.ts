/** Command lines: options by name, the rest in order. What is not understood is bad input. */
import { parseArgs } from 'node:util';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';

interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
}

type OptionValue = string | boolean | (string | boolean)[] | undefined;

/** What a command line says. */
export interface Arguments {
  /** Values of each option that takes one, in order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Options without a value that are set. */
  readonly flags: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/** Reads a command line; `usage` is shown with what is wrong. */
export function readArguments(
  args: readonly string[],
  options: Readonly<Record<string, Option>>,
  usage: string,
): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const read = new Map<string, readonly string[]>();
    const flags = new Set<string>();
    for (const [name, value] of Object.entries<OptionValue>(values)) {
      if (value === true) flags.add(name);
      else if (typeof value === 'string' || Array.isArray(value)) {
        read.set(name, (Array.isArray(value) ? value : [value]).map(String));
      }
    }
    return { values: read, flags, rest: positionals };
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new BadInput('halfopen', messages.badArguments(what, usage));
  }
}
