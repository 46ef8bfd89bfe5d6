import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'mysql-host-blocked-by-l4-health-check',
  done: 'MariaDB with max_connect_errors = 10 got twelve connections from the balancer that opened and closed, as a layer 4 health check does; then a client came through the same address. Without the fault nobody checks.',
  tools: ['mariadbd', 'mariadb', 'python3'],
  limit: 90,
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const store = `${bench.folder}/db`;
    await server.must(['mkdir', store]);
    await server.must(['chown', '-R', 'mysql', bench.folder]);
    await server.must(
      [
        ...['mariadb-install-db', '--no-defaults', `--datadir=${store}`, '--user=mysql'],
        ...['--auth-root-authentication-method=normal', '--skip-test-db'],
      ],
      { limit: 60, env: { TMPDIR: bench.folder } },
    );
    // Errors are counted against an address only when it has a name.
    const names = bench.write('hosts', '10.0.0.1 balancer.example.org\n');
    const words = [
      ...[bench.tool('mariadbd'), '--no-defaults', `--datadir=${store}`, '--user=mysql'],
      ...['--bind-address=10.0.0.2', `--socket=${bench.folder}/db.sock`, '--log-warnings=4'],
      ...[`--pid-file=${bench.folder}/db.pid`, '--max-connect-errors=10'],
    ];
    const mariadb = server.start(
      ['unshare', '-m', 'sh', '-c', `mount --bind ${names} /etc/hosts; exec ${words.join(' ')}`],
      { env: { TMPDIR: bench.folder } },
    );
    await mariadb.says(/ready for connections/, 40);
    const local = `mariadb --no-defaults -u root --socket=${bench.folder}/db.sock`;
    await server.must([...['sh', '-c', `${local} -e "create user app@'%' identified by 'pw'"`]]);
    const wire = await server.capture({ filter: 'tcp port 3306' });
    if (bench.fault) {
      client.start([
        ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '3306', '--silent'],
        ...['--times', '14', '--every', '80', '--bytes', '0'],
      ]);
      await bench.wait(2.5);
    }
    for (let times = 0; times < 3; times += 1) {
      await client.show(`mariadb --no-defaults -h 10.0.0.2 -u app -ppw -e 'select 1'`);
    }
    await server.collect({ pid: mariadb.pid, port: 3306 });
    await wire.stop();
    bench.paste('server', 'mariadb-log', mariadb.output());
  },
});
