/** The sentences about labs: the section of a cause's page, and the page with the table. */
export const labs = {
  section: 'Lab',
  command: (id: string) => `npm run labs -- ${id}`,
  reproduced: 'Reproduced in a lab',
  byHand: 'Made to happen by hand, no lab',
  not: 'Not reproduced',
  recorded: (date: string, kernel: string, distribution: string) =>
    `Recorded on ${date} on Linux ${kernel}, ${distribution}.`,
  programs: 'Programs that took part:',
  run: 'The command makes the failure happen in network namespaces, collects what a person could, and has it diagnosed. It needs root on Linux.',
  fault: 'With the fault:',
  healthy: 'The same without the fault:',
  concluded: (verdict: string, posterior: number) =>
    `${verdict}, ${(posterior * 100).toFixed(1)} %.`,
  notConcluded: (verdict: string) =>
    verdict === 'inconclusive' ? 'inconclusive.' : `${verdict} for another cause.`,
  earlier: 'What was done by hand before:',
  table: 'All labs',
  kicker: 'Method',
  title: 'Labs',
  description:
    'The causes that Halfopen has made to happen on a stock kernel, with what the diagnosis concluded from the collected evidence.',
  lead: (recorded: number, byHand: number, not: number) =>
    `${String(recorded)} causes have a lab that makes them happen; ${String(byHand)} more were made to happen by hand; ${String(not)} were not reproduced, each with the reason.`,
  sections: {
    what: 'What a lab is',
    table: 'What the diagnosis concluded',
    equals: 'Causes that count as one',
    byHand: 'Made to happen by hand',
    not: 'Not reproduced',
  },
  what: [
    'A lab builds a small network of namespaces, starts real programs in it, and makes one failure happen. What a person could collect is collected: the output of collect.sh, what the programs logged, a capture. The diagnosis gets that and nothing else; it is not told what was changed or who is affected.',
    'With the fault, the cause must come first and be likely or confirmed. The same lab without the fault must not conclude it. The recordings are diagnosed again in each run of the tests.',
  ],
  heads: ['Cause', 'With the fault', 'Posterior', 'Without it', 'Recorded on'],
  /** The version without what a distribution or a host appends. */
  kernel: (kernel: string) => `Linux ${kernel.split('-')[0] ?? kernel}`,
  show: (count: number) => `${String(count)} causes, each with what was done or why not`,
  counted: (cause: string) => `Counts as ${cause}:`,
};
