#!/usr/bin/env python3
"""
Records the captures of this folder: three network namespaces client - router - server, nftables, tcpdump. Needs root, Linux, Python 3 and
openssl, for `health-` also nginx, curl, redis, PostgreSQL 15, OpenSSH and editcap; runs about six minutes. Usage: record.py FOLDER [NAME...]
"""
import os, socket, subprocess, sys, time, threading, ctypes, struct, ssl, select
OUT = sys.argv[1]; ONLY = sys.argv[2:]
P = 'hx'; S4 = '192.0.2.100'; S6 = '2001:db8:2::10'
libc = ctypes.CDLL(None, use_errno=True)
def sh(cmd, ns=None, check=True):
    if ns: cmd = f"ip netns exec {P}{ns} sh -c '{cmd}'"
    return subprocess.run(cmd, shell=True, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
def inns(ns, f, *a):
    """Runs f in a thread that is in the namespace."""
    res = {}
    def go():
        fd = os.open(f'/run/netns/{P}{ns}', os.O_RDONLY); libc.setns(fd, 0x40000000); os.close(fd)
        try: res['v'] = f(*a)
        except Exception as e: res['e'] = e
    t = threading.Thread(target=go, daemon=True); t.start(); t.res = res; return t
def run(ns, f, *a, wait=60):
    t = inns(ns, f, *a); t.join(wait); return t.res.get('v', t.res.get('e'))
class Dump:
    def __init__(self, name, ns='c', iface=None, filt='tcp or icmp or icmp6', args=''):
        iface = iface or {'c': 'hxc0', 's': 'hxs0', 'r': 'hxr0'}[ns]
        self.p = subprocess.Popen(f"ip netns exec {P}{ns} tcpdump --immediate-mode -Z root -U -ni {iface} {args} -w {OUT}/{name} '({filt}) and not (icmp6 and ip6[40]>=133)'", shell=True, stderr=subprocess.PIPE)
        while b'listening' not in self.p.stderr.readline(): pass
        time.sleep(.2)
    def __enter__(self): return self
    def __exit__(self, *a):
        time.sleep(.5)
        subprocess.run(f"pkill -INT -P {self.p.pid}", shell=True); time.sleep(.1)
        subprocess.run(f"kill -INT {self.p.pid}", shell=True, stderr=subprocess.DEVNULL); self.p.wait()
def listen(port, fam=socket.AF_INET, addr='', backlog=16):
    s = socket.socket(fam); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind((addr, port)); s.listen(backlog); return s
def server(port, f, fam=socket.AF_INET, n=1, opts=()):
    def go():
        s = listen(port, fam)
        for o in opts: s.setsockopt(*o)
        for _ in range(n):
            c, _a = s.accept(); f(c)
        s.close()
    t = inns('s', go); time.sleep(.3); return t
def linger0(c): c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
def dial(port, addr=S4, timeout=5, data=None, read=True, opts=(), bind=None, hold=0):
    def go():
        s = socket.socket(socket.AF_INET6 if ':' in addr else socket.AF_INET)
        for o in opts: s.setsockopt(*o)
        s.settimeout(timeout)
        if bind: s.bind(bind)
        try:
            s.connect((addr, port))
            if data: s.sendall(data)
            if read: r = s.recv(65536)
            if hold: time.sleep(hold)
        except Exception as e: return e
        finally: s.close()
    return go
def nft(rule, ns='r', hook='forward'):
    sh(f'nft add table inet t; nft "add chain inet t {hook} {{ type filter hook {hook} priority 0; }}"; nft "add rule inet t {hook} {rule}"', ns)
def unnft(ns='r'): sh('nft delete table inet t', ns, False)
SETUP = """P=hx
ip netns add ${P}c; ip netns add ${P}r; ip netns add ${P}s
ip link add ${P}c0 netns ${P}c type veth peer name ${P}r0 netns ${P}r
ip link add ${P}s0 netns ${P}s type veth peer name ${P}r1 netns ${P}r
ip -n ${P}c addr add 192.0.2.20/26 dev ${P}c0; ip -n ${P}r addr add 192.0.2.1/26 dev ${P}r0
ip -n ${P}s addr add 192.0.2.100/26 dev ${P}s0; ip -n ${P}r addr add 192.0.2.65/26 dev ${P}r1
ip -n ${P}c addr add 2001:db8:1::20/64 dev ${P}c0 nodad; ip -n ${P}r addr add 2001:db8:1::1/64 dev ${P}r0 nodad
ip -n ${P}s addr add 2001:db8:2::10/64 dev ${P}s0 nodad; ip -n ${P}r addr add 2001:db8:2::1/64 dev ${P}r1 nodad
for n in c r s; do ip -n $P$n link set lo up; done
ip -n ${P}c link set ${P}c0 up; ip -n ${P}r link set ${P}r0 up; ip -n ${P}r link set ${P}r1 up; ip -n ${P}s link set ${P}s0 up
ip -n ${P}c route add default via 192.0.2.1; ip -n ${P}s route add default via 192.0.2.65
ip -n ${P}c -6 route add default via 2001:db8:1::1; ip -n ${P}s -6 route add default via 2001:db8:2::1
ip netns exec ${P}r sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
"""
jobs = {}
def job(f): jobs[f.__name__.replace('_','-')] = f; return f
REQ = b'GET / HTTP/1.1\r\nHost: example.org\r\n\r\n'; RES = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

@job
def healthy():
    def f(c): c.recv(99); c.sendall(RES); time.sleep(.1); c.close()
    t = server(8080, f)
    with Dump('healthy.pcap'): run('c', dial(8080, data=REQ))
@job
def close_at_once():
    t = server(8081, lambda c: c.close(), n=2)
    with Dump('close-at-once.pcap'): run('c', dial(8081, data=REQ)); run('c', dial(8081, data=REQ))
@job
def close_at_once_nano():
    t = server(8081, lambda c: c.close(), n=1)
    with Dump('close-at-once-nano.pcap', args='--time-stamp-precision=nano'): run('c', dial(8081, data=REQ))
@job
def refused():
    with Dump('refused.pcap'): run('c', dial(8079))
@job
def refused6():
    with Dump('refused6.pcap'): run('c', dial(8079, addr=S6))
@job
def overflow():
    h = {}
    def hold():
        h['s'] = listen(8082, backlog=0); time.sleep(25); h['s'].close()
    inns('s', hold); time.sleep(.3)
    with Dump('overflow-at-server.pcap', 's', 'any', 'tcp'), Dump('overflow-at-client.pcap', 'c', filt='tcp'), Dump('overflow-v1.pcap', 's', 'any', 'tcp', '-y LINUX_SLL'):
        for i in range(4): inns('c', dial(8082, timeout=8, read=False, hold=9))
        time.sleep(9.5)
@job
def dropped():
    nft('tcp dport 8083 drop')
    with Dump('dropped-by-router.pcap'): run('c', dial(8083, timeout=8))
    with Dump('dropped-at-router-any.pcap', 'r', 'any'): run('c', dial(8083, timeout=4))
    unnft()
@job
def rejected():
    nft('tcp dport 8083 reject with icmpx type admin-prohibited')
    with Dump('rejected-prohibited.pcap'): run('c', dial(8083)); run('c', dial(8083, addr=S6))
    unnft()
@job
def rejected_rst():
    t = server(8084, lambda c: (c.recv(99), c.sendall(RES), time.sleep(6)))
    with Dump('rst-injected.pcap'):
        def go():
            s = socket.socket(); s.connect((S4, 8084)); s.sendall(REQ); s.recv(999); time.sleep(.5)
            threading.Event().wait(.5)
            try: s.sendall(REQ); s.recv(99)
            except Exception as e: print(e)
            s.close()
        th = inns('c', go); time.sleep(.7); nft('tcp dport 8084 reject with tcp reset'); th.join(5)
    unnft()
@job
def no_route():
    sh('ip route add unreachable 198.51.100.0/24', 'r', False)
    with Dump('unreachable-from-router.pcap'): run('c', dial(80, addr='198.51.100.7'))
@job
def silent():
    t = server(8085, lambda c: time.sleep(6))
    with Dump('silent-acked.pcap'): run('c', dial(8085, data=REQ, timeout=3))
@job
def silent_unacked():
    t = server(8086, lambda c: time.sleep(12))
    with Dump('silent-unacked.pcap'):
        def go():
            s = socket.socket(); s.connect((S4, 8086)); time.sleep(.6); s.sendall(REQ); s.settimeout(7)
            try: s.recv(99)
            except Exception as e: pass
            time.sleep(.1)
            s.close()
        th = inns('c', go); time.sleep(.3); nft('tcp dport 8086 drop'); th.join(12)
    unnft()
@job
def reset_mid_stream():
    def f(c): c.recv(99); c.sendall(RES[:20]); time.sleep(.2); linger0(c); c.close()
    t = server(8087, f)
    with Dump('reset-mid-stream.pcap'):
        def go():
            s = socket.socket(); s.connect((S4, 8087)); s.sendall(REQ); s.recv(99)
            try: s.recv(99)
            except Exception as e: print(e)
        run('c', go)
@job
def idle_nat():
    t = server(8088, lambda c: (c.recv(99), c.sendall(RES), time.sleep(60)))
    with Dump('dead-after-idle.pcap'):
        def go():
            s = socket.socket(); s.connect((S4, 8088)); s.sendall(REQ); s.recv(999); time.sleep(35); s.sendall(REQ); s.settimeout(4)
            try: s.recv(99)
            except Exception as e: print(e)
            linger0(s); s.close()
        th = inns('c', go); time.sleep(3); nft('tcp dport 8088 drop'); th.join(50)
    unnft()
@job
def idle_reset():
    t = server(8108, lambda c: (c.recv(99), c.sendall(RES), time.sleep(60)))
    with Dump('reset-after-idle.pcap'):
        def go():
            s = socket.socket(); s.connect((S4, 8108)); s.sendall(REQ); s.recv(999); time.sleep(33); s.sendall(REQ); s.settimeout(4)
            try: s.recv(99)
            except Exception as e: print(e)
            s.close()
        th = inns('c', go); time.sleep(3); nft('tcp dport 8108 reject with tcp reset'); th.join(50)
    unnft()
@job
def late():
    t = server(8089, lambda c: (c.recv(99), c.sendall(RES), c.close()))
    nft('tcp dport 8089 tcp flags syn / syn,ack drop')
    with Dump('answered-late.pcap'), Dump('answered-late-any.pcap', 'c', 'any'):
        th = inns('c', dial(8089, data=REQ, timeout=9)); time.sleep(2.5); unnft(); th.join(9)
@job
def zero_window():
    def f(c): time.sleep(14); c.close()
    t = server(8090, f, opts=((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),))
    with Dump('zero-window.pcap', args='-s 96'):
        def go():
            s = socket.socket(); s.connect((S4, 8090)); s.settimeout(9)
            try: s.sendall(b'x' * 300000)
            except Exception as e: pass
            s.close()
        run('c', go)
@job
def blackhole():
    def f(c): c.recv(99); c.sendall(b'HTTP/1.1 200 OK\r\n\r\n'); time.sleep(.2); c.sendall(b'y' * 9000); time.sleep(7); linger0(c); c.close()
    t = server(8091, f)
    nft('tcp sport 8091 meta length gt 1300 drop')
    with Dump('large-segments-lost.pcap', 's', args='-s 96'): run('c', dial(8091, data=REQ, read=False, hold=6))
    unnft()
@job
def frag_needed():
    sh('ip link set hxr1 mtu 1300', 'r'); 
    def f(c): time.sleep(4); c.close()
    t = server(8092, f)
    sh('ip link set hxs0 mtu 1500', 's')
    with Dump('path-mtu.pcap', args='-s 96'): run('c', dial(8092, data=b'z' * 8000, timeout=3))
    sh('ip link set hxr1 mtu 1500', 'r'); sh('ip route flush cache', 'c')
@job
def bare_connects():
    def f(c): c.recv(9); c.close()
    t = server(8093, f, n=5)
    with Dump('bare-connects.pcap'):
        for i in range(5): run('c', dial(8093, read=False)); time.sleep(1)
@job
def fastopen():
    sh('sysctl -w net.ipv4.tcp_fastopen=3', 's'); sh('sysctl -w net.ipv4.tcp_fastopen=1', 'c')
    nft('tcp dport 8094 tcp flags syn / syn,ack drop')
    with Dump('fastopen-dropped.pcap'):
        def go():
            s = socket.socket(); s.settimeout(4)
            try: s.sendto(REQ, 0x20000000, (S4, 8094))
            except Exception as e: print(e)
            try: s.recv(9)
            except Exception as e: print(e)
            s.close()
        run('c', go)
    unnft()
@job
def ecn():
    nft('tcp dport 8095 tcp flags \\& (syn|ecn|cwr) == (syn|ecn|cwr) drop'.replace('\\&','&'))
    t = server(8095, lambda c: (c.recv(99), c.sendall(RES), c.close()))
    sh('sysctl -w net.ipv4.tcp_ecn_fallback=0', 'c', False)
    with Dump('ecn-dropped.pcap'):
        sh('sysctl -w net.ipv4.tcp_ecn=1', 'c'); run('c', dial(8095, timeout=2.6)); run('c', dial(8095, timeout=2.6))
        sh('sysctl -w net.ipv4.tcp_ecn=2', 'c'); run('c', dial(8095, data=REQ))
    unnft()
@job
def keepalive():
    t = server(8096, lambda c: (c.recv(99), c.sendall(RES), time.sleep(9), c.close()))
    with Dump('keepalive.pcap'): run('c', dial(8096, data=REQ, hold=7, opts=((socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 2), (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 2))))
@job
def synack_lost():
    t = server(8097, lambda c: c.close())
    nft('tcp sport 8097 drop')
    with Dump('synack-lost-at-server.pcap', 's', 'any'): run('c', dial(8097, timeout=4))
    unnft()
@job
def ack_lost():
    def f(c): c.recv(99); c.close()
    t = server(8098, f)
    nft('tcp dport 8098 tcp flags & (syn|ack) == ack drop'.replace('&', '&'))
    with Dump('synack-repeated.pcap'): run('c', dial(8098, read=False, hold=5))
    unnft()
@job
def ipv6_reset():
    def f(c): c.recv(99); c.sendall(RES[:20]); time.sleep(.2); linger0(c); c.close()
    t = server(8099, f, socket.AF_INET6)
    with Dump('reset-ipv6-any.pcap', 'c', 'any'):
        def go():
            s = socket.socket(socket.AF_INET6); s.connect((S6, 8099)); s.sendall(REQ); s.recv(99)
            try: s.recv(99)
            except Exception as e: print(e)
        run('c', go)
@job
def loopback():
    t = server(8100, lambda c: c.close())
    with Dump('loopback.pcap', 's', 'lo', 'tcp'): run('s', dial(8100, addr='127.0.0.1', data=REQ))
@job
def stall():
    def f(c): c.recv(99); c.sendall(RES[:20]); time.sleep(.5); c.sendall(b'q' * 300); time.sleep(8); linger0(c); c.close()
    t = server(8101, f)
    with Dump('stall-mid-stream.pcap', 's'):
        th = inns('c', dial(8101, data=REQ, hold=7)); time.sleep(.4); nft('tcp dport 8101 drop; '.strip('; ')); nft('tcp sport 8101 drop'); th.join(12)
    unnft()
@job
def raw_backend():
    t = server(8102, lambda c: (c.recv(99), c.sendall(RES), time.sleep(1), c.sendall(RES), time.sleep(2)))
    sh('nft add table ip n; nft "add chain ip n p { type nat hook prerouting priority -100; }"; nft "add rule ip n p ip daddr 198.51.100.50 tcp dport 80 dnat to 192.0.2.100:8102"', 'r')
    with Dump('raw-backend-address.pcap'):
        def go():
            s = socket.socket(); s.connect(('198.51.100.50', 80)); s.sendall(REQ); s.recv(999); s.settimeout(4)
            try: s.recv(99); s.sendall(REQ); s.recv(99)
            except Exception as e: print(e)
            s.close()
        th = inns('c', go); time.sleep(.6); sh('nft "add table ip t2"; nft "add chain ip t2 p { type filter hook prerouting priority -300; }"; nft "add rule ip t2 p tcp sport 8102 notrack"', 'r'); th.join(6)
    sh('nft delete table ip n; nft delete table ip t2', 'r', False)
@job
def tls():
    sh(f'cd {OUT} && openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 9 -subj /CN=example.org')
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); ctx.load_cert_chain(f'{OUT}/c.pem', f'{OUT}/k.pem'); ctx.minimum_version = ssl.TLSVersion.TLSv1_3
    def f(c):
        try: ctx.wrap_socket(c, server_side=True)
        except Exception as e: print('tls', e)
    t = server(8443, f)
    with Dump('tls-alert.pcap'):
        def go():
            k = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT); k.check_hostname = False; k.verify_mode = ssl.CERT_NONE; k.maximum_version = ssl.TLSVersion.TLSv1_2
            s = socket.socket(); s.connect((S4, 8443))
            try: k.wrap_socket(s)
            except Exception as e: print(e)
        run('c', go)
