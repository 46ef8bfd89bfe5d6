// cspell:disable -- words of other languages
/** wget in German, French, Russian, Japanese and Chinese: its own words, and those of strerror(3) in glibc. */
import { type PatternLine, patternParser, says } from './pattern-lines.ts';

/** ASCII texts of the lines, and the lines, by error. */
const errors: readonly (readonly [value: string, clue: string, pattern: RegExp])[] = [
  ['econnrefused', 'verbindungsaufbau abgelehnt', /: Verbindungsaufbau abgelehnt\.?$/],
  ['econnrefused', 'connexion refus', /: Connexion refusée\.?$/],
  ['econnrefused', '... ', /^Подключение к .{1,200}\.\.\. ошибка: В соединении отказано\.$/],
  ['econnrefused', '... ', /に接続しています\.\.\. 失敗しました: 接続を拒否されました\.$/],
  ['econnrefused', '... ', /^正在连接 .{1,200}\.\.\. 失败：拒绝连接。$/],
  [
    'econnreset',
    'lesefehler (',
    /Lesefehler \(Die Verbindung wurde vom Kommunikationspartner zurückgesetzt\)/,
  ],
  [
    'econnreset',
    'erreur de lecture (',
    /Erreur de lecture \(Connexion ré-initialisée par le correspondant\)/,
  ],
  [
    'econnreset',
    'http-',
    /^HTTP-запрос .{1,60} Ошибка чтения \(Соединение разорвано другой стороной\)/,
  ],
  ['econnreset', 'http ', /^HTTP による.{1,60}読み込みエラー\(接続が相手からリセットされました\)/],
  ['econnreset', 'http ', /^已发出 HTTP 请求.{1,40}读取文件头错误 \(连接被对方重设\)。$/],
  [
    'read-timeout',
    'lesefehler (',
    /Lesefehler \(Die Wartezeit für die Verbindung ist abgelaufen\)/,
  ],
  [
    'read-timeout',
    'erreur de lecture (',
    /Erreur de lecture \(Connexion terminée par expiration du délai d'attente\)/,
  ],
  [
    'read-timeout',
    'http-',
    /^HTTP-запрос .{1,60} Ошибка чтения \(Время ожидания соединения истекло\)/,
  ],
  ['read-timeout', 'http ', /^HTTP による.{1,60}読み込みエラー\(接続がタイムアウトしました\)/],
  ['read-timeout', 'http ', /^已发出 HTTP 请求.{1,40}读取文件头错误 \(连接超时\)。$/],
];

/** Reads wget in other languages. */
export const wgetLocalized = patternParser(
  'wget-localized',
  errors.map(([value, clue, pattern]): PatternLine =>
    says('client-error', value, 'client', clue, pattern),
  ),
);
