#!/bin/sh
# collect.sh: what Halfopen asks of a machine on which TCP connections fail, in one run.
#
# It reads, and only reads: it writes no file, sends no packet, loads no kernel module, changes no setting. It prints
# marked sections on standard output. Addresses, host names and secrets in them are replaced by tokens such as
# ip4-private-1, the same token for the same value, unless you say --no-mask. Read it before you run it.
#
# Needs a POSIX shell and awk. Other commands are used where they are installed. More is seen as root.

version=1

usage() {
  cat <<'END'
Usage: sh collect.sh [OPTION]... > collected.txt

  --side SIDE     whose machine this is: client, server or proxy
  --pid PID       the process: limits, descriptors, threads, maps
  --port PORT     the port of the service: its sockets, with timers
  --peer ADDRESS  the other end's address: the route to it
  --log FILE      the last 400 lines of a log; may be repeated
  --journal       the last 400 lines of the process in the journal
  --jvm           two thread dumps of the process, if it is a JVM
  --seconds N     between the two samples of each counter; 10
  --minutes N     how far back the kernel's messages are read; 120
  --no-mask       leave addresses, names and secrets as they are
  --mask          run nothing: mask standard input
  --list          run nothing: print what would be run, and why
  --help          print this
END
}

fail() {
  printf 'collect.sh: %s\n' "$1" >&2
  exit 2
}

