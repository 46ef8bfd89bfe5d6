/**
 * cspell:ignore conntrak ephemral zxqvjk wyzzxq
 *
 * The search on the real pages: what a reader types, and the page that must come first, or among the first three where
 * several pages are a fair answer. Queries are exact strings out of logs, counters, words with typing errors, and Chinese.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileSearchRecords, loadCatalog } from '#catalog/index.ts';
import { find, prepareCorpus } from '#search/index.ts';

const corpus = prepareCorpus(compileSearchRecords(await loadCatalog()));

const first: readonly (readonly [query: string, page: string])[] = [
  ['nf_conntrack: table full, dropping packet', 'cause/conntrack-table-full'],
  [
    'Oct 19 10:04:12 lb1 kernel: [8123.4] nf_conntrack: table full, dropping packet',
    'cause/conntrack-table-full',
  ],
  ['TCP: too many orphaned sockets', 'cause/orphan-socket-limit'],
  ['TCP: out of memory -- consider tuning tcp_mem', 'cause/tcp-mem-exhaustion'],
  ['time wait bucket table overflow', 'cause/timewait-bucket-overflow'],
  [
    'at sun.nio.ch.EPollArrayWrapper.setUpdateEvents(EPollArrayWrapper.java:178)',
    'cause/jdk7u40-epoll-npe-fd-64k',
  ],
  ['isEventsHighKilled', 'cause/epoll-npe-eventshigh-null'],
];

const amongThree: readonly (readonly [query: string, page: string])[] = [
  ['unable to create new native thread', 'cause/thread-limit-eagain'],
  ['Cannot assign requested address', 'cause/ephemeral-port-exhaustion'],
  ['EADDRNOTAVAIL', 'cause/ephemeral-port-exhaustion'],
  ['Too many open files', 'cause/emfile-soft-limit'],
  ['possible SYN flooding on port 80. Sending cookies.', 'cause/syn-queue-full-syncookies'],
  ['ListenOverflows', 'finding/listen-overflows'],
  ['TcpExtTCPAbortOnClose', 'finding/abort-on-close'],
  ['conntrak table ful', 'cause/conntrack-table-full'],
  ['ephemral ports', 'cause/ephemeral-port-exhaustion'],
  ['accept queue overflow', 'cause/accept-queue-overflow'],
  ['idle connection reset load balancer', 'cause/lb-nat-idle-timeout-silent-drop'],
  ['65387', 'case/netty-reset-at-65387-2013'],
  ['forged RST', 'cause/middlebox-injected-rst'],
  ['SO_LINGER', 'finding/linger-zero'],
  ['orphan sockets', 'cause/orphan-socket-limit'],
  ['asymmetric routing', 'cause/asymmetric-routing-stateful-firewall'],
  ['cfs throttling latency', 'cause/cfs-throttling-timeouts'],
  ['socket hang up', 'cause/stale-pooled-connection'],
  [
    'psycopg2.OperationalError: server closed the connection unexpectedly',
    'cause/stale-pooled-connection',
  ],
  ['debug1: expecting SSH2_MSG_KEX_ECDH_REPLY', 'cause/pmtu-blackhole'],
];

const keys = (query: string): string[] =>
  find(corpus, query).map(({ record }) => `${record.kind}/${record.id}`);

describe('find on the real pages', () => {
  for (const [query, page] of first) {
    it(`puts ${page} first for "${query}"`, () => {
      assert.equal(keys(query)[0], page);
    });
  }

  for (const [query, page] of amongThree) {
    it(`has ${page} among the first three for "${query}"`, () => {
      const found = keys(query).slice(0, 3);
      assert.ok(found.includes(page), found.join(', '));
    });
  }

  it('finds nothing for what no page says', () => {
    assert.deepEqual(keys('zxqvjk wyzzxq'), []);
  });
});