@job
def client_abort():
    def f(c): c.recv(99); c.sendall(RES); time.sleep(1); c.close()
    t = server(8103, f)
    with Dump('client-abort-after-answer.pcap'): run('c', dial(8103, data=REQ, opts=((socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)),)))
@job
def self_syn():
    sh('sysctl -w net.ipv4.conf.all.rp_filter=0', 'r')
    sh('nft add table ip n; nft "add chain ip n p { type nat hook prerouting priority -100; }"; nft "add rule ip n p ip daddr 198.51.100.60 tcp dport 80 dnat to 192.0.2.20:8080"', 'r')
    sh('sysctl -w net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.hxr0.send_redirects=0', 'r')
    with Dump('self-sourced-syn.pcap'), Dump('self-sourced-syn-any.pcap', 'c', 'any'): run('c', dial(80, addr='198.51.100.60', timeout=2.5))
    sh('nft delete table ip n', 'r', False)
@job
def stale_request():
    def f(c): c.recv(99); c.sendall(RES); time.sleep(.3); c.close()
    t = server(8104, f)
    with Dump('request-after-fin.pcap'):
        def go():
            s = socket.socket(); s.connect((S4, 8104)); s.sendall(REQ); s.recv(999); time.sleep(.8)
            try: s.sendall(REQ); s.recv(99)
            except Exception as e: print(e)
        run('c', go)
