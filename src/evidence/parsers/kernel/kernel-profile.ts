/**
 * Reports of perf: the functions that a profile found on top. Only three answers are plain from the names alone; an idle
 * profile may be that of a quiet minute, and says nothing.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const row =
  /^(\d{1,3}\.\d\d)%(?:\s{1,8}\d{1,3}\.\d\d%)?\s{1,8}(?:\S.{0,60}\s{1,40})?\[k\]\s{1,4}([\w.]{2,80})(?:\s|$)/;

/** Share of samples, percent, from which a function counts as one of the main ones. */
const [much, some, trace] = [10, 3, 1];

const locks = ['queued_spin_lock_slowpath', 'native_queued_spin_lock_slowpath', '_raw_spin_lock'];
const synWork = [
  'tcp_make_synack',
  'tcp_conn_request',
  'tcp_v4_conn_request',
  'inet_csk_reqsk_queue_prune',
];
const connectWork = ['__inet_hash_connect', '__inet_check_established', 'inet_hash_connect'];

interface Top {
  readonly percent: number;
  readonly name: string;
  readonly at: number;
}

function judge(rows: readonly Top[]): { readonly value: string; readonly at: number } | null {
  const find = (names: readonly string[], least: number): Top | undefined =>
    rows.find(({ name, percent }) => names.includes(name) && percent >= least);
  const collapse = find(['tcp_collapse'], some);
  if (collapse !== undefined) return { value: 'tcp-collapse', at: collapse.at };
  const connect = find(connectWork, some);
  if (connect !== undefined) return { value: 'inet-hash-connect', at: connect.at };
  const lock = find(locks, much);
  if (lock !== undefined && find(synWork, trace) !== undefined) {
    return { value: 'spin-lock-in-listener', at: lock.at };
  }
  return null;
}

/** Reads profiles of the kernel. */
export const kernelProfile: Parser = {
  name: 'kernel-profile',
  clues: ['[k] '],
  emits: ['spin-lock-in-listener', 'inet-hash-connect', 'tcp-collapse'].map((value) => ({
    finding: 'kernel-profile',
    value,
  })),
  read: (paste, hits) => {
    const rows = hits.flatMap((at): readonly Top[] => {
      const found = row.exec(paste.line(at));
      return found === null ? [] : [{ percent: Number(found[1]), name: found[2] ?? '', at }];
    });
    const drafts: Draft[] = rows
      .filter(({ percent }) => percent >= trace)
      .map(({ name, percent, at }) => ({
        fact: `profile ${name}`,
        value: `${percent}%`,
        from: at,
        many: true,
      }));
    const answer = judge(rows);
    if (answer === null) return drafts;
    const finding = 'kernel-profile';
    return [...drafts, { fact: finding, finding, value: answer.value, from: answer.at }];
  },
};
