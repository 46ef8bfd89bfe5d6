// Builds the production site when its sources changed, serves it on this machine, and prints its address.
import { buildSite } from './build.ts';
import { inProject } from './child.ts';
import { createSiteServer, listen } from './serve.ts';

const firstPort = 4321;
const triedPorts = 100;

/** Listens on PORT when it is given, else on the first free port from 4321 on. */
async function listenSomewhere(server: ReturnType<typeof createSiteServer>): Promise<number> {
  const wanted = process.env.PORT;
  if (wanted !== undefined && wanted !== '') {
    if (!/^\d{1,5}$/.test(wanted) || Number(wanted) > 65_535) {
      throw new Error(`PORT is "${wanted}"; it must be a number from 0 to 65535`);
    }
    return listen(server, Number(wanted));
  }
  for (let port = firstPort; port < firstPort + triedPorts; port += 1) {
    try {
      return await listen(server, port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`no free port from ${firstPort} to ${firstPort + triedPorts - 1}; set PORT`);
}

const status = await buildSite(true);
if (status !== 0) process.exit(status);

const server = createSiteServer(inProject('dist'));
try {
  const port = await listenSomewhere(server);
  console.log(`\nHalfopen: http://127.0.0.1:${port}/   (stop with Ctrl-C)`);
} catch (error) {
  console.error(`halfopen: ${(error as Error).message}`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
    process.exitCode = 0;
  });
}
