/** Every sentence that the pages say themselves. Texts of items come from the catalog. */
export const messages = {
  en: {
    home: {
      title: 'Why did the connection die?',
      lead: 'Paste what you have from the broken host, or start from what you see. Halfopen ranks the root causes, asks for the one observation that separates them, and says so when it does not know.',
      description:
        'Root causes of dying connections, from TCP resets to JDK selectors, and a triage wizard that ranks them from pasted evidence.',
      start: 'Start triage',
      where: 'Where does it fail?',
      whereLead:
        'One look at a packet capture, or at what the client reports, removes most of the field. Each picture opens the triage with that one observation set.',
      symptoms: 'Start from what you see',
      incident: 'The incident that it began with',
      incidentText: [
        'A Netty server accepts 65,387 connections. Every further client completes its handshake, gets a FIN 0.2 ms later and an RST as soon as it sends data. The server logs nothing. Its owner raises twelve sysctls and the descriptor limit; nothing changes.',
        '65,536 − 149 = 65,387. The JDK’s selector threw for descriptor numbers past 64 Ki, Netty closed the channel without a word, and 149 descriptors were in use for other things.',
      ],
      incidentLink: 'The whole case, packet by packet',
      replay: 'Replay it in the triage',
      promise: 'What it does with what you type',
      promises: [
        'Nothing that you type, paste or drop leaves the page: no request, no log, no third party.',
        'A session is a link: it carries observations, never the paste, no address and no host name.',
        'A verdict is tied to rules. When the evidence does not carry one, the answer is “inconclusive” and a list of what to collect next.',
      ],
      counts: (causes: number, cases: number, findings: number) =>
        `${String(causes)} causes, ${String(cases)} real cases, ${String(findings)} findings`,
    },
    triage: {
      title: 'Triage',
      description:
        'Guided triage of a dying connection: paste evidence, answer one question at a time.',
      noScript:
        'The live wizard needs JavaScript. Without it, start from a symptom: each page below ranks the causes and names the next observation.',
      collect: 'A script collects what they ask for, and masks it:',
      loading: 'Loading the knowledge …',
    },
    search: {
      title: 'Search',
      description:
        'Search causes, cases, findings and symptoms by exact error string or plain words.',
      noScript: 'Search needs JavaScript. These lists hold everything that it would find:',
    },
    causes: {
      title: 'Causes',
      lead: (count: number) =>
        `${String(count)} root causes that are mistaken for each other. Each page says how to confirm it, what to do now, and what it is confused with.`,
      heads: ['Cause', 'How common', 'Cases'],
      groups: 'Where the fault sits',
      kicker: 'Causes',
    },
    cases: {
      title: 'Cases',
      lead: (count: number) =>
        `${String(count)} real incidents from public reports, with what their people could observe before they knew the cause.`,
      heads: ['What they saw', 'Date', 'It was'],
      kicker: 'Cases',
    },
    findings: {
      title: 'Findings',
      lead: (count: number) =>
        `${String(count)} observations that separate the causes, each with the command that makes it, what it costs, and what each answer looks like.`,
      heads: ['Finding', 'Costs', 'Separates'],
      groups: 'Whose host it is',
      sides: {
        client: 'On the client',
        server: 'On the server',
        proxy: 'On the proxy',
        path: 'On the wire',
        any: 'Wherever it fails',
      },
      kicker: 'Findings',
      separates: (count: number) => (count === 1 ? '1 cause' : `${String(count)} causes`),
    },
    symptoms: {
      title: 'Symptoms',
      lead: 'Entry points in the words of the person who has the problem. Each ranks the causes as far as the symptom alone goes, and names the next observation.',
      heads: ['Symptom', 'First suspects'],
      kicker: 'Symptoms',
    },
    commonness: {
      rare: 'rare',
      uncommon: 'uncommon',
      occasional: 'occasional',
      common: 'common',
      'very-common': 'very common',
    },
    side: {
      client: 'client',
      server: 'server',
      proxy: 'proxy',
      path: 'wire',
      any: 'any host',
    },
    cost: (seconds: number) =>
      seconds < 90 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`,
    privilege: { none: 'no rights', user: 'user of the process', root: 'root' },
    risk: { none: 'no risk', low: 'low risk', high: 'high risk' },
    perishable: 'A restart destroys it.',
    section: {
      confirm: 'Confirm it',
      wire: 'On the wire',
      seen: 'What each end sees',
      client: 'Client',
      server: 'Server',
      strings: 'Exact strings',
      mechanism: 'Mechanism',
      affected: 'Affected versions',
      mitigate: 'Stop the bleeding',
      fix: 'Fix',
      verify: 'Verify the fix',
      redHerrings: 'Red herrings',
      lookAlikes: 'Look-alikes',
      evidence: 'What it predicts',
      cases: 'Cases',
      unverified: 'Not verified',
      sources: 'Sources',
      environment: 'Environment',
      observations: 'Observations',
      misled: 'What misled them',
      story: 'The story',
      settled: 'How they knew',
      question: 'How to observe it',
      answers: 'Answers',
      causes: 'Causes it bears on',
      ranking: 'Differential',
      first: 'First, before anything is restarted',
      next: 'Next observation',
      separate: 'What separates them',
      values: 'Finding by finding',
      same: 'What they share',
    },
    facts: {
      layer: 'Where',
      prior: 'How common',
      lab: 'Lab',
      reproduced: 'reproduced',
      notReproduced: 'not reproduced',
      cases: 'Cases',
      cause: 'Cause',
      date: 'Reported',
      side: 'Of',
      cost: 'Costs',
      rights: 'Needs',
      risk: 'Risk',
      aliases: 'Also known as',
      id: 'Id',
    },
    triageThis: 'Check it against your incident',
    replayCase: 'Replay this case in the triage',
    startFrom: 'Start the triage from this symptom',
    startsWith: 'The triage starts with',
    evidenceLead:
      'How often each value is seen when this is the cause. The triage computes with these words; values left out behave as if something else were the cause.',
    inferred: 'inferred',
    said: 'What the report gives',
    finding: 'Finding',
    value: 'Value',
    answer: 'Answer',
    looks: 'On screen',
    background: 'Otherwise',
    backgroundNote: 'How often it is seen when none of the listed causes is at work.',
    symptomRanking:
      'The ranking that the triage computes from this symptom alone. A share is a posterior probability among the causes listed here and “something else”.',
    somethingElse: 'Something else',
    tellsApart: (titles: readonly string[]) =>
      titles.length < 2 ? '' : `It tells apart: ${titles.join(' · ')}.`,
    nextLead: 'What separates the leading causes best for its cost:',
    compare: (a: string, b: string) => `${a} or ${b}?`,
    compareKicker: 'Look-alikes',
    compareLead:
      'Two causes that are taken for each other, and the observations that tell them apart, best first.',
    compareDescription: (a: string, b: string) => `How to tell “${a}” from “${b}”.`,
    compareWhen: (title: string) => `When it is “${title}”:`,
    compareTable:
      'How often each value is seen when it is the one and when it is the other; the finding that separates them best comes first. A dash: the pages of the two do not say.',
    sameCommand: 'The same command also answers: ',
    moved: { title: 'This page has a new address' },
    notFound: {
      title: 'No such page',
      lead: 'Ids are permanent here, so a link that used to work still does. This one never did.',
    },
  },
} as const;

/** The messages of the language that the site is built in. */
export const text = messages.en;