# Sessions in health: programs as they come, whose ends must not be taken for failures.
def spawn(cmd, ns='s', wait=.8):
    p = subprocess.Popen(['ip', 'netns', 'exec', P + ns, 'sh', '-c', 'exec ' + cmd], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL); time.sleep(wait); return p
def end(p): p.terminate(); p.wait()
def certificate(): sh(f'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {OUT}/k.pem -out {OUT}/c.pem -days 9 -subj /CN=example.org')
class Nginx:
    def __enter__(self):
        certificate(); os.makedirs(f'{OUT}/n', exist_ok=True); open(f'{OUT}/n/index.html', 'w').write('ok\n')
        os.chmod(OUT, 0o755)
        open(f'{OUT}/n/conf', 'w').write(f"""daemon off; master_process off; user root; pid {OUT}/n/pid; error_log {OUT}/n/err; events {{}}
http {{ access_log off; root {OUT}/n; keepalive_timeout 1s; ssl_certificate {OUT}/c.pem; ssl_certificate_key {OUT}/k.pem; ssl_protocols TLSv1.2 TLSv1.3;
client_body_temp_path {OUT}/n/a; proxy_temp_path {OUT}/n/b; fastcgi_temp_path {OUT}/n/d; uwsgi_temp_path {OUT}/n/e; scgi_temp_path {OUT}/n/f;
server {{ listen 8110; }} server {{ listen 8111 ssl http2; location /close {{ keepalive_timeout 0; return 200 ok; }} }} }}""")
        self.p = spawn(f'nginx -c {OUT}/n/conf'); return self
    def __exit__(self, *a): end(self.p); subprocess.run(['rm', '-r', f'{OUT}/n'])