# ---------------------------------------------------------------------------------------------------------------------
# What is run. Each line: name, what it needs, seconds that it may take, lines that are kept, command, what it is for.
#
# Needs are words: a command's name (it is installed), !command (it is not), @client, @server, @proxy (the side is that one or
# was not said), +pid, +port, +peer, +jvm, +journal (given), +fd (its descriptors may be
# seen), /path (may be read), always (no need), again (in the
# second, too). Perishable evidence stands first. The page /collect/ is made of this table.
# ---------------------------------------------------------------------------------------------------------------------
# shellcheck disable=SC2016 # the commands are expanded when they are run
sections() {
  section nstat 'nstat again' 5 600 'nstat -asz' 'every TCP and IP counter; the second sample tells which of them move'
  section proc-netstat '!nstat again' 5 600 'awk "\$1 != was { was = \$1; split(\$0, names); next } { was = \"\"; for (at = 2; at <= NF; at++) { kind = \$1; sub(/:/, \"\", kind); print kind names[at], \$at, \"0.0\" } }" /proc/net/snmp /proc/net/netstat' 'the same counters where nstat is not installed'
  section softnet '/proc/net/softnet_stat again' 5 256 'cat /proc/net/softnet_stat' 'packets dropped before TCP saw them, and processors that could not keep up'
  section conntrack 'conntrack /proc/sys/net/netfilter/nf_conntrack_count again' 5 256 'conntrack -S' 'connection tracking: packets dropped, connections refused a place'
  section proc-conntrack '!conntrack /proc/net/stat/nf_conntrack again' 5 256 'cat /proc/net/stat/nf_conntrack' 'the same where conntrack is not installed'
  section link 'ip again' 5 400 'ip -s -s link show' 'drops and errors of the network cards'
  section ethtool 'ethtool /sys/class/net again' 10 400 'for i in /sys/class/net/*; do i=${i##*/}; test "$i" = lo || { echo "# ethtool -S $i"; ethtool -S "$i" | grep -iE "NIC statistics|miss|drop|no_buf|no_dma|err|timeout|allowance" | grep -v ": 0\$"; }; done' 'what the cards themselves count, allowances of a cloud among it'
  section cpu-stat '+pid again' 5 60 'cat "/sys/fs/cgroup$(sed -n "s/^0:://p" /proc/$PID/cgroup)/cpu.stat" 2>/dev/null || cat /proc/$PID/root/sys/fs/cgroup/cpu.stat /proc/$PID/root/sys/fs/cgroup/cpu/cpu.stat' 'whether the control group was denied processor time'
  section nft 'nft /sys/module/nf_tables again' 10 1500 'nft list ruleset' 'packet filter with its counters: which rule counts while connections fail'
  section iptables 'iptables-legacy-save /proc/net/ip_tables_names again' 10 1500 'iptables-legacy-save -c' 'packet filter of the older kind with its counters'
  section iptables-old '!iptables-legacy-save iptables-save /proc/net/ip_tables_names again' 10 1500 'iptables-save -c' 'the same on systems that know no other'
  section ss-ltn 'ss again' 5 300 'ss -ltnp' 'accept queues: how full each listener is'
  section netstat-ltn '!ss netstat again' 5 300 'netstat -ltn' 'listeners where ss is not installed'
  section ss-s 'ss again' 5 40 'ss -s' 'how many sockets there are, by state'
  section sockstat '/proc/net/sockstat again' 5 20 'cat /proc/net/sockstat' 'sockets, orphans, TIME-WAIT and TCP memory'
  section sockstat6 '/proc/net/sockstat6' 5 20 'cat /proc/net/sockstat6' 'the same for IPv6'
  section syn-sent 'ss' 5 100 'ss -tno state syn-sent' 'connections that wait for an answer to their SYN'
  section close-wait 'ss' 5 200 'ss -tnop state close-wait' 'connections that the other end closed and this one did not'
  section fin-wait-2 'ss again' 5 100 'ss -tnop state fin-wait-2' 'connections that wait for the other end to close'
  section ss-port 'ss +port again' 10 1500 'ss -tanopi "( sport = :$PORT or dport = :$PORT )"' 'the sockets of the service with timers, queues, processes and what limits the sender'
  section ss-tan 'ss !+port' 10 2000 'ss -tan' 'all TCP sockets'
  section netstat-tan '!ss netstat' 10 2000 'netstat -tan' 'all TCP sockets where ss is not installed'
  section proc-tcp '!ss !netstat /proc/net/tcp' 10 2000 'cat /proc/net/tcp /proc/net/tcp6' 'all TCP sockets where neither is installed'
  section fd-count '+pid +fd again' 5 5 'ls /proc/$PID/fd | wc -l' 'descriptors that the process has open'
  section fd-highest '+pid +fd' 5 5 'ls /proc/$PID/fd | sort -n | tail -n 1' 'the highest descriptor: above it nothing was ever open at once'
  section fd-kinds '+pid +fd' 10 20 'ls -l /proc/$PID/fd 2>/dev/null | sed -E "s/.* -> //; s/[0-9]+//g" | sort | uniq -c | sort -rn | head' 'what the descriptors are: sockets, files, pipes'
  section fd-sockets '+pid +fd ss' 10 20 'ss -tanp 2>/dev/null | grep "pid=$PID," | tr -s " " | cut -d " " -f 1,5 | sort | uniq -c | sort -rn | head' 'in which state its TCP sockets are, and to whom'
  section fd-known '+pid +fd ss' 10 5 'ss -anp 2>/dev/null | grep -c "pid=$PID,"' 'how many of its sockets the kernel lists: the others were never connected, or are closed and not released'
  section limits '+pid' 5 40 'cat /proc/$PID/limits' 'the limits of the process as it runs, not those of your shell'
  section status '+pid' 5 20 'grep -E "^(Name|State|Threads|VmRSS|Cpus_allowed_list|SigCgt|SigIgn)" /proc/$PID/status' 'threads, memory, processors it may use'
  section tasks '+pid' 5 5 'ls /proc/$PID/task | wc -l' 'threads'
  section maps '+pid' 5 5 'wc -l < /proc/$PID/maps' 'memory maps'
  section threads '+pid' 10 400 'for t in /proc/$PID/task/*; do echo "$(cat $t/comm) $(cat $t/wchan) $(cut -d " " -f 1,2 $t/syscall)"; done 2>/dev/null | sort | uniq -c | sort -rn' 'what the threads wait for in the kernel'
  section top '+pid top' 15 40 'top -H -b -n 2 -d 3 -p $PID | awk "/^top - /{ at = 0 } at++ < 13"' 'the threads that use the processor'
  section cgroup '+pid' 5 20 'cat /proc/$PID/cgroup' 'the control group; tells a container'
  section pids '+pid' 5 20 'd=$(sed -n "s/^0:://p" /proc/$PID/cgroup); while [ "${#d}" -gt 1 ]; do echo "$d $(cat /sys/fs/cgroup$d/pids.current)/$(cat /sys/fs/cgroup$d/pids.max)"; d=${d%/*}; done' 'tasks and their limit in each control group above the process'
  section cpu-max '+pid' 5 10 'cat "/sys/fs/cgroup$(sed -n "s/^0:://p" /proc/$PID/cgroup)/cpu.max" 2>/dev/null || cat /proc/$PID/root/sys/fs/cgroup/cpu.max; grep Cpus_allowed_list /proc/$PID/status' 'how much processor time the control group may use'
  section unit '+pid systemctl' 5 20 'systemctl show -p LimitNOFILE -p LimitNOFILESoft -p TasksMax -p TasksCurrent "$(ps -o unit= -p $PID | tr -d " ")"' 'the limits that systemd would give it now'
  section cmdline '+pid' 5 5 'tr "\0" " " < /proc/$PID/cmdline; echo' 'the program and its options; passwords in them are masked'
  section netty '+pid +fd' 5 20 'ls -l /proc/$PID/fd 2>/dev/null | grep -o "netty-[^ /]*\.jar" | sort -u' 'which Netty a JVM has loaded'
  section libraries '+pid' 5 40 'grep -oE "/[^ ]*(lib(ssl|crypto|c)[.-]|ld-musl)[^ ]*" /proc/$PID/maps | sort -u' 'which C and TLS libraries it has loaded'
  section jdk '+pid' 10 10 'exe=$(readlink /proc/$PID/exe); case $exe in */java) "$exe" -XX:-UsePerfData -version ;; *) echo "not a JVM" ;; esac' 'the JDK of a JVM, asked of the program that runs'
  section jstack-1 '+pid +jvm jstack' 20 3000 'jstack $PID' 'thread dump: what acceptors, event loops and workers do'
  wait_between
  second_round
  section jstack-2 '+pid +jvm jstack' 20 3000 'jstack $PID' 'a second one, to see what has not moved'
  section kernel 'always' 5 5 'uname -a' 'the kernel'
  section system '/etc/os-release' 5 30 'cat /etc/os-release' 'the distribution'
  section suse '/etc/SuSE-release' 5 10 'cat /etc/SuSE-release' 'the distribution, on old SUSE systems'
  section redhat '!/etc/os-release /etc/redhat-release' 5 5 'cat /etc/redhat-release' 'the distribution, on old Red Hat systems'
  section uptime 'uptime' 5 5 'uptime' 'since when the machine runs'
  section date 'always' 5 5 'date -u' 'the clock'
  section chrony 'chronyc' 5 20 'chronyc -n tracking' 'how far the clock is off'
  section container 'always' 5 10 'ls -d /.dockerenv /run/.containerenv /var/run/secrets/kubernetes.io 2>/dev/null' 'whether this is a container'
  section sysctl 'sysctl' 5 60 'sysctl $KEYS 2>/dev/null' 'the kernel settings that matter to TCP'
  section proc-sys '!sysctl' 5 60 'for k in $KEYS; do f=/proc/sys/$(echo $k | tr . /); test -r $f && echo "$k = $(tr "\t" " " < $f)"; done' 'the same where sysctl is not installed'
  section neighbors-4 '/proc/net/stat/arp_cache' 5 5 'printf "%d\n" 0x$(awk "NR==2 {print \$1}" /proc/net/stat/arp_cache); cat /proc/sys/net/ipv4/neigh/default/gc_thresh3' 'how full the neighbor table is'
  section neighbors-6 '/proc/net/stat/ndisc_cache' 5 5 'printf "%d\n" 0x$(awk "NR==2 {print \$1}" /proc/net/stat/ndisc_cache); cat /proc/sys/net/ipv6/neigh/default/gc_thresh3' 'the same for IPv6'
  section addresses 'ip' 5 300 'ip -o addr show' 'addresses and interfaces'
  section routes 'ip' 5 200 'ip route show' 'routes'
  section rules 'ip' 5 100 'ip rule show' 'routing rules'
  section route-get 'ip +peer' 5 10 'ip route get $PEER' 'the route to the other end; asks the kernel, sends nothing'
  section neigh 'ip' 5 300 'ip neigh show' 'neighbors whose address is not known'
  section offload 'ethtool /sys/class/net' 10 200 'for i in /sys/class/net/*; do i=${i##*/}; test "$i" = lo || { echo "# ethtool -k $i"; ethtool -k "$i" | grep -E "segmentation-offload|generic-(segmentation|receive)"; }; done' 'what the cards do in place of the kernel'
  section dmesg 'dmesg' 10 300 'dmesg | awk -v now="$(cut -d . -f 1 /proc/uptime)" -v most="$MINUTES" "!/^.[0-9 ]/ || substr(\$0, 2) + 0 >= now - 60 * most" | grep -iE "table (full|overflow)|bucket table|SYN flooding|out of memory|orphaned|Out of socket|Route cache is full|dst cache overflow|NETDEV WATCHDOG|Unit Hang|Reset adapter|link is|martian source" | tail -n 300' 'what the kernel said lately of full tables, floods, memory and links'
  section versions 'always' 10 20 'for c in "openssl version" "curl -V" "nginx -v" "haproxy -v" "docker --version" "ss -V"; do command -v ${c%% *} > /dev/null && $c 2>&1 | head -n 1; done; true' 'versions of programs that matter here'
  section journal '+pid +journal journalctl' 20 400 'journalctl _PID=$PID -n 400 --no-pager -o short-iso' 'what the process wrote to the journal'
}

