/**
 * Lines of configuration that only one program has: they name the program that serves. What a setting does to connections is
 * noted and answers nothing: the file may not be in force, and a limit says nothing of its use. Proxies are noted only, since their
 * file may be the balancer's, in front of another server.
 */
import { notes, patternParser, says } from './pattern-lines.ts';

const program = 'server-program';

/** Reads settings of servers. */
export const serverSettings = patternParser('server-settings', [
  // gunicorn and asyncio's create_server: https://docs.gunicorn.org/en/stable/settings.html#reuse-port
  says(program, 'other', 'server', 'reuse_port', /^reuse_port ?= ?True,?$/),
  says(
    program,
    'other',
    'server',
    'worker_class',
    /^worker_class ?= ?["'](?:sync|gthread|gevent|eventlet|tornado|uvicorn\.workers\.[A-Za-z0-9]{1,40})["']$/,
  ),
  notes('server-setting reuse_port', 'reuse_port', /^reuse_port ?= ?(True|False),?$/),
  // Spring Boot, Tomcat and Jetty: https://docs.spring.io/spring-boot/appendix/application-properties/
  says(
    program,
    'java',
    'server',
    'server.',
    /^server\.(?:tomcat|jetty|undertow)\.[a-z.-]{1,60}\d{0,2} ?[=:] ?\S{1,80}$/,
  ),
  notes(
    'server-setting connections',
    'server.tomcat.',
    /^server\.tomcat\.((?:max-connections|accept-count|threads\.max) ?[=:] ?\d{1,9})$/,
  ),
  // redis.conf as Redis ships it.
  says(program, 'redis', 'server', 'maxclients ', /^maxclients \d{1,9}$/),
  notes('server-setting maxclients', 'maxclients ', /^maxclients (\d{1,9})$/),
  // postgresql.conf and my.cnf; both know max_connections.
  says(program, 'postgres', 'server', 'shared_buffers', /^shared_buffers ?= ?\d{1,9} ?[kMGT]?B$/),
  says(
    program,
    'postgres',
    'server',
    'superuser_reserved_connections',
    /^superuser_reserved_connections ?= ?\d{1,5}\b/,
  ),
  says(program, 'mysql', 'server', '[mysqld', /^\[mysqld(?:-[\d.]{1,6})?\]$/),
  says(program, 'mysql', 'server', 'innodb_', /^innodb_[a-z_]{1,60} ?= ?[\w.:/-]{1,80}$/),
  notes('server-setting max_connections', 'max_connections', /^max_connections ?= ?(\d{1,7})\b/),
  // sshd_config(5)
  says(program, 'sshd', 'server', 'maxstartups ', /^MaxStartups \d{1,5}(?::\d{1,3}:\d{1,5})?$/i),
  notes(
    'server-setting MaxStartups',
    'maxstartups ',
    /^MaxStartups (\d{1,5}(?::\d{1,3}:\d{1,5})?)$/i,
  ),
  // zoo.cfg and server.properties
  says(program, 'zookeeper', 'server', 'maxclientcnxns=', /^maxClientCnxns=\d{1,9}$/),
  notes('server-setting maxClientCnxns', 'maxclientcnxns=', /^maxClientCnxns=(\d{1,9})$/),
  says(program, 'kafka', 'server', 'advertised.listeners=', /^advertised\.listeners=\S{1,400}$/),
  notes('haproxy-setting maxconn', 'maxconn ', /^maxconn (\d{1,9})$/),
  notes(
    'haproxy-setting timeout',
    'timeout ',
    /^timeout ((?:client|client-fin|server|connect|queue|http-keep-alive|http-request|tunnel) {1,20}\d{1,9}(?:us|ms|[smhd])?)$/,
  ),
  // Attributes of AWS's target groups, which are what is asked for: as a listing, an annotation or a variable.
  says(
    'client-ip-preserved',
    'yes',
    null,
    'preserve_client_ip',
    /\bpreserve_client_ip(?:\.enabled)?(?: ?[=:] ?|\s{1,4})true\b/,
  ),
  says(
    'client-ip-preserved',
    'no',
    null,
    'preserve_client_ip',
    /\bpreserve_client_ip(?:\.enabled)?(?: ?[=:] ?|\s{1,4})false\b/,
  ),
]);