@job
def health_nginx_tls():
    with Nginx(), Dump('health-nginx-tls.pcap', filt='tcp'):
        for a in ('--http1.1', '--http2', '--http1.1 --tls-max 1.2', '--http2 --tls-max 1.2'):
            for path in ('close', ''): sh(f'curl -sk {a} https://{S4}:8111/{path}', 'c'); time.sleep(.2)
    os.rename(f'{OUT}/health-nginx-tls.pcap', f'{OUT}/x.pcap'); subprocess.run(f'editcap -F pcap -s 128 {OUT}/x.pcap {OUT}/health-nginx-tls.pcap; rm {OUT}/x.pcap', shell=True)
@job
def health_nginx_idle():
    """A client that keeps the connection, and is told by the server after a second that it is over."""
    go = f"""import http.client, ssl, time
k = ssl._create_unverified_context()
for c in (http.client.HTTPConnection("{S4}", 8110), http.client.HTTPSConnection("{S4}", 8111, context=k)):
    c.request("GET", "/"); c.getresponse().read(); time.sleep(1.6); c.sock.close()
"""
    open(f'{OUT}/go.py', 'w').write(go)
    with Nginx(), Dump('health-nginx-idle.pcap', filt='tcp'): sh(f'python3 {OUT}/go.py', 'c'); sh(f'curl -s http://{S4}:8110/ http://{S4}:8110/', 'c'); sh(f'curl -s --http1.0 http://{S4}:8110/', 'c'); sh(f'curl -s --keepalive-time 1 -H "Connection: close" http://{S4}:8110/', 'c')
    os.remove(f'{OUT}/go.py')
