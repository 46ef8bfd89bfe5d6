import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'postgres-connection-slots',
  done: 'PostgreSQL with max_connections = 8 and three slots reserved; a client took eight sessions and kept them idle, and psql called. Without the fault max_connections is 60.',
  tools: ['postgres', 'initdb', 'psql'],
  limit: 90,
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const store = `${bench.folder}/db`;
    // The server refuses to run as root.
    await server.must(['chown', 'nobody', bench.folder]);
    const as = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'];
    await server.must([...as, bench.tool('initdb'), '-D', store, '-U', 'app', '-A', 'trust']);
    await server.must([
      ...[...as, 'sh', '-c', `echo 'host all all 10.0.0.0/24 trust' >> ${store}/pg_hba.conf`],
    ]);
    const postgres = server.start([
      ...[...as, bench.tool('postgres'), '-D', store, '-h', '10.0.0.2', '-k', bench.folder],
      ...['-c', `max_connections=${bench.fault ? 8 : 60}`, '-c', 'log_connections=on'],
    ]);
    await postgres.says(/ready to accept/);
    const wire = await server.capture({ filter: 'tcp port 5432' });
    const address = '-h 10.0.0.2 -U app -d postgres';
    for (let held = 0; held < 8; held += 1) {
      client.start(['sh', '-c', `sleep 600 | psql ${address}`]);
    }
    await bench.wait(2);
    for (let times = 0; times < 3; times += 1) {
      await client.show(`psql ${address} -c 'select 1'`);
    }
    await server.collect({ pid: postgres.pid, port: 5432 });
    await wire.stop();
    bench.paste('server', 'postgres-log', postgres.output());
  },
});
