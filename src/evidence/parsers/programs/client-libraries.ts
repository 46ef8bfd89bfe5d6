/** Libraries of clients by their own words for a connection that ended, was not answered, or found no room: databases, brokers, HTTP. */
import { patternParser, says } from './pattern-lines.ts';

const [error, program, stack] = ['client-error', 'server-program', 'client-stack'];

const redisPy = 'redis.exceptions.connectionerror: error ';
const tooMany = 'too many connections';
const lost = 'connection lost: the server closed';
const brokerEnd = ': disconnected (after ';
const brokerEndOld = 'receive failed: disconnected';
const inFlight = 'request in flight';
const packets = 'unexpected eof';
const closedByHost = 'connection is closed by foreign host';
const noRecord = 'not an ssl/tls record: ';
const reading = 'timeout during reading attempt';

/** The driver of Node.js; its errors are read by `runtimes/node-errors.ts`. */
const mysqlEnd = /\bError: Connection lost: The server closed the connection\.$/;
const mysqlRoom =
  /\bSQLSTATE\[(?:HY000|08004)\] \[1040\] Too many connections\b|\bER_CON_COUNT_ERROR: Too many connections\b/;
const kafkaEnd =
  /\brdkafka#.{1,400}: Disconnected \(after \d{1,12}ms in state UP(?:, \d{1,9} identical error\(s\) suppressed)?\)/;
const kafkaEndOld = /\brdkafka#.{1,400}: Receive failed: Disconnected\b/;
const kafkaPatience = /\brdkafka#.{1,400}: Timed out \w{3,40}Request in flight\b/;
const goMysqlEnd = /^(?:\[mysql\] .{0,40})?packets\.go:\d{1,4}:? unexpected EOF$/;
const jschEnd = /\bJSchException: (?:Session\.connect: )?connection is closed by foreign host$/;
const npgsqlPatience = /\bSystem\.TimeoutException: Timeout during reading attempt$/;

/** Reads what libraries of clients say. */
export const clientLibraries = patternParser('client-libraries', [
  says(
    error,
    'econnreset',
    'client',
    redisPy,
    /\bredis\.exceptions\.ConnectionError: Error 104 while writing to socket\. /,
  ),
  says(
    error,
    'epipe',
    'client',
    redisPy,
    /\bredis\.exceptions\.ConnectionError: Error 32 while writing to socket\. /,
  ),
  // EAI_NONAME, EAI_AGAIN and EAI_NODATA of glibc.
  says(
    error,
    'unknown-host',
    'client',
    redisPy,
    /\bredis\.exceptions\.ConnectionError: Error -[235] connecting to \S{1,255}:\d{1,5}\. /,
  ),
  says(
    error,
    'server-names-limit',
    'client',
    'max number of clients',
    /\bConnectionError: max number of clients reached$/,
  ),
  says(error, 'server-names-limit', 'client', tooMany, mysqlRoom),
  says(program, 'mysql', 'server', tooMany, mysqlRoom),
  says(program, 'mysql', 'server', lost, mysqlEnd),
  says(error, 'eof', 'client', brokerEnd, kafkaEnd),
  says(program, 'kafka', 'server', brokerEnd, kafkaEnd),
  says(error, 'eof', 'client', brokerEndOld, kafkaEndOld),
  says(program, 'kafka', 'server', brokerEndOld, kafkaEndOld),
  says(error, 'read-timeout', 'client', inFlight, kafkaPatience),
  says(program, 'kafka', 'server', inFlight, kafkaPatience),
  says(error, 'eof', 'client', packets, goMysqlEnd),
  says(program, 'mysql', 'server', packets, goMysqlEnd),
  says(stack, 'go', 'client', packets, goMysqlEnd),
  says(error, 'read-timeout', 'client', reading, npgsqlPatience),
  says(program, 'postgres', 'server', reading, npgsqlPatience),
  says(error, 'eof', 'client', closedByHost, jschEnd),
  says(program, 'sshd', 'server', closedByHost, jschEnd),
  // .NET's HTTP client: the server closed before the end of its answer's head.
  says(
    error,
    'eof',
    'client',
    'the response ended prematurely',
    /\bSystem\.(?:IO\.IOException|Net\.Http\.HttpIOException): The response ended prematurely\.(?: \(ResponseEnded\))?$/,
  ),
  // Netty prints the bytes: "HTTP/" came to a client of TLS, a method of HTTP to a server of TLS.
  says(
    'port-speaks',
    'plain-but-client-tls',
    'client',
    noRecord,
    /\bNotSslRecordException: not an SSL\/TLS record: 485454502f/,
  ),
  says(
    'port-speaks',
    'tls-but-client-plain',
    'client',
    noRecord,
    /\bNotSslRecordException: not an SSL\/TLS record: (?:47455420|504f535420|50555420|4845414420|505249202a)/,
  ),
  says(
    error,
    'eof',
    'client',
    'end of file reached',
    /\bFaraday::ConnectionFailed(?:: | \()end of file reached\)?$/,
  ),
]);