@job
def health_redis():
    p = spawn('redis-server --port 8112 --bind 0.0.0.0 --protected-mode no --timeout 1 --save "" --dir /tmp')
    with Dump('health-redis.pcap', filt='tcp'):
        sh(f'redis-cli -h {S4} -p 8112 ping', 'c'); sh(f'redis-cli -h {S4} -p 8112 quit', 'c'); sh(f'(printf "PING\\r\\n"; sleep 3) | timeout 4 nc -q 0 {S4} 8112', 'c', False)
    end(p)
@job
def health_postgres():
    D = '/var/lib/postgresql/hx-pg'; B = '/usr/lib/postgresql/15/bin'
    subprocess.run(f'rm -rf {D}; su postgres -c "{B}/initdb -A trust -D {D}"; echo "host all all 0.0.0.0/0 trust" >> {D}/pg_hba.conf', shell=True, stdout=subprocess.DEVNULL)
    p = spawn(f'su postgres -c "exec {B}/postgres -D {D} -p 8113 -k {D} -c listen_addresses=*"', wait=3)
    with Dump('health-postgres.pcap', filt='tcp'):
        sh(f'psql -h {S4} -p 8113 -U postgres -c "select 1"', 'c'); sh(f'psql -h {S4} -p 8113 -U postgres -c "select pg_terminate_backend(pg_backend_pid())"', 'c', False); sh(f'psql -h {S4} -p 8113 -U nobody-known -c "select 1"', 'c', False)
    subprocess.run(f'su postgres -c "{B}/pg_ctl stop -m fast -D {D}"; rm -rf {D}', shell=True, stdout=subprocess.DEVNULL); end(p)
