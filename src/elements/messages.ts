const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 65387 -> "65,387". */
function grouped(amount: number): string {
  return digits.format(amount);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

/** Every sentence that the elements say themselves; the wizard's own sentences stand in `wizard/messages.ts`. */
export const messages = {
  searchLabel: 'Error string, counter, sysctl, exception, version or plain words',
  searchResults: 'Search results',
  searchLoading: 'Loading the index …',
  searchFailed:
    'The index could not be loaded. The lists of causes, cases and symptoms work without it.',
  searchNothing: 'Nothing fits. Try an exact error string, or start from a symptom.',
  searchPrompt: 'Type, or paste a log line: exact strings win.',
  searchKeys: '↑ ↓ to choose, Enter to open',
  searchForm: 'Search everything',
  searchToTriage: 'Let the triage ask about these words',
  searchWays: { '/symptoms/': 'All symptoms', '/triage/': 'Triage: paste what you have' },
  hitCount: (count: number, isCut: boolean) => {
    if (isCut) return `The best ${String(count)} results`;
    return count === 1 ? '1 result' : `${String(count)} results`;
  },
  facets: 'Kind of page',
  allKinds: 'All',
  exact: 'exact',
  kind: { cause: 'cause', case: 'case', finding: 'finding', symptom: 'symptom' },
  kinds: { cause: 'Causes', case: 'Cases', finding: 'Findings', symptom: 'Symptoms' },
  loading: 'Loading the knowledge …',
  loadFailed:
    'The knowledge could not be loaded, so the wizard cannot run. The symptom pages rank the causes without it.',
  retry: 'Try again',
  opening: {
    title: 'What do you have?',
    lead: 'Paste output from either end: logs, sysctls, ss, nstat, a packet listing, a stack trace, in any order. Or paste or drop text, files and packet captures (pcap, pcapng) anywhere on this page.',
    paste: 'Evidence',
    placeholder:
      'uname -a\nulimit -n\nss -s\nnstat -az\ndmesg | tail\ntcpdump -nn …\njava.io.IOException: …',
    side: 'Taken on',
    read: 'Read it',
    reading: 'Reading …',
    file: 'Choose files',
    privacy: 'It is read here, in this page. Nothing is sent.',
    notUnderstood: 'Paste the output of one of the commands, or go on from what you see.',
    words: 'Or say it in your words',
    symptom: 'Or start from a symptom',
    where: 'Or from where it fails',
    facts: 'Or from what you know of the server',
    useFacts: 'Use these',
    case: 'Or replay a real case',
    replay: 'Replay',
    question: 'Nothing to paste: ask me',
  },
  words: {
    label: 'What do you see, in a line?',
    example: 'clients get connection reset after about 65,000 connections',
    hint: 'It decides which question comes first. An error, a count of connections or an idle time in it is read as evidence, which you can correct or take back; the rest is none. The line itself stays in this page, and out of links.',
    use: 'Ask me about this',
    said: 'In your words:',
    forget: 'Forget it',
    add: 'Say in a line what you see',
    change: 'Say it differently',
    spoken: 'Your words may speak of:',
    fitting: 'Pages that fit your words',
    fittingHint: 'By their text alone. The ranking goes by what was observed.',
    failed:
      'The texts to look this up in could not be loaded. Nothing was changed; try again, or go on without it.',
  },
  intake: {
    busy: (name: string | null, done: number, total: number, rest: number) => {
      const what = name === null ? 'Reading' : `Reading ${name}`;
      const far = total === 0 ? '' : `: ${megabytes(done)} of ${megabytes(total)} MB`;
      return `${what}${far}${rest === 0 ? '' : `; ${String(rest)} more to read`}`;
    },
    cancel: 'Cancel',
    unreadable: (name: string | null) =>
      `${name ?? 'This paste'} could not be opened. Nothing was changed; try again, or paste its text.`,
    stopped: (name: string | null) =>
      `Reading ${name ?? 'this paste'} failed. Nothing was changed; try a smaller part of it.`,
    cancelled: (name: string | null) =>
      `Reading ${name ?? 'the paste'} was cancelled. Nothing was changed.`,
    damaged: (name: string | null) =>
      `${name ?? 'The file'} is compressed and damaged. What comes before the damage was read.`,
  },
  pane: {
    heading: 'What was pasted',
    legend:
      'Marked lines were understood. The text stays in this page: it is not stored, not sent, and not in the link.',
    title: (paste: number, unit: 'line' | 'frame') =>
      unit === 'frame' ? `Capture ${String(paste)}` : `Paste ${String(paste)}`,
    label: (paste: number) => `Lines of paste ${String(paste)}`,
    gone: 'The page was loaded anew, so the text is gone; only the lines that gave something are left. Paste it again to see it whole.',
    line: 'line',
    unread: 'not understood',
    fold: (first: number, last: number, unread: number, facts: number) => {
      const lines =
        first === last ? `Line ${grouped(first)}` : `Lines ${grouped(first)}–${grouped(last)}`;
      const count = last - first + 1;
      const what =
        unread === 0
          ? 'nothing left unread'
          : unread >= count
            ? 'not understood'
            : `${grouped(unread)} not understood`;
      return `${lines}: ${what}${facts === 0 ? '' : `, ${grouped(facts)} ${facts === 1 ? 'fact' : 'facts'}`}`;
    },
  },
  reading: {
    value: 'Value',
    side: 'Taken on',
    use: 'Use this',
    cancel: 'Cancel',
    correct: 'Correct',
    uncorrect: 'As it was read',
    drop: 'Set aside',
    restore: 'Take back',
    editOf: (title: string) => `Correct ${title}`,
    beside: (what: string) => `read from two captures together: ${what}`,
  },
  sideShort: { server: 'of the server', client: 'of the client', proxy: 'of the proxy' },
  capture: {
    format: (kind: string, links: readonly string[], seconds: number) =>
      `${kind}${links.length === 0 ? '' : `, ${links.join(', ')}`}, ${seconds.toFixed(1)} s.`,
    privacy: 'Addresses are shown here and nowhere else.',
    gone: 'The page was loaded anew, so the connections are gone. Drop the capture again to see them.',
    caption: (listed: number, total: number) =>
      `${grouped(total)} connections, ${grouped(listed)} of them worth looking at, worst first`,
    columns: { ends: 'Connection', start: 'Begins', duration: 'Lasts', packets: 'Packets' },
    end: (address: string, port: number) =>
      address.includes(':') ? `[${address}]:${String(port)}` : `${address}:${String(port)}`,
    seconds: (seconds: number) => `${seconds < 10 ? seconds.toFixed(3) : seconds.toFixed(1)} s`,
    counts: (out: number, back: number) => `${grouped(out)} → ${grouped(back)} ←`,
    nothingWrong: 'nothing wrong with it',
    more: (count: number) => `${grouped(count)} more connections`,
    readings: 'What it shows',
    compared: 'Beside the other captures',
    placeTogether: (place: string) => place.charAt(0).toUpperCase() + place.slice(1),
    takenAt: 'This capture was taken on',
    frame: 'frame',
    gave: 'It shows:',
    noneGiven: 'No question asks for what it shows.',
    client: 'client',
    server: 'server',
    ladderOf: (near: string, far: string) => `Packets between ${near} and ${far}`,
    ladderHint:
      'Left: frame number and seconds since the first packet. Numbers count from the first byte that was seen.',
    elision: (segments: number, bytes: number) =>
      `… ${grouped(segments)} more packets, ${grouped(bytes)} bytes …`,
    row: (frame: number, time: string, from: string, to: string) =>
      `frame ${String(frame)}, ${time} s, ${from} to ${to}`,
  },
  next: {
    first: 'What to paste first',
    heading: 'What to paste next',
    lead: 'Best first. What a restart destroys counts double: capture it before you restart.',
    script: 'One script runs them and masks what it prints:',
    scriptPage: 'collect.sh',
    copyScript: 'Copy the command',
    at: 'You can look at',
    anywhere: 'any host',
    scriptCommand: (origin: string) => `curl -fsSO ${origin}/collect.sh && sh collect.sh`,
    more: (count: number) => `${String(count)} more`,
  },
  quote: {
    open: 'Quote the lines in the report',
    change: 'Change',
    lead: 'This is all that the report will quote: addresses, names and secrets are masked. Read it, and take out what must not leave.',
    nothing: 'No observation comes from a pasted line.',
    use: 'Quote these',
    cancel: 'Cancel',
    paste: (paste: number) => `paste ${String(paste)}`,
    used: (count: number) =>
      count === 1
        ? 'The report quotes 1 line, masked.'
        : `The report quotes ${String(count)} lines, masked.`,
  },
  sideChoices: {
    unknown: 'not one host, or not sure',
    server: 'the server',
    client: 'the client',
    proxy: 'a proxy or load balancer',
  },
  question: {
    heading: 'Next observation',
    why: 'Why this question',
    command: 'Command',
    where: {
      client: 'on the client',
      server: 'on the server',
      proxy: 'on the proxy',
      node: 'on the node',
      both: 'on both ends',
    },
    answers: 'What does it show?',
    value: 'Value',
    valueHint: (example: string) => `for example ${example}`,
    answer: 'Answer',
    along: 'The same look also tells',
    open: 'not seen, not known',
    openHint: 'What you leave open counts as not known.',
    take: 'Go on',
    looks: 'What each looks like',
    ranges: 'Or choose a range',
    unknown: 'Don’t know',
    skip: 'Not now',
    back: 'Back',
    conclude: 'That is all I know',
    other: 'Ask something else instead',
    siblings: 'The same command also answers',
    skipped: 'Set aside',
    held: (value: string) => `You answered: ${value}`,
    gain: (bits: number) => `${bits.toFixed(2)} bits`,
    copy: 'Copy',
    copied: 'Copied',
  },
  review: {
    heading: 'Before this is believed',
    lead: 'Evidence from one host never speaks for another.',
    all: (readings: number, groups: number) =>
      `All ${String(readings)} facts of these ${String(groups)} groups are from one host`,
    rest: (count: number) => `${String(count)} more facts of the same host`,
    moreValues: (count: number) => `${String(count)} more values`,
    ofPaste: (name: string) => ` of ${name}`,
    drop: 'Set aside',
    skip: 'Go on without',
    keepStanding: 'What was said before',
    neither: 'Neither',
    reopen: (count: number) =>
      count === 1
        ? '1 reading waits for a side or a decision'
        : `${String(count)} readings wait for a side or a decision`,
  },
  verdict: {
    heading: 'Verdict',
    read: 'Read the cause',
    now: 'Stop the bleeding',
    confirm: 'To confirm it',
    plan: 'What to collect next',
    more: 'Ask me more',
    changes: 'What would change this',
    flips: 'Which single wrong answer would flip it',
    restart: { no: 'No restart', process: 'Restarts the process', host: 'Restarts the host' },
    risk: 'Risk:',
  },
  differential: {
    heading: 'Differential',
    for: 'For',
    against: 'Against',
    notChecked: 'Not checked',
    nothing: 'nothing yet',
    page: 'Open the cause',
    ruledOut: 'Ruled out',
    undo: 'Take it back',
    rest: (count: number) => `${String(count)} more`,
    decisive: 'decisive',
  },
  known: {
    heading: 'What is known',
    change: 'Change',
    remove: 'Remove',
    changeOf: (title: string) => `Change ${title}`,
    removeOf: (title: string) => `Remove ${title}`,
    facts: (count: number) =>
      count === 1
        ? '1 more fact was read; no question asks for it'
        : `${String(count)} more facts were read; no question asks for them`,
    dropped: 'Set aside',
    restore: 'Take back',
    open: (count: number) =>
      count === 1 ? '1 thing is not known' : `${String(count)} things are not known`,
    more: 'Paste more',
    foreign: 'Kept from the link, not understood',
    restart: 'Start over',
    link: 'Copy the link to this session',
    report: 'Copy the report (Markdown)',
    download: 'Download it',
    reportName: 'halfopen-report.md',
    share: 'Share',
  },
  nearest: {
    heading: 'Nearest cases',
    counts: (same: number, different: number) =>
      `${String(same)} the same, ${String(different)} different`,
    compared: { same: 'same', different: 'different', 'not-checked': 'not checked' },
  },
  announce: (headline: string) => `The verdict is now: ${headline}`,
} as const;