KEYS='net.core.somaxconn net.core.netdev_max_backlog net.core.netdev_budget net.ipv4.tcp_max_syn_backlog net.ipv4.tcp_syncookies
net.ipv4.tcp_abort_on_overflow net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports net.ipv4.tcp_tw_recycle
net.ipv4.tcp_tw_reuse net.ipv4.tcp_timestamps net.ipv4.tcp_max_tw_buckets net.ipv4.tcp_max_orphans net.ipv4.tcp_orphan_retries
net.ipv4.tcp_fin_timeout net.ipv4.tcp_syn_retries net.ipv4.tcp_synack_retries net.ipv4.tcp_retries1 net.ipv4.tcp_retries2
net.ipv4.tcp_keepalive_time net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_mem net.ipv4.tcp_rmem
net.ipv4.tcp_wmem net.core.rmem_max net.core.wmem_max net.ipv4.tcp_window_scaling net.ipv4.tcp_sack net.ipv4.tcp_ecn
net.ipv4.tcp_fastopen net.ipv4.tcp_mtu_probing net.ipv4.ip_no_pmtu_disc net.ipv4.tcp_rfc1337 net.ipv4.tcp_challenge_ack_limit
net.ipv4.tcp_migrate_req net.ipv4.tcp_congestion_control net.core.default_qdisc net.ipv4.conf.all.rp_filter
net.ipv4.conf.default.rp_filter net.ipv4.ip_nonlocal_bind net.ipv4.neigh.default.gc_thresh1 net.ipv4.neigh.default.gc_thresh2
net.ipv4.neigh.default.gc_thresh3 net.ipv6.neigh.default.gc_thresh3 net.ipv6.bindv6only net.netfilter.nf_conntrack_count
net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_buckets net.netfilter.nf_conntrack_tcp_timeout_established
net.netfilter.nf_conntrack_tcp_timeout_time_wait net.netfilter.nf_conntrack_tcp_timeout_close_wait
net.netfilter.nf_conntrack_tcp_be_liberal net.netfilter.nf_conntrack_tcp_loose net.netfilter.nf_conntrack_udp_timeout fs.file-max
fs.file-nr fs.nr_open vm.max_map_count kernel.pid_max kernel.threads-max'
# One line, so that it can be shown as it is run.
KEYS=$(printf '%s' "$KEYS" | tr '\n' ' ')

# ---------------------------------------------------------------------------------------------------------------------
# How it is run
# ---------------------------------------------------------------------------------------------------------------------

has() {
  command -v "$1" > /dev/null 2>&1
}

is_given() {
  case $1 in
    pid) test -n "$PID" ;;
    port) test -n "$PORT" ;;
    peer) test -n "$PEER" ;;
    # Another program would take the request for a thread dump as a signal to end.
    jvm) test -n "$jvm" && grep -q libjvm "/proc/$PID/maps" 2> /dev/null ;;
    journal) test -n "$journal" ;;
  esac
}

# Whether a section's needs are met; the first that is not is left in $lacking.
is_met() {
  for need in $1; do
    lacking=$need
    case $need in
      always) ;;
      again) ;;
      '!+'*) ! is_given "${need#!+}" || return 1 ;;
      '!/'*) test ! -r "${need#!}" || return 1 ;;
      '!'*) ! has "${need#!}" || return 1 ;;
      +fd) test -r "/proc/$PID/fd" && test -n "$PID" || return 1 ;;
      +*) is_given "${need#+}" || return 1 ;;
      @*) test "$side" = unknown || test "$side" = "${need#@}" || return 1 ;;
      /*) test -r "$need" || return 1 ;;
      *) has "$need" || return 1 ;;
    esac
  done
  lacking=
}

# Marks are lines that begin with this: what a command prints cannot be taken for one.
begin_mark=$(printf '\001')

mark() {
  printf '%s%s\n' "$begin_mark" "$1"
}

seconds_now() {
  date +%s
}

# Ends a process, then those that it started: the other way round it would go on to its next command. Only where there is
# no timeout(1).
end_tree() {
  # shellcheck disable=SC2046 # words are process ids
  set -- "$1" $(awk -v parent="$1" '{ pid = $1; sub(/^.*\) /, ""); if ($2 == parent) print pid }' /proc/[0-9]*/stat 2> /dev/null)
  kill "$1" 2> /dev/null
  shift
  for child in "$@"; do
    end_tree "$child"
  done
}

# Runs a command for so many seconds at most; 124 when they were not enough.
bounded() {
  case $timeout_kind in
    new) timeout -k 2 "$1" sh -c "$2" < /dev/null 2>&1 ;;
    plain) timeout "$1" sh -c "$2" < /dev/null 2>&1 ;;
    old) timeout -t "$1" sh -c "$2" < /dev/null 2>&1 ;;
    *)
      sh -c "$2" < /dev/null 2>&1 &
      job=$!
      left=$1
      while kill -0 "$job" 2> /dev/null; do
        if test "$left" -le 0; then
          end_tree "$job"
          wait "$job" 2> /dev/null
          return 124
        fi
        # The first second is waited for in parts where sleep can do that: most commands take none.
        if test "$left" -eq "$1" && sleep 0.1 2> /dev/null && ! kill -0 "$job" 2> /dev/null; then break; fi
        kill -0 "$job" 2> /dev/null && sleep 1
        left=$((left - 1))
      done
      wait "$job" 2> /dev/null
      ;;
  esac
}

find_timeout() {
  timeout_kind=none
  has timeout || return 0
  if timeout -k 1 1 true 2> /dev/null; then timeout_kind=new
  elif timeout 1 true 2> /dev/null; then timeout_kind=plain
  elif timeout -t 1 true 2> /dev/null; then timeout_kind=old
  fi
}

# A command as it is shown: with the process, port and address that were given.
shown() {
  printf '%s' "$1" | awk -v pid="$PID" -v port="$PORT" -v peer="$PEER" -v minutes="$MINUTES" '{
    gsub(/\$PID/, pid == "" ? "$PID" : pid)
    gsub(/\$PORT/, port == "" ? "$PORT" : port)
    gsub(/\$MINUTES/, minutes)
    gsub(/\$PEER/, peer == "" ? "$PEER" : peer)
    print
  }'
}

# section NAME NEEDS SECONDS LINES COMMAND PURPOSE
section() {
  if test "$mode" = list; then
    if is_met "$2"; then state=runs; else state="needs $lacking"; fi
    printf '%s\n    %s\n    %s (%s)\n' "$1" "$(shown "$5")" "$6" "$state"
    return 0
  fi
  name=$1
  if test "$round" = 2; then
    case " $2 " in
      *' again '*) name=$1-2 ;;
      *) return 0 ;;
    esac
  fi
  if ! is_met "$2"; then
    # No word of what nobody asked for; but of what was asked for and may not be read.
    if test "$lacking" = +fd && test -n "$PID"; then mark "skip $name: /proc/$PID/fd may not be read by this user"; fi
    return 0
  fi
  if test "$(seconds_now)" -ge "$deadline"; then
    mark "skip $name: the time for the whole run is over"
    return 0
  fi
  mark "run $4 $name: $(shown "$5")"
  bounded "$3" "$5"
  status=$?
  # What was printed may lack its last line break.
  printf '\n'
  mark "end $name $status"
}