@job
def health_ssh():
    D = '/tmp/hx-ssh'; os.makedirs('/run/sshd', exist_ok=True)
    subprocess.run(f'rm -rf {D}; mkdir -m 700 {D}; ssh-keygen -q -t ed25519 -N "" -f {D}/host; ssh-keygen -q -t ed25519 -N "" -f {D}/user; cp {D}/user.pub {D}/keys', shell=True)
    p = spawn(f'/usr/sbin/sshd -D -p 8114 -h {D}/host -o AuthorizedKeysFile={D}/keys -o StrictModes=no -o PermitRootLogin=yes -o UsePAM=no -o UseDNS=no')
    with Dump('health-ssh.pcap', filt='tcp', args='-s 96'): sh(f'ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -i {D}/user -p 8114 root@{S4} true', 'c', False)
    end(p); subprocess.run(['rm', '-r', D])
@job
def health_openssl():
    """A server that closes with close_notify after its answer, and a client that says goodbye into that."""
    certificate(); p = spawn(f'openssl s_server -accept 8115 -key {OUT}/k.pem -cert {OUT}/c.pem -www -quiet')
    with Dump('health-openssl.pcap', filt='tcp', args='-s 128'):
        for a in ('-tls1_3', '-tls1_2'): sh(f'(printf "GET / HTTP/1.0\\r\\n\\r\\n"; sleep 1) | openssl s_client -quiet {a} -connect {S4}:8115', 'c', False)
        sh(f'true | openssl s_client -connect {S4}:8115', 'c', False)
    end(p)
# Failures of TLS, and of a server that should speak first.
def hello():
    k = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT); k.check_hostname = False; k.verify_mode = ssl.CERT_NONE
    s = socket.socket(); s.settimeout(3); return k, s
def shake(port):
    def go():
        k, s = hello(); s.connect((S4, port))
        try: k.wrap_socket(s)
        except Exception as e: print(e)
        s.close()
    return go
@job
def hello_reset():
    t = server(8116, lambda c: (c.recv(9999), linger0(c), c.close()))
    with Dump('hello-reset.pcap', args='-s 96'): run('c', shake(8116))
@job
def hello_unread():
    t = server(8117, lambda c: (time.sleep(.1), c.close()))
    with Dump('hello-unread-reset.pcap', args='-s 96'): run('c', shake(8117))
@job
def hello_fin():
    t = server(8118, lambda c: (c.recv(9999), c.close()))
    with Dump('hello-fin.pcap', args='-s 96'): run('c', shake(8118))
@job
def hello_silent():
    t = server(8119, lambda c: (c.recv(9999), time.sleep(5), c.close()))
    with Dump('hello-silent.pcap', args='-s 96'): run('c', shake(8119)); time.sleep(2)
@job
def hello_after_close():
    t = server(8120, lambda c: c.close())
    with Dump('hello-after-close.pcap', args='-s 96'):
        def go():
            k, s = hello(); s.connect((S4, 8120)); time.sleep(.2)
            try: k.wrap_socket(s)
            except Exception as e: print(e)
        run('c', go)
