/** Clients and servers of MySQL, MariaDB, PostgreSQL and Redis, ZooKeeper and MongoDB by their own words. */
import { notes, patternParser, says } from './pattern-lines.ts';

const [error, program] = ['client-error', 'server-program'];
const lost = 'lost connection to ';
const connect = "can't connect to ";
const aborted = 'aborted connection ';

/** Reads clients and servers of databases. */
export const databases = patternParser('databases', [
  says(
    error,
    'econnreset',
    'client',
    lost,
    /\bLost connection to (?:MySQL )?server at '[^']{1,80}', system error: 104\b/,
  ),
  says(
    error,
    'read-timeout',
    'client',
    lost,
    /\bLost connection to (?:MySQL )?server at '[^']{1,80}', system error: 110\b/,
  ),
  says(
    error,
    'eof',
    'client',
    lost,
    /\bLost connection to (?:MySQL )?server at '[^']{1,80}', system error: 0\b/,
  ),
  notes(
    'mysql-client',
    lost,
    /\bERROR (2013) \(HY000\).{0,20}: Lost connection to .{1,40} during query/,
  ),
  notes(
    'mysql-client',
    'server has gone away',
    /\bERROR 2006 \(HY000\)|\[2006\] MySQL server has gone away\b|\(2006, ["']MySQL server has gone away\b|^Error: MySQL server has gone away$/,
    '2006',
  ),
  says(
    error,
    'econnrefused',
    'client',
    connect,
    /\bERROR 200[23] \(HY000\): Can't connect to (?:MySQL )?server on '[^']{1,200}(?:' \(111|:\d{1,5}' \(111)\b/,
  ),
  says(
    error,
    'connect-timeout',
    'client',
    connect,
    /\bERROR 200[23] \(HY000\): Can't connect to (?:MySQL )?server on '[^']{1,200}(?:' \(110|:\d{1,5}' \(110)\b/,
  ),
  says(
    error,
    'no-route',
    'client',
    connect,
    /\bERROR 200[23] \(HY000\): Can't connect to (?:MySQL )?server on '[^']{1,200}' \(113\b/,
  ),
  says(
    error,
    'unknown-host',
    'client',
    'unknown ',
    /\bERROR 2005 \(HY000\): Unknown .{1,10} server host '|\bERROR 2005 \(HY000\): Unknown server host '/,
  ),
  notes(
    'mysql-client',
    connect,
    /\bERROR (2002) \(HY000\): Can't connect to (?:local server|local MySQL server) through socket/,
  ),
  notes(
    'mysql-client',
    connect,
    /\bERROR 200[23] \(HY000\): Can't connect to server on '[^']{1,200}' (\(115\))/,
  ),
  notes(
    'mysql-aborted',
    aborted,
    /\[(?:Warning|Note)\] (?:\[[^\]]{1,20}\] ){0,2}Aborted connection \d{1,12} to db: '[^']{0,80}' user: .{1,120}\((Got timeout reading|Got an error reading|Got an error writing|This connection closed normally)/,
  ),
  says(
    program,
    'mysql',
    'server',
    aborted,
    /\[(?:Warning|Note)\] (?:\[[^\]]{1,20}\] ){0,2}Aborted connection \d{1,12} to db: '/,
  ),
  says(
    program,
    'mysql',
    'server',
    'error 1040',
    /^ERROR 1040 \((?:HY000|08004)\): Too many connections$/,
  ),
  says(
    program,
    'mysql',
    'server',
    'many connection errors',
    /\bHost '[^']{1,200}' (?:is )?blocked because of many connection errors\b/,
  ),
  says(
    error,
    'server-names-limit',
    'client',
    'max_user_connections',
    /\bERROR (?:1203|1226) \(42000\): .{1,200}max_user_connections/,
  ),
  says(
    program,
    'postgres',
    'server',
    'too many clients',
    /\bFATAL: {1,2}sorry, too many clients already$/,
  ),
  says(
    program,
    'postgres',
    'server',
    'connection slots',
    /\bFATAL: {1,2}remaining connection slots are reserved for /,
  ),
  notes('libpq', 'closed the connection', /\b(server closed the connection unexpectedly)$/),
  notes('libpq', 'timeout expired', /\bport \d{1,5} failed: (timeout expired)$/),
  says(error, 'eof', 'client', 'ssl syscall', /\bSSL SYSCALL error: EOF detected$/),
  says(
    program,
    'redis',
    'server',
    'output buffer limits',
    /\bClient (?:id=\d{1,20} )?addr=.{1,400} scheduled to be closed ASAP for overcoming of output buffer limits\.$/,
  ),
  notes(
    'redis-client-omem',
    ' omem=',
    /^(?:\d{1,5}\) ")?id=\d{1,20} addr=.{1,400} omem=(\d{1,20}) /,
  ),
  says(error, 'eof', 'client', 'server closed', /^Error: Server closed the connection$/),
  says(error, 'econnreset', 'client', 'error: connection', /^Error: Connection reset by peer$/),
  says(
    error,
    'econnrefused',
    'client',
    'connect to redis',
    /^Could not connect to Redis at \S{1,200}: Connection refused$/,
  ),
  says(
    program,
    'zookeeper',
    'server',
    'too many connections from',
    /\[NIOServerCxn.{1,120} Too many connections from \/\S{1,60} - max is \d{1,9}/,
  ),
  says(
    'dial-after-redirect',
    'no',
    'client',
    'could not be established',
    /\bConnection to node -1(?: \([^)]{1,200}\))? could not be established\.(?: (?:Broker|Node) may not be available\.|$)/,
  ),
  says(
    'dial-after-redirect',
    'yes',
    'client',
    'could not be established',
    /\bConnection to node [1-9]\d{2,5} \([^)/]{0,100}\/127\.0\.0\.1:\d{1,5}\) could not be established\. (?:Broker|Node) may not be available\./,
  ),
  notes(
    'kafka-node',
    'could not be established',
    /\bConnection to node (-?\d{1,10}) (?:\([^)]{1,200}\) )?could not be established/,
  ),
  says(
    'dial-after-redirect',
    'yes',
    'client',
    'connection refused to host',
    /\bConnection refused to host: 127\.0\.0\.1; nested exception is/,
  ),
  notes(
    'rabbitmq',
    'heartbeats from client',
    /^(missed heartbeats) from client, timeout: \d{1,5}s$/,
  ),
]);
