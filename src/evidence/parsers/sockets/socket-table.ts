/** Rows of sockets -> tables: what stands together, what was asked, and whether the end is shown. */
import type { Paste } from '#evidence/paste.ts';
import type { Row } from './socket-row.ts';
import { rowOf, statelessRowOf } from './socket-row.ts';
import type { SocketCommand } from './socket-command.ts';
import { socketCommandOf } from './socket-command.ts';

/** Rows that one command printed. */
export interface Table {
  readonly rows: readonly Row[];
  readonly command: SocketCommand | null;
  /** True when the command was typed by root, so that a missing process is a fact. */
  readonly isRoot: boolean;
  /** Where it was taken, as far as the text shows: the collection, and the host of the prompt. Never handed out. */
  readonly origin: string;
  /** First line, that of the command if there is one, and last line with what belongs to the last row. */
  readonly from: number;
  readonly to: number;
  /**
   * True when nothing can be missing: the command stands above, nothing was piped away, and another prompt or the end of a
   * section follows.
   */
  readonly isWhole: boolean;
}

/** `| head` leaves fewer than ten rows as they are. */
function isUncut(pipe: string, rows: number): boolean {
  return pipe === '' || (rows < 10 && /^\| ?head(?:;|$)/.test(pipe));
}

/** Lines that may stand between two rows: the fields of `ss -i`, `-m`, and a wrapped line. */
const widestGap = 4;

/** Tables of one paste; more of them are a log, and its first part says as much. */
const mostTables = 1000;

/** Lines above the first row that hold headings and the command. */
const heading = 4;

// Of a section only: behind the end of a collection, the end of its last section may have been lost.
const sectionEnd = /^== halfopen end (?!collect )\S{1,40} [01] ==$/;
const collection = /^== halfopen collect \d{1,3} /;

