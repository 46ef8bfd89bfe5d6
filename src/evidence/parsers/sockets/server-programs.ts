/** Programs that serve, by the name of their process: what a table of sockets and a command line say alike. */

/** Programs by the name of their process, as the finding `server-program` groups them. */
export const serverPrograms: ReadonlyMap<string, string> = new Map([
  ['nginx', 'nginx'],
  ['haproxy', 'haproxy'],
  ['envoy', 'envoy-or-mesh'],
  ['linkerd2-proxy', 'envoy-or-mesh'],
  ['sshd', 'sshd'],
  ['mysqld', 'mysql'],
  ['mariadbd', 'mysql'],
  ['postgres', 'postgres'],
  ['postmaster', 'postgres'],
  ['redis-server', 'redis'],
  ['valkey-server', 'redis'],
  ['java', 'java'],
  // What only forwards (docker-proxy, systemd, kube-proxy) is no program behind the port and stays out.
  ...[
    'apache2',
    'beam.smp',
    'dotnet',
    'gunicorn',
    'httpd',
    'memcached',
    'mongod',
    'named',
    'node',
    'php-fpm',
    'python',
    'python3',
    'ruby',
    'uwsgi',
  ].map((name) => [name, 'other'] as const),
]);