@job
def certificate_refused():
    certificate(); p = spawn(f'openssl s_server -accept 8121 -key {OUT}/k.pem -cert {OUT}/c.pem -www -quiet')
    with Dump('certificate-refused.pcap', filt='tcp', args='-s 96'): sh(f'curl -s https://{S4}:8121/', 'c', False); sh(f'curl -s --tls-max 1.2 https://{S4}:8121/', 'c', False)
    end(p)
@job
def no_banner():
    t = server(25, lambda c: (time.sleep(5), c.close()))
    with Dump('no-banner.pcap'): run('c', dial(25, timeout=2.5))
@job
def no_banner_other():
    def f(c, n=[0]):
        n[0] += 1
        if n[0] > 1: time.sleep(5); c.close(); return
        c.sendall(b'220 example.org\r\n'); c.recv(99); c.close()
    t = server(8122, f, n=2)
    with Dump('no-banner-other.pcap'): run('c', dial(8122)); run('c', dial(8122, timeout=2.5))
@job
def connects_unused():
    """A browser's connection in advance: nobody was to speak first."""
    t = server(8123, lambda c: (c.recv(9), c.close()))
    with Dump('connect-unused.pcap'): run('c', dial(8123, read=False, hold=3))
@job
def early_answer():
    """An answer before all of the upload was sent."""
    def f(c): c.recv(9999); c.sendall(RES); c.shutdown(1); time.sleep(.02); c.close()
    t = server(8124, f)
    with Dump('early-answer.pcap', args='-s 96'):
        def go():
            s = socket.socket(); s.connect((S4, 8124)); s.sendall(REQ)
            try:
                for i in range(8): s.sendall(b'u' * 1400); time.sleep(.005)
            except Exception as e: print(e)
            s.close()
        run('c', go)
@job
def reset_at_server():
    def f(c): c.recv(99); c.sendall(RES[:20]); time.sleep(.2); linger0(c); c.close()
    t = server(8125, f)
    with Dump('reset-at-server-any.pcap', 's', 'any'): run('c', dial(8125, data=REQ, hold=.5))
# Pairs: one connection captured at both of its ends.
class Pair:
    """Captures at both ends of the same packets into pairs/NAME-client.pcap and pairs/NAME-server.pcap."""
    def __init__(self, name): os.makedirs(f'{OUT}/pairs', exist_ok=True); self.both = [Dump(f'pairs/{name}-{end}.pcap', end[0], filt='tcp', args='-s 128') for end in ('client', 'server')]
    def __enter__(self): return self
    def __exit__(self, *a):
        time.sleep(.3)
        for one in self.both: one.__exit__()
def answering(port, n): return server(port, lambda c: (c.recv(99), c.sendall(RES), c.close()), n=n)
def ask(port, n=1, **more):
    for _ in range(n): run('c', dial(port, data=REQ, **more)); time.sleep(.15)
def twice(port, addr=S4, pause=.4):
    """Two requests on one connection; something may happen to the second."""
    def go():
        s = socket.socket(); s.settimeout(3); s.connect((addr, port)); s.sendall(REQ); s.recv(999); time.sleep(pause)
        try: s.sendall(REQ); s.recv(99)
        except Exception as e: print(e)
        s.close()
    return go
def keeping(port, n):
    """A server of several connections, each of which is answered twice."""
    def serve(c):
        for _ in range(2):
            if not c.recv(99): break
            c.sendall(RES)
        c.close()
    def go():
        s = listen(port)
        for _ in range(n): c, _a = s.accept(); threading.Thread(target=serve, args=(c,), daemon=True).start()
        s.close()
    t = inns('s', go); time.sleep(.3); return t
@job
def pair_rst_injected():
    keeping(8130, 3)
    with Pair('rst-injected'):
        run('c', twice(8130)); th = inns('c', twice(8130)); time.sleep(.2); nft('tcp dport 8130 reject with tcp reset'); th.join(6); unnft(); run('c', twice(8130))
@job
def pair_rst_translated():
    """As before, behind a router that translates the server's address and port."""
    keeping(8131, 3)
    sh('nft add table ip n; nft "add chain ip n p { type nat hook prerouting priority -100; }"; nft "add rule ip n p ip daddr 198.51.100.51 tcp dport 80 dnat to 192.0.2.100:8131"', 'r')
    with Pair('rst-translated'):
        go = twice(80, '198.51.100.51')
        run('c', go); th = inns('c', go); time.sleep(.2); nft('tcp dport 8131 reject with tcp reset'); th.join(6); unnft(); run('c', go)
    sh('nft delete table ip n', 'r', False)