/** Whether a line is a prompt, with or without a command, or the end of a section. */
export function isPrompt(paste: Paste, at: number): boolean {
  const line = paste.line(at);
  return (
    sectionEnd.test(line) ||
    line.startsWith('== halfopen run ') ||
    paste.typed(at).host !== '' ||
    /^[#$%❯»](?: |$)/.test(line)
  );
}

/** Whether the prompt of a line is root's, or the command ran by sudo. */
export function isRootPrompt(paste: Paste, at: number): boolean {
  const { run } = paste.typed(at);
  const line = paste.line(at);
  if (/^(?:== halfopen run \S{1,40}: )?sudo /.test(line) || run.startsWith('sudo ')) return true;
  return line
    .slice(0, line.length - run.length)
    .trim()
    .endsWith('#');
}

/** The first line with text from here on, at most three lines away. */
function nextText(paste: Paste, from: number): number {
  let at = from;
  while (at < from + 3 && at < paste.count && !paste.hasText(at)) at += 1;
  return at;
}

function breaksTable(paste: Paste, line: number): boolean {
  return isPrompt(paste, line) || socketCommandOf(paste.typed(line).run) !== null;
}

/** The last line of what belongs to a row: indented fields as `ss -i` prints them. */
function detailsEnd(paste: Paste, at: number): number {
  let to = at;
  while (to < at + widestGap - 1 && /\brto:\d|\bskmem:\(|\bcwnd:\d/.test(paste.line(to + 1))) {
    to += 1;
  }
  return to;
}

/** The collection that a line lies in: its first line, -1 outside of any, and whether root took it. */
interface Place {
  readonly at: number;
  readonly isRoot: boolean;
}

function originOf(paste: Paste, line: number, { at }: Place): string {
  return `${at} ${paste.typed(line).host}`;
}

/** The first line of the headings above a table that shows no command. */
function headingOf(paste: Paste, first: number): number {
  const above = paste.line(first - 1);
  if (first === 0 || !/\bRecv-Q\b|^Proto |^COMMAND /.test(above)) return first;
  return /Internet/.test(paste.line(first - 2)) ? first - 2 : first - 1;
}

function tableOf(
  paste: Paste,
  rows: readonly Row[],
  place: Place,
  known?: { at: number; command: SocketCommand },
): Table {
  const first = rows[0]?.at ?? known?.at ?? 0;
  let from = known?.at ?? first;
  let command = known?.command ?? null;
  for (let at = first - 1; known === undefined && at >= Math.max(0, first - heading); at -= 1) {
    command = socketCommandOf(paste.typed(at).run);
    if (command !== null) from = at;
    if (breaksTable(paste, at)) break;
  }
  if (command === null) from = headingOf(paste, first);
  const to = detailsEnd(paste, rows.at(-1)?.at ?? first);
  const end = nextText(paste, Math.max(to, known?.at ?? to) + 1);
  const isEnded = end < paste.count && isPrompt(paste, end);
  const isWhole = command !== null && isUncut(command.pipe, rows.length) && isEnded;
  const isRoot = command !== null && (isRootPrompt(paste, from) || place.isRoot);
  return { rows, command, isRoot, origin: originOf(paste, from, place), from, to, isWhole };
}

/** Rows below `ss state ...`; their lines have no clue of their own. */
function statelessTable(
  paste: Paste,
  at: number,
  command: SocketCommand,
  place: Place,
): Table | null {
  const rows: Row[] = [];
  const start = /\bRecv-Q\b/.test(paste.line(at + 1)) ? at + 2 : at + 1;
  for (let line = start; line < paste.count; line += 1) {
    const row = statelessRowOf(paste.line(line), command.state ?? '', line);
    if (row === null) break;
    rows.push(row);
    line = detailsEnd(paste, line);
  }
  if (rows.length === 0) return emptyTable(paste, at, command, place);
  return tableOf(paste, rows, place, { at, command });
}

/** A command that printed no row at all: headings or nothing, then the next prompt. */
function emptyTable(paste: Paste, at: number, command: SocketCommand, place: Place): Table | null {
  let end = at + 1;
  while (end <= at + 3 && /\bRecv-Q\b|^Active Internet/.test(paste.line(end))) end += 1;
  if (end >= paste.count || !isPrompt(paste, end)) return null;
  return {
    rows: [],
    command,
    isRoot: isRootPrompt(paste, at) || place.isRoot,
    origin: originOf(paste, at, place),
    from: at,
    to: end - 1,
    isWhole: isUncut(command.pipe, 0),
  };
}

/**
 * The tables of a paste.
 *
 * @param hits lines that may be a row or a command, rising
 */
export function tablesOf(paste: Paste, hits: readonly number[]): readonly Table[] {
  const tables: Table[] = [];
  let current: Row[] = [];
  let done = -1;
  let place: Place = { at: -1, isRoot: false };
  const close = (): void => {
    if (current.length > 0) tables.push(tableOf(paste, current, place));
    current = [];
  };
  for (const at of hits) {
    if (tables.length > mostTables) break;
    if (at <= done) continue;
    if (collection.test(paste.line(at))) {
      close();
      place = { at, isRoot: / uid=0 /.test(paste.line(at)) };
      continue;
    }
    const row = rowOf(paste.line(at), at);
    if (row === null) {
      const command = socketCommandOf(paste.typed(at).run);
      if (command === null) continue;
      close();
      const table =
        command.state === null || command.state === 'several' || command.pipe !== ''
          ? emptyTable(paste, at, command, place)
          : statelessTable(paste, at, command, place);
      if (table !== null) tables.push(table);
      if (table !== null) done = table.to;
      continue;
    }
    const last = current.at(-1)?.at ?? at;
    const isApart = at - last > widestGap;
    let isBroken = isApart;
    for (let line = last + 1; line < at && !isBroken; line += 1) {
      isBroken = breaksTable(paste, line) || /\bRecv-Q\b/.test(paste.line(line));
    }
    if (isBroken) close();
    current.push(row);
  }
  close();
  return tables;
}

/** Fields of `ss -i` and the timer of a row, by name; flags without a value have the value ''. */
export function detailsOf(paste: Paste, row: Row): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const note = (words: readonly string[]): void => {
    for (const word of words) {
      const at = word.indexOf(':');
      fields.set(at === -1 ? word : word.slice(0, at), at === -1 ? '' : word.slice(at + 1));
    }
  };
  note(row.rest);
  const to = fields.has('rto') ? row.at : detailsEnd(paste, row.at);
  for (let at = row.at + 1; at <= to; at += 1) note(paste.line(at).split(/\s+/, 120));
  return fields;
}
