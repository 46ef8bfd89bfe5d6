/** Every sentence that the components say. Texts of items come from the catalog. */
export const messages = {
  en: {
    anchor: (title: string) => `Link to this section: ${title}`,
    contents: 'On this page',
    copy: 'Copy',
    compare: 'Compare the two',
    restart: {
      no: 'No restart.',
      process: 'Restarts the process.',
      host: 'Restarts the host.',
    },
    risk: 'Risk:',
    where: {
      client: 'on the client',
      server: 'on the server',
      proxy: 'on the proxy',
      node: 'on the node',
      both: 'on both ends',
    },
    reading: 'Reading:',
    frequency: {
      never: 'never',
      rare: 'rare',
      sometimes: 'sometimes',
      usual: 'usual',
      always: 'always',
    },
    decisive: 'decisive',
    status: { affected: 'affected', fixed: 'not affected', unknown: 'unknown' },
    range: (from: string | undefined, before: string | undefined) =>
      from === undefined
        ? before === undefined
          ? 'all versions'
          : `before ${before}`
        : before === undefined
          ? `${from} and later`
          : `${from} to before ${before}`,
    component: 'Component',
    versions: 'Versions',
    statusHead: 'Status',
    note: 'Note',
    source: (number: number, title: string) => `Source ${String(number)}: ${title}`,
    mechanism: 'from the mechanism',
    notOpened: 'Not opened by us: its claim rests on notes taken from it.',
    ladderTo: (from: string, to: string) => `${from} to ${to}`,
    ladderLost: 'lost on the way',
    finding: 'Finding',
    whenTrue: 'When this is the cause',
    why: 'Why',
    chart: 'State chart of the triage wizard',
    chartCaption:
      'Drawn from the machine itself. Each change of the session ends in “deciding”, which alone says where it stands; the events in a box lead back there.',
    transitions: (count: number) => `All ${String(count)} transitions`,
    transitionHeads: ['From', 'Event', 'If', 'To', 'What it does'],
    anyState: 'any state',
    atOnce: 'at once',
    staysPut: 'stays',
    value: 'Value',
    notStated: 'not stated',
    rank: 'Cause',
    posterior: 'Share',
    layer: {
      jvm: 'JVM',
      'process-limits': 'process limits',
      'tcp-listener': 'TCP listener',
      'tcp-client': 'TCP client',
      'tcp-memory': 'TCP memory',
      'tcp-close': 'TCP close',
      netfilter: 'netfilter',
      path: 'network path',
      'tcp-flow': 'TCP transfer',
      routing: 'routing',
      'nic-driver': 'NIC and driver',
      'load-balancer': 'load balancer',
      proxy: 'proxy',
      kubernetes: 'Kubernetes',
      container: 'container',
      dns: 'DNS',
      tls: 'TLS',
      http: 'HTTP',
      'client-library': 'client library',
      'server-app': 'server program',
    },
  },
} as const;

/** The messages of the language that the site is built in; a second language adds a key. */
export const text = messages.en;