@job
def pair_rst_sent():
    def f(c): c.recv(99); c.sendall(RES[:20]); time.sleep(.2); linger0(c); c.close()
    server(8132, f, n=2)
    with Pair('rst-sent'): ask(8132, 2, hold=.5)
@job
def pair_refused_on_path():
    answering(8133, 4)
    with Pair('refused-on-path'): ask(8133, 2); nft('tcp dport 8133 reject with tcp reset'); ask(8133); unnft(); ask(8133, 2)
@job
def pair_refused():
    answering(8134, 2)
    with Pair('refused'): ask(8134); ask(8139); ask(8134)
@job
def pair_syn_lost():
    answering(8135, 4)
    with Pair('syn-lost'): ask(8135, 2); nft('tcp dport 8135 tcp flags syn drop'); run('c', dial(8135, timeout=2.5)); unnft(); ask(8135, 2)
@job
def pair_syn_ignored():
    def hold():
        s = listen(8136, backlog=0); c, _a = s.accept(); c.recv(99); c.sendall(RES); c.close(); time.sleep(9); s.close()
    inns('s', hold); time.sleep(.3)
    with Pair('syn-ignored'):
        ask(8136)
        for _ in range(2): inns('c', dial(8136, timeout=6, read=False, hold=7)); time.sleep(.1)
        time.sleep(4)
@job
def pair_synack_lost():
    answering(8137, 5)
    nft('tcp sport 8137 tcp dport 45137 drop')
    with Pair('synack-lost'): ask(8137, 2); run('c', dial(8137, timeout=4, bind=('', 45137))); ask(8137, 2)
    unnft()
@job
def pair_ack_lost():
    """The client has the SYN-ACK, and the server does not learn it: nothing was lost on the way to the client."""
    server(8138, lambda c: (c.recv(99), c.sendall(RES), c.close()), n=3)
    with Pair('ack-lost'): ask(8138); nft('tcp dport 8138 tcp flags & (syn|ack) == ack drop'); run('c', dial(8138, read=False, hold=5)); unnft(); ask(8138)
@job
def pair_window_scale():
    answering(8140, 3)
    sh('iptables -t mangle -A FORWARD -p tcp --syn --dport 8140 -j TCPOPTSTRIP --strip-options wscale', 'r')
    with Pair('window-scale'): ask(8140, 3)
    sh('iptables -t mangle -F', 'r')
@job
def pair_mss_clamped():
    answering(8141, 3)
    sh('iptables -t mangle -A FORWARD -p tcp --syn -j TCPMSS --set-mss 1300', 'r')
    with Pair('mss-clamped'): ask(8141, 3)
    sh('iptables -t mangle -F', 'r')
@job
def pair_healthy():
    keeping(8142, 3)
    with Pair('healthy'):
        for _ in range(3): run('c', twice(8142))
@job
def pair_other_backend():
    """Every other connection goes to a second server behind the same address, which drops one of them."""
    for port in (8143, 8144): answering(port, 6)
    sh('nft add table ip n; nft "add chain ip n p { type nat hook prerouting priority -100; }"; nft "add rule ip n p ip daddr 198.51.100.52 tcp dport 80 dnat to 192.0.2.100 : numgen inc mod 2 map { 0 : 8143, 1 : 8144 }"', 'r')
    p = Pair('other-backend'); p.both[1].__exit__(); p.both[1] = Dump('pairs/other-backend-server.pcap', 's', filt='tcp port 8143', args='-s 128')
    with p: ask(80, 4, addr='198.51.100.52'); nft('tcp dport 8144 tcp flags syn drop'); run('c', dial(80, addr='198.51.100.52', timeout=2.5)); run('c', dial(80, addr='198.51.100.52', timeout=2.5)); unnft(); ask(80, 3, addr='198.51.100.52')
    sh('nft delete table ip n', 'r', False)
for n in 'crs': subprocess.run(f'ip netns del {P}{n}', shell=True, stderr=subprocess.DEVNULL)
subprocess.run(SETUP, shell=True, check=True)
for n, f in jobs.items():
    if ONLY and n not in ONLY: continue
    print('==', n, flush=True)
    try: f()
    except Exception as e: print('FAILED', n, repr(e), flush=True); unnft()
for n in 'crs': subprocess.run(f'ip netns del {P}{n}', shell=True)
for n in ('c.pem', 'k.pem'):
    if os.path.exists(f'{OUT}/{n}'): os.remove(f'{OUT}/{n}')
