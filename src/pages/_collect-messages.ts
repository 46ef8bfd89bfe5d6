/** The sentences of the page about `collect.sh`. What the script runs is read from the script. */

/** What a word of the script's table of needs means. */
function need(word: string): string {
  if (word === '+fd') return 'its descriptors may be seen';
  if (word.startsWith('!+')) return `no \`--${word.slice(2)}\``;
  if (word.startsWith('!')) return `no \`${word.slice(1)}\``;
  if (word.startsWith('+')) return `\`--${word.slice(1)}\``;
  return `\`${word}\``;
}

/** The texts. */
export const collect = {
  title: 'Collect the evidence in one run',
  description:
    'collect.sh reads what a triage of dying connections needs, masks addresses, names and secrets, and prints it for you to look through before you paste it.',
  kicker: 'Triage',
  lead: 'One shell script reads what the triage would ask for, the perishable first, and prints it with addresses, names and secrets replaced. You look through the text, and paste it.',
  sections: {
    run: 'Get it and run it',
    does: 'What it does and what it never does',
    options: 'Options',
    table: 'What it runs',
    masking: 'What is masked',
    sample: 'What it prints',
    script: 'The whole script',
  },
  download: 'collect.sh',
  fetch: 'On the machine, or on another one that can reach this site:',
  clone: 'From a clone of the repository it is `public/collect.sh`.',
  check: (bytes: number, lines: number) =>
    `The file has ${String(bytes)} bytes in ${String(lines)} lines. Its SHA-256, computed when this page was built:`,
  checkCommand:
    'Compare it with what you have, and see what would be run on your machine before anything is:',
  runLead:
    'Then run it where connections fail, with the process and the port of the service. Say whose machine it is: evidence from one side never speaks for the other.',
  both: 'Run it on both sides if you can, and paste both into the triage, one below the other: each keeps its side.',
  root: 'It works for any user. As root it sees the descriptors, maps and sockets of other users’ processes, connection tracking and the packet filter.',
  does: [
    'It reads. It writes no file, sends no packet, opens no connection, loads no kernel module, changes no setting and stops no process. It does not capture packets, and it does not ask a name server.',
    'It needs a POSIX shell and awk, and is tested with dash, bash and BusyBox. Where ss, nstat, conntrack, sysctl or timeout is missing, it reads the same from /proc or does without.',
    'It is bounded: each command by time and by lines, the whole run by three minutes and the pause between its two samples. What was cut says so.',
    'Counters are read twice, ten seconds apart unless you choose another time, because a counter since boot tells little and one that moves tells much.',
  ],
  jvm: 'One option does more than read: with `--jvm` the JDK’s own jstack asks the process for two thread dumps. That halts the JVM for some milliseconds and leaves a socket of the JDK in its directory for temporary files. Without that option it is not done.',
  ss: 'On a kernel that has its socket diagnostics as modules, the first ss since boot lets the kernel load them, as it does when you type the command.',
  tableLead: (count: number) =>
    `${String(count)} sections, in this order. A section is left out where what it needs is not there. This table is read from the script when the page is built.`,
  heads: ['Section', 'What for, and the command'],
  twice: 'twice',
  needs: (words: readonly string[]) =>
    `Needs ${[
      ...words.filter((word) => !word.startsWith('!')),
      ...words.filter((word) => word.startsWith('!')),
    ]
      .map(need)
      .join(', ')}.`,
  maskingLead:
    'Every value is replaced by a word that says what it was, and the same value by the same word wherever it stands, so that two lines about one address still belong together. Figures, ports, versions, times, loopback and unspecified addresses stay.',
  maskingHeads: ['Word', 'Stands for'],
  tokens: [
    [
      'ip4-private-1, ip6-private-1',
      'an address of a private network, RFC 1918, RFC 6598 or fc00::/7',
    ],
    ['ip4-public-1, ip6-public-1', 'any other address'],
    ['ip4-link-1, ip6-link-1', 'a link-local address'],
    ['ip4-multicast-1, ip6-multicast-1', 'a multicast address'],
    ['mac-1', 'a hardware address'],
    [
      'host-1',
      'the name of a host: with a domain, in a prompt, in a log line, in a URL, in /etc/hosts',
    ],
    ['user-1, mail-1', 'a user before an @, a mail address; root stays'],
    ['secret-1', 'a password, token, key or cookie: after a telling name, in a URL, in a header'],
  ],
  maskingLimits:
    'A program cannot know every secret. Names of processes, paths, interfaces, database and bucket names stay, and so does a host’s short name where nothing shows that it is one. Look through the text before you give it to anyone; the site itself never receives it.',
  maskOwn: 'The same masking for a text of your own, such as a log or a capture’s listing:',
  sampleLead:
    'The beginning of some sections of a run on Debian 12. Each section says what was run and how it ended; the triage reads the marks and asks nothing that they answer.',
  scriptLead: 'As it is served, to read before you run it.',
  scriptShow: (lines: number) => `Show all ${String(lines)} lines`,
} as const;
