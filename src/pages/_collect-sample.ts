/** A cut from a real run of `collect.sh` on Debian 12, Linux 6.18, on a server whose accept queue is full. */
export const collectSample = String.raw`== halfopen collect 1 side=server pid=4556 uid=0 time=2026-11-22T22:43:45Z ==
== halfopen run nstat: nstat -asz ==
TcpExtListenOverflows           71                 0.0
TcpExtListenDrops               71                 0.0
TcpExtTCPReqQFullDoCookies      0                  0.0
TcpExtTCPReqQFullDrop           0                  0.0
== halfopen end nstat 0 ==
== halfopen run ss-ltn: ss -ltnp ==
State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 5      4          ip4-public-1:8080      0.0.0.0:*    users:(("python3",pid=4556,fd=3))
== halfopen end ss-ltn 0 ==
== halfopen run ss-port: ss -tanopi "( sport = :8080 or dport = :8080 )" ==
State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
LISTEN 5      4          ip4-public-1:8080      0.0.0.0:*
	 bbr cwnd:10 unacked:5
ESTAB  0      0          ip4-public-1:8080    ip4-public-2:43384
== halfopen end ss-port 0 ==
== halfopen run fd-count: ls /proc/4556/fd | wc -l ==
6
== halfopen end fd-count 0 ==
== halfopen run limits: cat /proc/4556/limits ==
Limit                     Soft Limit           Hard Limit           Units
Max processes             96365                96365                processes
Max open files            20000                20000                files
== halfopen end limits 0 ==
== halfopen run nstat-2: nstat -asz ==
TcpExtListenOverflows           99                 0.0
TcpExtListenDrops               99                 0.0
TcpExtTCPReqQFullDoCookies      0                  0.0
TcpExtTCPReqQFullDrop           0                  0.0
== halfopen end nstat-2 0 ==
== halfopen run kernel: uname -a ==
Linux host-2 6.18.44-fc-v669 #1 SMP PREEMPT_DYNAMIC @0 x86_64 GNU/Linux
== halfopen end kernel 0 ==
== halfopen run neigh: ip neigh show ==
ip4-public-2 dev h6v0 lladdr mac-2 REACHABLE
== halfopen end neigh 0 ==
`;
