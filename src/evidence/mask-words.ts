/**
 * The words that masking goes by. `public/collect.sh` has the same lists, and a test holds the two side by side.
 */

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Last labels of names of hosts: common and national domains, and those that private networks use. */
export const zones = words(`
  com net org edu gov mil int info biz name pro io dev app cloud online site tech xyz top shop
  store arpa local internal intranet lan corp home private localdomain cluster svc consul test
  example invalid onion ad ae af ag al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm
  bn bo br bs bt bw by bz ca cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz
  ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk
  hm hn hr ht hu ie il im in iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li
  lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne
  nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb
  sc sd se sg si sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw
  tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ai cc gb id so sh
`);

/** Last labels that are as well the ending of a file or the name of a property: `collect.sh`, `request.id`. */
export const fileEndings = words(`
  sh so py pl rs md cc ps la am in ac do id is as my st sc ms name pro app top site local home
  info test store
`);

/** First labels of what is no host: packages, properties of a system. */
export const codeWords = words(`
  java javax jdk sun jakarta kotlin scala akka os user line file path system rc vm kernel fs this
  self
`);

/** Names of ports that tcpdump prints after a host and a dot. */
export const services = words(`
  http https ssh domain smtp smtps imap imaps pop3 ldap ldaps mysql postgresql redis amqp http-alt
  webcache ntp bootps bootpc mdns kerberos sunrpc nfs ms-sql-s
`);

/** Words that are no secret even where the name of a host stands. */
export const plainNames = words(`
  localhost localdomain server client proxy linux kernel java node nginx haproxy apache envoy root
  admin tcp udp bash dash test debian ubuntu centos fedora redhat alpine suse yes no true false
  null none any all unknown default host hostname is not the and error warning info debug systemd
  docker vm
`);

/** Words before a version: four numbers after one of them are no address. */
export const versionWords = words(`
  version versions release kernel linux build jdk jre openjdk openssl firmware driver ver rev
  revision
`);

/** Keys whose value is the name of a host. */
export const nameKeys = words(`
  host hostname nodename fqdn servername server_name sni
`);

/** Of these one stands right before a password that no key names. */
export const announcers = words(`
  --masterauth --proxy-user --requirepass --user -a -p -u -w auth by masterauth record: requirepass services
`);
