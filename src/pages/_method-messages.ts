/** The sentences of the method page. Numbers are filled in from the rooms that use them. */
export const method = {
  title: 'Method',
  lead: 'How the triage gets from observations to a verdict, with every number that somebody chose, and how often it is right as far as that was measured.',
  description:
    'How Halfopen scores: naive Bayes over causes with an explicit something-else, verdicts tied to rules, and the measured accuracy.',
  sections: {
    belief: 'From observations to a ranking',
    words: 'What authors state',
    clusters: 'Three views of one fact',
    versions: 'Versions and backports',
    sides: 'Whose host it is',
    verdict: 'What a verdict means',
    next: 'The next question',
    accuracy: 'Measured accuracy',
    machine: 'The wizard as a machine',
    knowledge: 'Knowledge',
    privacy: 'What happens to what you paste',
  },
  belief: [
    'Each cause has a prior: how common it is behind dying connections. “Something else” has one too, so that the ranking never pretends that the list is complete.',
    'Each observation multiplies the odds of a cause by P(value | cause) / P(value | none of the listed causes). The computation is naive Bayes in log space; the weights are additive and the wizard shows each of them in bits.',
    'An observation of “unknown” changes nothing. The order in which things were said changes nothing. Belief is not stored: it is computed anew from the observations, so the same link always gives the same ranking under the same knowledge.',
  ],
  floor: (likelihood: number, version: number) =>
    `No likelihood falls below ${String(likelihood)}, so one wrong answer cannot bury the truth; a version that does not have the fault counts ${String(version)}.`,
  words:
    'An author writes how often a value is seen when the cause is true, with a reason and a source, never from the incident that is being scored. The word stands for a number:',
  wordHeads: ['Word', 'Probability'],
  wordsAfter:
    'Values that an author leaves out share the rest as in the background. How strongly a value speaks for a cause follows from both and is not written by anyone, so the two cannot contradict each other.',
  priorHeads: ['How common', 'Prior weight'],
  somethingElse: (share: number) =>
    `“Something else” gets ${String(Math.round(share * 100))} % of the prior.`,
  clusters: (damping: number) =>
    `ListenOverflows, a full Recv-Q and retransmitted SYNs are three views of one full accept queue. Findings of one cluster therefore count together: the strongest in full, each other with ${String(damping)} of its weight.`,
  versions: [
    'A version range is affected, fixed or unknown. A fixed version rules the cause out, with the reason shown, and the observation can be taken back.',
    'A kernel version with a distribution’s suffix may carry backported fixes and faults; where that matters its status is unknown, and unknown counts for nothing.',
  ],
  sides:
    'Evidence from one host never speaks for another. The stack trace in the incident that started this site names a JDK that would have ruled the true cause out; it was the client’s. A reading whose side is not plain waits until the side is stated.',
  verdictLead:
    'A word is tied to a rule. The thresholds are those of the IPCC’s calibrated language (Mastrandrea et al. 2010: likely 66–100 %, about as likely as not 33–66 %, extremely likely 95–100 %); a probability alone is not enough.',
  verdictHeads: ['Verdict', 'Posterior at least', 'Independent facts', 'Decisive observation'],
  levels: { confirmed: 'Confirmed', likely: 'Likely', possible: 'Possible' },
  decisive: { yes: 'required', no: '' },
  inconclusive:
    'Each of the three also asks for measured observations that are together at least four times as likely under the cause. What people notice before they look (where a connection fails, which ones, what brings it on, whether it recovers, the error that the client reports) names a class of faults, and causes that are not listed have the same symptoms. Everything else is inconclusive, and so is any session in which something else is at least as probable as every cause. An inconclusive session ends with a list of what to collect next.',
  next: (maximum: number, companions: number) =>
    `The next question is the one with the best expected information for its cost, looking two steps ahead among the best few. Cost is seconds, rights and risk to production; a command that answers several questions is priced once, evidence that a restart destroys goes first, and what this person could not look up before is not asked in another form. Once a cause is likely, an observation that would decide for it is asked for first. One screen asks for all that one look answers, up to ${String(companions + 1)} findings. What the person says in a line of their own is looked up in the pages of causes and findings: a cause whose page fits is treated as more probable while questions are valued, a finding that fits as more likely to be answered. That chooses questions only; no posterior and no verdict depends on it. What the line states as a log would (an error, how many connections, how long idle) is read like a paste. The wizard stops pushing when the verdict is confirmed, when no question is likely to change the leader, when all that is left tells next to nothing (if only symptoms have spoken, it first puts the leader to a test), when something was pasted and three looks in a row could not be answered, or after ${String(maximum)} questions. Whoever wants to go on can.`,
  accuracyLead:
    'Measured by this build, with 95 % Wilson intervals. An incident is played as a person would: its title is said in the line for one’s own words, its evidence is pasted, then the wizard asks, and what the report does not say is answered “not known”. A title is never damaged: where answers are made unknown or wrong, it may still say what was taken away. One question is one look: the counters that one command prints are read off together. The first four sets are training figures, because the people who wrote the causes chose or mapped them; the incidents collected blind are the ones to look at first, and even there two things were set with these figures in view: the two bits of measured support that a verdict asks for, and how far the words steer.',
  firstSight:
    'Every blind set is blind once: what it shows is mended, and from then on its figures are kinder than those of a new incident. The last 52 incidents, collected in two sets on 23 November 2026, were each measured before anything was mended with them in view: of the 42 whose cause is listed, it was first in 27 (64 %, 49–77) and among the first three in 36 (86 %, 72–93); of the ten others, seven ended inconclusive and none was confirmed. Six blind incidents had no listed cause when they were first played and have one now, since they showed which causes were missing; they count among the listed today.',
  accuracyNone: 'This build did not measure it: it was made without the evaluation step.',
  accuracyHeads: ['Set', 'Incidents', 'Top 1', 'Top 3', 'Inconclusive', 'Questions, median'],
  baselineHeads: ['Compared', 'Top 1', 'Top 3', 'Questions, median'],
  comparisonOf: (set: string) => `Compared on “${set}”`,
  unlisted: (inconclusive: string, confirmed: number, n: number) =>
    `Of the incidents whose cause is not listed, ${inconclusive} ended inconclusive and ${String(confirmed)} of ${String(n)} got a confirmed verdict.`,
  chance: (causes: number) =>
    `Chance level: ${(100 / causes).toFixed(1)} % for top 1, ${(300 / causes).toFixed(1)} % for top 3, at ${String(causes)} causes. For comparison, physicians reach 72 % and 84 % on standard vignettes, online symptom checkers 34 % and 51 % (Semigran et al. 2015, 2016).`,
  sets: {
    cases: 'each case’s own observations',
    'cases-unknown': 'the same, about 30 % of the answers unknown',
    'cases-wrong': 'the same, one answer wrong',
    dev: 'real incidents that we developed against',
    unseen: 'real incidents collected blind',
    unlisted: 'real incidents whose cause is not listed',
  } as Readonly<Record<string, string>>,
  chosenBy: {
    cases: 'chosen by the authors of the causes, who also wrote the line of words',
    'cases-unknown': 'which ones, a hash of the names decides',
    'cases-wrong': 'which one, a hash of the names decides',
    dev: 'chosen before the causes were written; facts mapped by us, and again by someone who had not seen the causes, who holds where the two differ',
    unseen: 'chosen and mapped by people who had read neither causes nor engine',
    unlisted: 'from the two sets above',
  } as Readonly<Record<string, string>>,
  baselines: {
    wizard: 'the wizard',
    priors: 'priors alone',
    fuse: 'Fuse alone on the reporter’s words',
    'wizard-without-paste': 'the wizard without the paste',
    'wizard-without-words': 'the wizard without the line of words',
  } as Readonly<Record<string, string>>,
  policies: {
    'edge-cutting': 'questions by edge cutting',
    random: 'questions at random',
  } as Readonly<Record<string, string>>,
  calibrationLead:
    'Whether the probabilities mean what they say: all sessions of the blind and the unlisted incidents, by the posterior of the cause that ended first. A point on the dashed line would be right as often as stated; below it, the wizard was too sure. An incident whose cause is not listed is never right.',
  calibration: {
    title: 'Stated posterior of the first cause against how often it was the true one',
    stated: 'stated, %',
    right: 'right, %',
    heads: ['Stated', 'Sessions', 'Mean', 'Right'],
  },
  machineLead:
    'The conversation is a state machine. Each change of the session ends in one state that decides where it stands, so the way there does not matter.',
  knowledge: (version: string, causes: number, cases: number, findings: number) =>
    `Version ${version}: ${String(causes)} causes, ${String(cases)} cases, ${String(findings)} findings. The version is a hash of all causes and findings; a session’s link names the one that it was concluded under, and a link from another version says so.`,
  json: 'As JSON:',
  privacy: [
    'A paste is read in a worker of this page. Nothing is sent: the content security policy allows connections to this site alone, and the site is static files.',
    'The session’s link carries finding ids and values after the #, which a browser does not send. It holds no raw text, no address and no host name. The tab’s own storage keeps the session for a reload and goes with the tab.',
  ],
} as const;
