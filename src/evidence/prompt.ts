/** Shell prompts: what was typed, and on which host, as far as a line shows it. */
import { sectionMark } from './collection.ts';

/** A line taken apart at its prompt. */
export interface Typed {
  /** The command, without the prompt; the whole line when it shows no prompt. */
  readonly run: string;
  /** Host name of the prompt, empty when there is none. Used to keep hosts apart, never handed out. */
  readonly host: string;
}

/** A prompt longer than this is none. */
const longestPrompt = 100;

const symbols = '#$%❯»';

/** Nearly all lines have none of the symbols, and are done with here. */
const anySymbol = /[#$%❯»]/;

/** What stands before the symbol: `host:~`, `user@host:/dir`, `bash-4.2`, `(venv) user@host ~`, `[root@host ~]`. */
const head =
  /^(?:\([\w.-]{1,40}\) )?\[?(?:[\w.-]{1,64}@)?([\w.-]{1,64})(?:[: ][\w~./ -]{0,80})?\]?$/;

/**
 * Takes a line apart at its shell prompt. A bare `#` or `$` at the start counts: `#cat /proc/net/sockstat`. So does
 * the mark that `collect.sh` puts before the output of a command.
 *
 * @param text a cleaned line, trimmed
 */
export function splitPrompt(text: string): Typed {
  if (symbols.includes(text.charAt(0))) return { run: text.slice(1).trim(), host: '' };
  if (text.startsWith('== halfopen run ')) {
    return { run: sectionMark.exec(text)?.[2] ?? text, host: '' };
  }
  if (!anySymbol.test(text)) return { run: text, host: '' };
  const end = Math.min(text.length, longestPrompt);
  for (let at = 1; at < end; at += 1) {
    if (!symbols.includes(text.charAt(at))) continue;
    if (at + 1 < text.length && text.charAt(at + 1) !== ' ') continue;
    const found = head.exec(text.slice(0, at).trim());
    if (found === null) return { run: text, host: '' };
    return { run: text.slice(at + 1).trim(), host: found[1] ?? '' };
  }
  return { run: text, host: '' };
}
