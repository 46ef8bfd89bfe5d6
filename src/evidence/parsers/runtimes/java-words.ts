/** What Java clients say in words of their own, by exception and message: HTTP clients, drivers of databases, gRPC. */

/** An exception of a trace with what stands below it. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
}

/** Clients by their frames: HTTP of the JDK, Apache, OkHttp, Reactor; drivers of databases and queues. */
export const clientFrame =
  /^at (?:[\w.]{1,60}(?:@[\w.+-]{1,40})?\/{1,2})?(?:jdk\.internal\.net\.http|sun\.net\.www\.(?:protocol\.)?https?|okhttp3|org\.apache\.http\.impl\.(?:client|conn|execchain)|org\.apache\.hc\.client5|reactor\.netty\.http\.client|org\.postgresql|com\.mysql|org\.mariadb\.jdbc|com\.microsoft\.sqlserver\.jdbc|oracle\.(?:net|jdbc)|redis\.clients\.jedis|io\.lettuce|com\.mongodb|com\.rabbitmq\.client|org\.apache\.kafka\.clients|com\.datastax|org\.apache\.zookeeper\.ClientCnxn)\b/;

/** The logger under which reactor-netty's client prints an exception, abbreviated or not. */
export const clientLogger =
  /\b(?:reactor\.netty|r\.netty|r\.n)\.(?:http\.client|h\.c|resources|r)\.(?:HttpClientConnect|DefaultPooledConnectionProvider)\b/;

/** What WebClient adds to an exception of its requests. */
export const clientCheckpoint = /^\s{0,20}\|_ checkpoint ⇢ Request to [A-Z]{3,10} /;

/** Frames of a handshake of TLS: of sockets, and of the JDK's HttpClient. */
export const handshakeFrame =
  /\bsun\.security\.ssl\.\w{1,40}\.(?:startHandshake|readHandshakeRecord|performInitialHandshake)\(|\bjdk\.internal\.net\.http\.common\.SSL(?:FlowDelegate|Tube)\b/;

/** Drivers that read what the server owes them. */
const driverFrame =
  /^at (?:[\w.]{1,60}(?:@[\w.+-]{1,40})?\/{1,2})?(?:org\.postgresql|com\.mysql|org\.mariadb\.jdbc|com\.mongodb|com\.rabbitmq\.client|org\.apache\.kafka\.clients)\b/;

const ofHandshake = /^Remote host (?:terminated the handshake|closed connection during handshake)$/;

/** Class, message, value of `client-error`. */
const words: readonly (readonly [RegExp, RegExp, string])[] = [
  // Without a connection the JDK says HttpConnectTimeoutException instead (MultiExchange.toTimeoutException).
  [/^java\.net\.http\.HttpTimeoutException$/, /^request timed out$/, 'read-timeout'],
  [
    /\bhttp\.client\.PrematureCloseException$/,
    /^Connection prematurely closed BEFORE response/,
    'eof',
  ],
  [/\.PoolAcquireTimeoutException$/, /^/, 'pool-timeout'],
  // okhttp: the server ended the stream or the connection.
  [/^okhttp3\.internal\.http2\.StreamResetException$/, /^stream was reset: (?!CANCEL)/, 'goaway'],
  [/^okhttp3\.internal\.http2\.ConnectionShutdownException$/, /^/, 'goaway'],
  [/^java\.io\.IOException$/, /^unexpected end of stream on (?:Connection\{|https?:)/, 'eof'],
  [/\.RedisCommandTimeoutException$/, /^Command timed out after /, 'read-timeout'],
  [/\bhttp\.(?:conn\.)?HttpHostConnectException$/, / failed: Connection refused\b/, 'econnrefused'],
  [
    /\bhttp\.(?:conn\.)?HttpHostConnectException$/,
    / failed: Connection timed out\b/,
    'connect-timeout',
  ],
  [/\.JedisConnectionException$/, /^Unexpected end of stream/, 'eof'],
  [/\.MongoSocketReadTimeoutException$/, /^/, 'read-timeout'],
  [/\.MongoSocketReadException$/, /^Prematurely reached end of stream/, 'eof'],
  [
    /^com\.datastax\.\S{1,80}\.OperationTimedOutException$/,
    /Timed out waiting for server response$/,
    'read-timeout',
  ],
  [
    /^io\.micronaut\.http\.client\.exceptions\.ReadTimeoutException$/,
    /^Read Timeout$/,
    'read-timeout',
  ],
  [/^java\.nio\.channels\.UnresolvedAddressException$/, /^/, 'unknown-host'],
  [
    /^java\.io\.IOException$/,
    /^Unable to tunnel through proxy\. Proxy returns "HTTP\/1\.[01] 407 /,
    'http-4xx',
  ],
  [
    /^java\.sql\.SQLRecoverableException$/,
    /^(?:IO Error|ORA-17002: I\/O error): Connection reset(?: by peer)?(?:$|, Authentication lapse )/,
    'econnreset',
  ],
];

/** The value of `client-error` that a client's exception names; null when it names none. */
export function wordOf({ name, message }: Thrown, frames: readonly string[]): string | null {
  const found = words.find(([type, text]) => type.test(name) && text.test(message));
  if (found !== undefined) return found[2];
  const isDriver = frames.some((frame) => driverFrame.test(frame));
  if (name === 'java.io.EOFException' && isDriver) return 'eof';
  return null;
}

/** Whether the other end closed the connection within the handshake of TLS, by a FIN or, below a cause that says so, by a RST. */
export function endsHandshake({ name, message }: Thrown): boolean {
  return name === 'javax.net.ssl.SSLHandshakeException' && ofHandshake.test(message);
}

/** Whether a client of TLS read something else. */
export function readsPlain({ name, message }: Thrown): boolean {
  return (
    name === 'javax.net.ssl.SSLException' && message === 'Unsupported or unrecognized SSL message'
  );
}

/** Netty's loop that rebuilds its selector by itself, because it returned for nothing. */
export function isRebuild(lines: readonly string[]): boolean {
  const at = lines.findIndex((line) => /^at io\.netty\..{1,60}\.rebuildSelector0?\(/.test(line));
  return (
    at !== -1 &&
    lines.slice(at, at + 4).some((line) => /\.(?:select|selectRebuildSelector)\(/.test(line))
  );
}

/** What can be said. */
export const wordEmissions = [
  ...['pool-timeout', 'unknown-host', 'tls-timeout', 'goaway', 'http-4xx'].map((value) => ({
    finding: 'client-error',
    value,
  })),
  { finding: 'port-speaks', value: 'plain-but-client-tls' },
];
