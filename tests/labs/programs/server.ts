/**
 * A server that answers every chunk with a line and keeps its connections. `node server.ts HOST PORT [--close]`: with `--close` it
 * ends each connection after its answer.
 */
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { close: { type: 'boolean', default: false } },
});
const [host = '127.0.0.1', port = '8080'] = positionals;

const server = createServer((socket) => {
  socket.on('error', (error) => {
    console.log(`connection: ${error.message}`);
  });
  socket.on('data', () => {
    if (values.close) socket.end('hello\n');
    else socket.write('hello\n');
  });
});
server.listen(Number(port), host, () => {
  console.log('listening');
});