wait_between() {
  test "$mode" = list || test "$round" = 2 || sleep "$SECONDS_BETWEEN"
}

second_round() {
  if test "$mode" = run && test "$round" = 1; then
    round=2
    sections
    round=1
  fi
}

log_sections() {
  count=0
  for_each_log=$LOGS
  while test -n "$for_each_log"; do
    LOG=${for_each_log%%"$separator"*}
    for_each_log=${for_each_log#*"$separator"}
    count=$((count + 1))
    if test "$(seconds_now)" -ge "$deadline"; then
      mark "skip log-$count: the time for the whole run is over"
      continue
    fi
    export LOG
    mark "run 400 log-$count: tail -n 400 $LOG"
    # shellcheck disable=SC2016 # it is the inner shell that expands it
    bounded 10 'tail -n 400 "$LOG"'
    status=$?
    printf '\n'
    mark "end log-$count $status"
  done
}

# Replaces addresses, names and secrets by tokens.
# shellcheck disable=SC2016 # awk expands what is in it
mask_program='
# ---- masking: one pass over each line; the same rules, word for word, are in src/evidence/mask.ts of the repository ----
function set_of(words, set,   parts, n, i) { n = split(words, parts, " "); for (i = 1; i <= n; i++) set[parts[i]] = 1 }
BEGIN {
  set_of("com net org edu gov mil int info biz name pro io dev app cloud online site tech xyz top shop store arpa local internal intranet lan corp home private localdomain cluster svc consul test example invalid onion", zones)
  set_of("ad ae af ag al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ie il im in iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg si sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ai cc gb id so sh", zones)
  set_of("sh so py pl rs md cc ps la am in ac do id is as my st sc ms name pro app top site local home info test store", file_endings)
  set_of("java javax jdk sun jakarta kotlin scala akka os user line file path system rc vm kernel fs this self", code_words)
  set_of("http https ssh domain smtp smtps imap imaps pop3 ldap ldaps mysql postgresql redis amqp http-alt webcache ntp bootps bootpc mdns kerberos sunrpc nfs ms-sql-s", services)
  set_of("localhost localdomain server client proxy linux kernel java node nginx haproxy apache envoy root admin tcp udp bash dash test debian ubuntu centos fedora redhat alpine suse yes no true false null none any all unknown default host hostname is not the and error warning info debug systemd docker vm", plain_names)
  set_of("version versions release kernel linux build jdk jre openjdk openssl firmware driver ver rev revision", version_words)
  set_of("--masterauth --proxy-user --requirepass --user -a -p -u -w auth by masterauth record: requirepass services", announcers)
  set_of("host hostname nodename fqdn servername server_name sni", name_keys)
  count_names = split(names, known_list, " ")
  for (i = 1; i <= count_names; i++) learn(known_list[i])
}
function is_token(s) { return s ~ /^(ip4|ip6)-(private|public|link|multicast)-[0-9]+$/ || s ~ /^(host|mac|secret|user|mail)-[0-9]+$/ }
function token(kind, key) {
  if ((kind, key) in tokens) return tokens[kind, key]
  do count[kind]++; while ((kind "-" count[kind]) in reserved)
  return tokens[kind, key] = kind "-" count[kind]
}
function secret(s) { if (is_token(s)) { reserved[s] = 1; return s } return token("secret", s) }
# Names of machines that the text itself gives away: later they are masked wherever they stand alone.
function learn(s) {
  s = tolower(s); sub(/\.+$/, "", s)
  if (length(s) < 3 || s in plain_names || is_token(s) || s !~ /^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$/ || s !~ /[a-z]/) return
  known[s] = 1
}
function is_known(s) { return tolower(s) in known }
function read_names(line,   f, n, s) {
  sub(/^[ \t>]+/, "", line)
  n = split(substr(line, 1, 200), f, " ")
  if (n >= 5 && f[1] ~ /^[A-Z][a-z][a-z]$/ && f[2] ~ /^[0-9][0-9]?$/ && f[3] ~ /^[0-9][0-9]:[0-9][0-9]:[0-9][0-9]$/ && f[5] ~ /^[A-Za-z].*:$/) context_name = f[4]
  else if (n >= 3 && f[1] ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9:.,+Z-]+$/ && f[3] ~ /^[A-Za-z].*:$/) context_name = f[2]
  else if (n >= 3 && f[1] == "Linux" && f[3] ~ /^[2-9]\.[0-9]/) context_name = f[2]
  else if (line !~ /^[^:]*:\/\// && (match(substr(line, 1, 100), /^[A-Za-z][A-Za-z0-9.-]*:[~\/][A-Za-z0-9_.\/~-]* ?[#$%] /) || match(substr(line, 1, 100), /^[A-Za-z][A-Za-z0-9.-]*:[~\/][A-Za-z0-9_.\/~-]* ?[#$%]$/))) context_name = substr(line, 1, index(line, ":") - 1)
  else if (match(substr(line, 1, 100), /^\[?[A-Za-z_][A-Za-z0-9_.-]*@[A-Za-z0-9.-]+[: ][^#$%]*[#$%]/)) {
    s = substr(line, 1, RLENGTH); sub(/^[^@]*@/, "", s); sub(/[: ].*$/, "", s); context_name = s
  } else return
  if (context_name !~ /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/ || context_name !~ /[A-Za-z]/) context_name = ""
  else learn(context_name)
}
function ip4_kind(a, b) {
  if (a == 127 || a == 0 || a == 255) return ""
  if (a == 10 || (a == 172 && b >= 16 && b <= 31) || (a == 192 && b == 168) || (a == 100 && b >= 64 && b <= 127)) return "ip4-private"
  if (a == 169 && b == 254) return "ip4-link"
  return a >= 224 && a < 240 ? "ip4-multicast" : "ip4-public"
}
function ip4_token(quad,   p, kind) { split(quad, p, "."); kind = ip4_kind(p[1] + 0, p[2] + 0); return kind == "" ? quad : token(kind, quad) }
function is_quad(s,   p, i) {
  if (s !~ /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/) return 0
  split(s, p, ".")
  for (i = 1; i <= 4; i++) if (length(p[i]) > 3 || p[i] + 0 > 255 || (length(p[i]) > 1 && substr(p[i], 1, 1) == "0")) return 0
  return 1
}
# An IPv6 address in full, eight groups without leading zeros; empty when it is none.
function ip6_canonical(s,   at, left, right, l, r, nl, nr, i, out) {
  if (s !~ /^[0-9A-Fa-f:]+$/ || s !~ /:.*:/ || (s !~ /[0-9]/ && s !~ /[A-Fa-f]:+[A-Fa-f]+:+[A-Fa-f]/)) return s == "::" ? "0:0:0:0:0:0:0:0" : ""
  s = tolower(s)
  at = index(s, "::")
  if (at > 0) {
    left = substr(s, 1, at - 1); right = substr(s, at + 2)
    if (index(right, "::") || right ~ /^:/ || right ~ /:$/) return ""
  } else { left = s; right = "" }
  nl = left == "" ? 0 : split(left, l, ":"); nr = right == "" ? 0 : split(right, r, ":")
  if (at > 0 ? nl + nr > 7 : nl != 8) return ""
  for (i = 1; i <= nl; i++) { if (l[i] !~ /^[0-9a-f]+$/ || length(l[i]) > 4) return ""; sub(/^0+/, "", l[i]); out = out (l[i] == "" ? "0" : l[i]) ":" }
  for (i = nl + nr; i < 8; i++) out = out "0:"
  if (at == 0) out = substr(out, 1, length(out) - 2 * (8 - nl))
  for (i = 1; i <= nr; i++) { if (r[i] !~ /^[0-9a-f]+$/ || length(r[i]) > 4) return ""; sub(/^0+/, "", r[i]); out = out (r[i] == "" ? "0" : r[i]) ":" }
  return substr(out, 1, length(out) - 1)
}
function ip6_token(s, full,   kind) {
  if (full ~ /^0:0:0:0:0:0:0:[01]$/) return s
  kind = full ~ /^fe[89ab][0-9a-f]:/ ? "ip6-link" : full ~ /^f[cd][0-9a-f][0-9a-f]:/ ? "ip6-private" : full ~ /^ff[0-9a-f][0-9a-f]:/ ? "ip6-multicast" : "ip6-public"
  return token(kind, full)
}
# The last four numbers of an IPv6 address as its last two groups, unless it only carries an IPv4 address.
function without_quad(s,   at, p) {
  for (at = length(s); at > 0 && substr(s, at, 1) != ":"; at--);
  if (!is_quad(substr(s, at + 1)) || tolower(substr(s, 1, at)) ~ /^(::|::ffff:|64:ff9b::)$/) return s
  split(substr(s, at + 1), p, ".")
  return substr(s, 1, at) sprintf("%x:%x", p[1] * 256 + p[2], p[3] * 256 + p[4])
}
# The word as an IPv6 address with what may follow it: a zone, the port of tcpdump or netstat. Empty when it is none.
function mask_ip6(s, port_last,   at, full, tail) {
  if (s !~ /:.*:/) return ""
  tail = ""; s = without_quad(s)
  if (at = index(s, "%")) { tail = substr(s, at); s = substr(s, 1, at - 1) }
  else if (match(s, /\.[a-z0-9-]+$/) && s !~ /\..*\./) { tail = substr(s, RSTART); s = substr(s, 1, RSTART - 1) }
  if (tail == "" && match(s, /:[0-9]+$/)) {
    full = ip6_canonical(substr(s, 1, RSTART - 1))
    if (s ~ /^:::[0-9]+$/) return s
    if (full != "" && (port_last || ip6_canonical(s) == "")) { match(s, /:[0-9]+$/); return ip6_token(substr(s, 1, RSTART - 1), full) substr(s, RSTART) }
  }
  full = ip6_canonical(s)
  return full == "" ? "" : ip6_token(s, full) tail
}
function hex2(s) { s = tolower(s); return (index("0123456789abcdef", substr(s, 1, 1)) - 1) * 16 + index("0123456789abcdef", substr(s, 2, 1)) - 1 }
# Addresses as /proc/net/tcp prints them.
function mask_hex(s,   a, kind) {
  a = substr(s, 1, index(s, ":") - 1)
  if (length(a) == 8) return ip4_token(hex2(substr(a, 7, 2)) "." hex2(substr(a, 5, 2)) "." hex2(substr(a, 3, 2)) "." hex2(substr(a, 1, 2))) substr(s, 9)
  if (a ~ /^0+(01000000)?$/) return s
  kind = a ~ /^....[89AB].FE/ ? "ip6-link" : a ~ /^......F[CD]/ ? "ip6-private" : "ip6-public"
  return token(kind, a) substr(s, 33)
}
# All IPv4 addresses of a word. A dotted number that is a version or longer than an address is left.
function mask_ip4(s, prev, next_char,   out, quad, before, after, p, skip) {
  out = ""
  while (match(s, /[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+/)) {
    quad = substr(s, RSTART, RLENGTH); before = out substr(s, 1, RSTART - 1); after = substr(s, RSTART + RLENGTH)
    skip = !is_quad(quad) || before ~ /[A-Za-z.]$/ || after ~ /^[A-Za-z]/ || after ~ /^\.[0-9]+\.[0-9]/
    split(quad, p, ".")
    if (!skip && ip4_kind(p[1] + 0, p[2] + 0) == "ip4-public" && after !~ /^[:.]/ && !(after == "" && next_char == ":")) {
      if (before ~ /[A-Za-z0-9_]-$/ && before !~ /[0-9]-$/) skip = 1
      if (after ~ /^-/ && after !~ /^-[0-9]+\.[0-9]+\.[0-9]+\.[0-9]/) skip = 1
      if (before == "" && prev in version_words) skip = 1
      if (after == "" && next_char == "+") skip = 1
      if (quad ~ /\.0\.0\.0$/) skip = 1
    }
    if (skip) {
      out = before quad
      if (match(after, /^[.0-9]+/)) { out = out substr(after, 1, RLENGTH); after = substr(after, RLENGTH + 1) }
      s = after
      continue
    }
    out = before ip4_token(quad)
    s = after
  }
  return out s
}
function is_domain(s,   p, n, i, last) {
  if (s !~ /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.[A-Za-z]+$/ || s ~ /\.\./ || length(s) > 253) return 0
  n = split(s, p, "."); last = p[n]
  if (tolower(s) ~ /(^|\.)(kubernetes|k8s)\.io$/) return 0
  if (!(tolower(last) in zones) || (last != tolower(last) && s != toupper(s))) return 0
  for (i = 1; i <= n; i++) if (p[i] ~ /-$/ || p[i] ~ /^-/) return 0
  if (tolower(p[1]) in code_words) return 0
  if (n == 2 && (last in file_endings || (p[1] ~ /[A-Z]/ && p[1] ~ /[a-z]/) || p[1] ~ /^[0-9]+$/)) return 0
  return s ~ /[A-Za-z].*\./
}
function is_host_word(s) { return s ~ /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/ && s ~ /[A-Za-z]/ && !(tolower(s) in plain_names) }
# What the names of every cluster end in is kept: it tells a name that a search list completed.
function host_token(s,   ending) {
  s = tolower(s); ending = ""
  if (match(s, /\.(svc\.)?cluster\.local$/)) { ending = substr(s, RSTART); s = substr(s, 1, RSTART - 1) }
  return (is_token(s) || s == "svc" ? s : token("host", s)) ending
}
# A name, or a name and a port after a dot, as tcpdump prints it.
function mask_name(s, is_name,   head, tail) {
  if (is_domain(s) || is_known(s) || s ~ /^ip-[0-9]+-[0-9]+-[0-9]+-[0-9]+$/) return host_token(s)
  if (match(s, /\.[a-z0-9-]+$/) && (substr(s, RSTART + 1) in services || substr(s, RSTART) ~ /^\.[0-9]+$/)) {
    tail = substr(s, RSTART); head = substr(s, 1, RSTART - 1)
    if (is_token(head)) { reserved[head] = 1; return s }
    if (is_domain(head) || is_known(head) || (is_name == 2 && is_host_word(head))) return host_token(head) tail
  }
  return is_name == 1 && is_host_word(s) ? host_token(s) : s
}
# user@host, a mail address, or something that only looks like it.
function mask_at(s,   at, l, r) {
  at = 0
  while (match(substr(s, at + 1), /@/)) at += RSTART
  l = substr(s, 1, at - 1); r = substr(s, at + 1)
  if (l == "" || r == "" || index(l, "@") || index(l, ":")) return ""
  if (is_token(l) && l !~ /^user-/) return ""
  if (r ~ /\.(service|socket|target|timer|mount|slice|scope)$/ || r !~ /^[A-Za-z0-9]/ || r ~ /^(GLIBC|GCC|CXXABI|OPENSSL)/) return ""
  if (is_quad(r)) r = ip4_token(r)
  else if (is_token(r)) reserved[r] = 1
  else if (is_domain(r)) return token("mail", tolower(s))
  else if (r !~ /^[A-Za-z0-9][A-Za-z0-9-]*$/ || r !~ /[A-Za-z]/ || l ~ /[A-Z.$\/]/) return ""
  else r = token("host", tolower(r))
  if (is_token(l)) reserved[l] = 1
  else if (l != "root") l = token("user", l)
  return l "@" r
}
# s: a word of letters, digits and _.:@%-; is_name: 1 in the place of a host, 2 in that of an end of a packet.
function mask_word(s, prev, next_char, is_name, port_last,   lead, tail, done, at) {
  lead = tail = ""
  if (match(s, /^[.:_%@-]+/) && s !~ /^::/) { lead = substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1) }
  if (match(s, /[.:_%@-]+$/) && s !~ /[^:]::$/ && s != "::") { tail = substr(s, RSTART); s = substr(s, 1, RSTART - 1) }
  if (s == "") return lead tail
  if (is_token(s)) { reserved[s] = 1; return lead s tail }
  if (s !~ /[.:@-]/) return lead mask_name(s, is_name == 2 ? 0 : is_name) tail
  if (index(s, "@") && (done = mask_at(s)) != "") return lead done tail
  if (s ~ /^[0-9A-Fa-f][0-9A-Fa-f]([:-][0-9A-Fa-f][0-9A-Fa-f])+$/ && length(s) >= 17)
    return lead (s ~ /^(00[:-])+00$/ || s ~ /^([fF][fF][:-])+[fF][fF]$/ ? s : token("mac", tolower(s))) tail
  if (s ~ /^[0-9A-F]+:[0-9A-F][0-9A-F][0-9A-F][0-9A-F]$/ && (index(s, ":") == 9 || index(s, ":") == 33)) return lead mask_hex(s) tail
  if ((done = mask_ip6(s, port_last)) != "") return lead done tail
  if (index(s, "::")) return lead mask_ip4(s, prev, tail == "" ? next_char : substr(tail, 1, 1)) tail
  for (done = ""; (at = index(s, ":")) > 0; is_name = is_name == 1 ? 0 : is_name) {
    done = done mask_part(substr(s, 1, at - 1), prev, ":", is_name) ":"; s = substr(s, at + 1)
  }
  return lead done mask_part(s, prev, tail == "" ? next_char : substr(tail, 1, 1), is_name) tail
}
function mask_part(s, prev, next_char, is_name) {
  if (is_token(s)) { reserved[s] = 1; return s }
  if (s ~ /[0-9]\.[0-9]+\.[0-9]+\.[0-9]/ && !is_domain(s) && !(is_name == 1 && is_host_word(s))) return mask_ip4(s, prev, next_char)
  return mask_name(s, is_name)
}
function put(s) { piece = piece s; if (length(piece) > 2000) { printf "%s", piece; piece = "" } }
# The run of characters of a key at the end of a text begins here; one behind the end when there is none.
function run_start(s,   at) {
  for (at = length(s); at > 0 && index("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", substr(s, at, 1)); at--);
  return at + 1
}
function has_key(s) { return s ~ /[A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=][A-Za-z0-9+\/=]/ }
# Writes the line without its end; what is left of it is returned. Private keys are masked whole.
function mask_line(line,   at, within, lead, tail, bare) {
  piece = ""; context_name = ""
  read_names(line)
  port_last = line ~ /^[ \t>]*(tcp|udp|ESTAB|LISTEN|UNCONN|TIME-WAIT|CLOSE-WAIT|SYN-|FIN-WAIT|LAST-ACK|CLOSING)/
  if (in_key) {
    at = index(line, "-----END "); within = at ? substr(line, 1, at - 1) : line
    bare = within; sub(/^[ \t>]+/, "", bare); lead = substr(within, 1, length(within) - length(bare))
    sub(/[ \t\r]+$/, "", bare); tail = substr(within, length(lead) + length(bare) + 1)
    put(lead); in_key = !at
    if (is_token(bare)) { reserved[bare] = 1; put(bare) }
    else if (bare != "") {
      at = run_start(bare)
      if (at == 1 || length(bare) - at + 1 >= 40) { mask_words(substr(bare, 1, at - 1)); put(secret(substr(bare, at))) }
      else { if (bare !~ /^[A-Za-z][A-Za-z-]*: /) in_key = 0; mask_words(bare) }
    }
    put(tail); line = substr(line, length(within) + 1)
  }
  while (match(line, /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/)) {
    lead = substr(line, 1, RSTART - 1); bare = substr(line, RSTART, RLENGTH); line = substr(line, RSTART + RLENGTH)
    mask_words(lead); put(bare)
    at = index(line, "-----END "); within = at ? substr(line, 1, at - 1) : line
    if (has_key(within)) put(secret(within)); else mask_words(within)
    line = substr(line, length(within) + 1); in_key = line == ""
  }
  mask_words(line)
  return piece
}
# Whether what stands before a word announces a password: the whole value, or what follows the "-p" of a client of MySQL.
function announced(value, word, before,   low) {
  low = tolower(before)
  if (tolower(substr(word, 1, 2)) == "-p") return word ~ /^-p./ && low ~ /(mysql|mariadb).*[ \t]$/
  if (low ~ /not an ssl\/tls record: $/) return length(value) > 10
  if (low ~ /(^|[ \t"\047])((--)?(requirepass|masterauth)|stats auth)[ \t]+["\047]?[^a-z0-9_ \t"\047]*$/) return 1
  if (low ~ /identified by[ \t]+["\047][^a-z0-9_ \t"\047]*$/ || low ~ /hooks\.slack\.com\/services\/$/) return 1
  if (low ~ /redis-cli/ && before ~ /[ \t]-a[ \t]+["\047]?[^A-Za-z0-9_ \t"\047]*$/) return 1
  if (low ~ /sshpass/ && before ~ /[ \t]-p[ \t]+["\047]?[^A-Za-z0-9_ \t"\047]*$/) return 1
  if (low ~ /ldap/ && before ~ /[ \t]-w[ \t]+["\047]?[^A-Za-z0-9_ \t"\047]*$/) return 1
  return low ~ /curl/ && index(value, ":") > 0 && low ~ /[ \t](-u|--user|--proxy-user)[ \t]+["\047]?[^a-z0-9_ \t"\047]*$/
}
# The length of the secret at pos that is told so or signs a URL; what stands before it is in told_key.
function told(line, pos, chunk, word, prev,   value, before) {
  told_key = ""
  value = substr(line, pos, 2000)
  if (prev in announcers || tolower(substr(word, 1, 2)) == "-p") {
    before = substr(line, pos > 200 ? pos - 200 : 1, pos > 200 ? 200 : pos - 1)
    if (match(value, before ~ /["\047][^A-Za-z0-9_ \t"\047]*$/ ? "[\"\047]" : "[ \t\r\"\047]")) value = substr(value, 1, RSTART - 1)
    if (announced(value, word, before)) {
      if (word ~ /^-p/) { told_key = "-p"; value = substr(value, 3) }
      else if (prev == "record:") { told_key = substr(value, 1, 10); value = substr(value, 11) }
      return is_empty(value) ? 0 : length(value)
    }
  }
  if (!match(tolower(chunk), /^(x-amz-)?sig(nature)?=/)) return 0
  told_key = substr(chunk, 1, RLENGTH)
  value = substr(line, pos + RLENGTH, 2000)
  if (match(value, /[ \t\r"\047&;,<>(){}]/)) value = substr(value, 1, RSTART - 1)
  return length(value) < 16 || is_empty(value) ? 0 : length(value)
}
function is_empty(value) { return value ~ /^(\*+|true|false|null|none|yes|no|\$.*|%s|x+)$/ }
function mask_words(line,   n, pos, chunk, word, prev, sep, low, key, quote, value, is_name, s, long) {
  n = length(line); pos = 1; prev = sep = ""
  while (pos <= n) {
    chunk = substr(line, pos, 300)
    if (!match(chunk, /[A-Za-z0-9_.:@%-]+/)) { put(chunk); pos += length(chunk); sep = substr(sep chunk, length(sep chunk) - 7); continue }
    if (RSTART > 1) {
      sep = sep substr(chunk, 1, RSTART - 1)
      if (length(sep) > 8) sep = substr(sep, length(sep) - 7)
      put(substr(chunk, 1, RSTART - 1)); pos += RSTART - 1
      continue
    }
    word = substr(chunk, 1, RLENGTH); low = tolower(word)
    # The colon of "key": "value" belongs to what is between the two.
    if (word == ":") { put(word); pos++; sep = sep word; continue }
    is_name = 0
    if (sep == "//" && prev ~ /:$/ && !is_token(substr(prev, 1, length(prev) - 1))) {
      if (match(chunk, /^[^ \t\/"\047<>?]*@/)) {
        value = substr(chunk, 1, RLENGTH - 1)
        put(secret(value) "@"); pos += length(value) + 1; sep = "//"
        if (substr(line, pos, 1) ~ /[A-Za-z0-9_.:@%-]/) continue
        prev = ""; sep = ""
        continue
      }
      is_name = 1
    }
    if ((long = told(line, pos, chunk, word, prev)) > 0) {
      value = substr(line, pos + length(told_key), long)
      put(told_key secret(value)); pos += length(told_key) + long; prev = ""; sep = ""
      continue
    }
    if (low ~ /pass|secret|token|key|cookie|auth|credential|session|psk|bearer|pwd|^pw$/) {
      key = tolower(chunk)
      if (match(key, /^[a-z0-9_.-]*(cookie|authorization)["\047]?[:=] *["\047]?/)) {
        put(substr(chunk, 1, RLENGTH)); pos += RLENGTH
        chunk = substr(line, pos, 40)
        if (match(tolower(chunk), /^(basic|bearer|digest|negotiate|ntlm|apikey|token|aws4-hmac-sha256) +/)) { put(substr(chunk, 1, RLENGTH)); pos += RLENGTH }
        value = substr(line, pos)
        if (match(value, /["\047]/)) value = substr(value, 1, RSTART - 1)
        sub(/[ \t\r]+$/, "", value)
        if (value != "") put(secret(value))
        pos += length(value); prev = ""; sep = ""
        continue
      }
      if (match(key, /^[a-z0-9_.-]*(passwd|password|passphrase|secret|secret[_-]?key|token|api[_-]?key|access[_-]?key|access[_-]?key[_-]?id|private[_-]?key|auth[_-]?key|master-key|credential|credentials|session-id|session-id-ctx|jsessionid|phpsessid|psk)["\047]?( *= *| *: +|:)["\047]?/) ||
          match(key, /^([a-z0-9_.-]*[_.-])?(pass|pwd|pw)=["\047]?/) && substr(chunk, RLENGTH + 1, 1) != "/" ||
          match(key, /^[a-z0-9_.-]*--?(password|passwd|passphrase|token|secret|api-key) ["\047]?/) || match(key, /^bearer ["\047]?/)) {
        s = substr(chunk, 1, RLENGTH); quote = substr(s, length(s))
        value = substr(line, pos + RLENGTH, 2000)
        if (quote == "\"" || quote == "\047") { if (match(value, /["\047]/)) value = substr(value, 1, RSTART - 1) }
        else if (match(value, /[ \t\r"\047&;,<>(){}]/)) value = substr(value, 1, RSTART - 1)
        if (low == "bearer" && (length(value) < 8 || value !~ /^[A-Za-z0-9]/)) value = ""
        if (value != "" && !is_empty(value)) {
          put(s secret(value)); pos += length(s) + length(value); prev = ""; sep = ""
          continue
        }
      }
    }
    if (word ~ /^(eyJ[A-Za-z0-9_-]+\.|AIza[A-Za-z0-9_-]|SG\.[A-Za-z0-9_-]+\.|AKIA[A-Z0-9]|ASIA[A-Z0-9]|gh[pousr]_|glpat-|xox[abprs]-|sk-|AAAA[BCE][23]Nz)/ && match(chunk, /^[A-Za-z0-9_.+\/=-]+/) && RLENGTH >= 20) {
      value = substr(chunk, 1, RLENGTH)
      put(secret(value)); pos += RLENGTH; prev = ""; sep = ""
      continue
    }
    if (!is_name) {
      if (context_name != "" && (low == tolower(context_name) || low == tolower(context_name) ":")) is_name = 3
      else if (prev == "ip" || prev == "ip6" || sep ~ /^ [<>] $/) is_name = 2
      else if ((prev in name_keys && sep ~ /^"? ?[=:] ?"?$/) || (prev ~ /:$/ && substr(prev, 1, length(prev) - 1) in name_keys && sep ~ /^ ?"?$/ && substr(chunk, length(word) + 1, 1) ~ /^["\047,}]?$/)) is_name = 1
    }
    if (is_name == 3 && !is_token(context_name)) put(token("host", tolower(context_name)) substr(word, length(context_name) + 1))
    else put(mask_word(word, prev, substr(chunk, length(word) + 1, 1), is_name == 3 ? 0 : is_name, port_last))
    pos += length(word); prev = low; sep = ""
  }
}
'

# Turns the marks into their final form, bounds lines and their length, and masks.
# shellcheck disable=SC2016 # awk expands what is in it
filter_program='
BEGIN { begin_mark = sprintf("%c", 1); most_bytes = 400000 }
substr($0, 1, 1) == begin_mark {
  text = substr($0, 2)
  if (split(text, words, " ") && words[1] == "run") {
    most = words[2]; name = words[3]; sub(/:$/, "", name)
    sub(/^run [0-9]+ /, "run ", text)
    lines = bytes = dropped = 0; blank = 0
  }
  if (words[1] == "end" && dropped > 0) print "== halfopen cut " name " after " lines " lines =="
  # The commands are ours, up to the names of logs and addresses in them.
  head = text; rest = ""
  if (words[1] == "run") { at = index(text, ": "); head = substr(text, 1, at + 1); rest = substr(text, at + 2, 1500) }
  print "== halfopen " head (masking && rest ~ /^(tail -n 400 |ip route get )/ ? mask_line(rest) : rest) " =="
  fflush()
  next
}
# Blank lines at the end of a section are not printed: one is ours.
$0 == "" { blank++; next }
{
  if (lines >= most || bytes >= most_bytes) { dropped++; next }
  for (; blank > 0 && lines < most; blank--) { print ""; lines++ }
  blank = 0
  text = $0
  if (length(text) > 4000) text = substr(text, 1, 4000) " [cut]"
  gsub(/[\001-\010\013-\037]/, "", text)
  sub(/[ \t]+$/, "", text)
  sub(/^== halfopen/, "=- halfopen", text)
  lines++; bytes += length(text) + 1
  print masking ? mask_line(text) : text
}
'

run_all() {
  mark "collect $version side=$side pid=${PID:--} uid=$(id -u) time=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  sections
  log_sections
  mark 'end collect 0'
}

side=unknown
PID=
PORT=
PEER=
LOGS=
SECONDS_BETWEEN=10
MINUTES=120
masking=1
mode=run
jvm=
journal=
round=1
separator='
'

is_number() {
  case $1 in
    '' | *[!0-9]* | ?????????*) return 1 ;;
  esac
}

# Locale: messages as the readers know them, and bytes as bytes.
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
# Some programs make a directory for their settings where they find none; here they cannot.
HOME=/dev/null
XDG_CONFIG_HOME=/dev/null
export LC_ALL PATH HOME XDG_CONFIG_HOME KEYS
unset LANGUAGE COLUMNS LS_COLORS GREP_OPTIONS GREP_COLOR

while test $# -gt 0; do
  option=$1
  value=
  case $option in
    --*=*)
      value=${option#*=}
      option=${option%%=*}
      ;;
    --side | --pid | --port | --peer | --log | --seconds | --minutes)
      test $# -ge 2 || fail "$option needs a value"
      value=$2
      shift
      ;;
  esac
  shift
  case $option in
    --side)
      case $value in
        client | server | proxy | unknown) side=$value ;;
        *) fail "--side is client, server or proxy, not $value" ;;
      esac
      ;;
    --pid)
      is_number "$value" || fail "--pid is a number, not $value"
      PID=$value
      ;;
    --port)
      if ! is_number "$value" || test "$value" -gt 65535; then fail "--port is a number up to 65535, not $value"; fi
      PORT=$value
      ;;
    --peer)
      case $value in
        '' | -* | *[!0-9A-Fa-f.:]*) fail "--peer is an IP address, not $value" ;;
      esac
      PEER=$value
      ;;
    --log)
      test -r "$value" || fail "the log $value cannot be read"
      LOGS=$LOGS$value$separator
      ;;
    --seconds)
      if ! is_number "$value" || test "$value" -lt 1 || test "$value" -gt 300; then
        fail "--seconds is a number from 1 to 300, not $value"
      fi
      SECONDS_BETWEEN=$value
      ;;
    --minutes)
      if ! is_number "$value" || test "$value" -lt 1; then fail "--minutes is a number above 0, not $value"; fi
      MINUTES=$value
      ;;
    --jvm) jvm=1 ;;
    --journal) journal=1 ;;
    --no-mask) masking=0 ;;
    --mask) mode=mask ;;
    --list) mode=list ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) fail "there is no option $option; see --help" ;;
  esac
done
export PID PORT PEER MINUTES

if ! has awk || test "$(printf 'a b\n' | awk '{ print $2 }' 2> /dev/null)" != b; then
  fail 'awk is needed, to mask and to bound what is printed, and is not there'
fi
if test -n "$PID" && ! test -d "/proc/$PID"; then fail "there is no process $PID"; fi

if test "$mode" = list; then
  sections
  exit 0
fi

# Names of this machine and of those that it knows by itself.
own_names() {
  uname -n
  awk '$1 !~ /^#/ { for (at = 2; at <= NF; at++) { if ($at ~ /^#/) next; print $at } }' /etc/hosts 2> /dev/null | head -n 400
}
names=$(own_names | tr '\n' ' ')

if test "$mode" = mask; then
  exec awk -v names="$names" "$mask_program"'{ print mask_line($0) }'
fi

find_timeout
deadline=$(($(seconds_now) + 180 + SECONDS_BETWEEN))
# Ctrl-C ends the collection, not the part that prints what was collected.
trap 'exit 130' INT
run_all | (
  trap '' INT
  exec awk -v masking="$masking" -v names="$names" "$mask_program$filter_program"
)
