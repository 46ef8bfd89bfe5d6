/** Every sentence of this room: what was wrong with a paste as a whole. `{amount}` stands for the figure. */
import type { NoteKey, WorthKey } from './capture/report.ts';
import type { Trouble } from './reading.ts';

/** Message by trouble. */
export const troubleMessages: Readonly<Record<Trouble['key'], string>> = {
  empty: 'There is nothing to read in this paste.',
  'too-large':
    'This paste has {amount} characters. Only the first 10 MB were read; paste the rest on its own.',
  binary:
    'This does not look like text: {amount} characters in it belong to no text. Paste the output of a command instead.',
  'long-line': 'This line has {amount} characters. Only its beginning was read.',
  'capture-truncated':
    'The capture ends inside this frame: {amount} bytes of it are missing. What comes before was read.',
  'capture-length':
    'The capture states a length of {amount} here, which cannot be. What comes before was read; copy the file again, or write a new one with tcpdump -w.',
  'capture-header':
    'This is no pcap or pcapng file of a version that is known ({amount}). Convert it: editcap -F pcap FILE NEW.',
  'capture-compressed': 'This file is compressed in a way that is not read. Unpack it first.',
  'capture-link-type':
    'Frames of link type {amount} are not read. Capture on an Ethernet interface, or with tcpdump -i any.',
  'capture-block': '{amount} blocks of an unknown kind were passed over.',
  'capture-damaged-frames':
    '{amount} frames are cut off or damaged within their headers and were passed over. Capture with -s 128 or more.',
  'capture-tunnel':
    '{amount} frames are inside a tunnel (VXLAN, Geneve, IP in IP, GRE), which is not looked into. Capture on the interface inside the tunnel.',
  'capture-no-tcp': 'There is no TCP in the {amount} frames of this capture.',
  'capture-no-frames': 'There is no frame in this capture.',
  'capture-connections':
    '{amount} connections were judged before their end, because more were open than are held at once.',
  'capture-one-way':
    'Of {amount} connections only one direction was captured, so silence of the other end says nothing. Capture both directions.',
};

/** Why a connection of a capture is listed. */
export const worthMessages: Readonly<Record<WorthKey, string>> = {
  'syn-unanswered': 'SYN gets no answer',
  'syn-refused': 'RST answers the SYN',
  'icmp-rejected': 'ICMP error answers the SYN',
  'closed-after-handshake': 'server closes right after the handshake',
  'silent-after-handshake': 'handshake, then no answer',
  'tls-handshake-fails': 'TLS handshake fails',
  'dead-after-idle': 'first use after a quiet period fails',
  'reset-mid-stream': 'reset after data flowed both ways',
  'stall-mid-stream': 'data flowed, then nothing',
  'rst-injected': 'the TTL of the RST is not that of its sender',
  'rst-of-other-flow': 'segment from an address that the client did not dial',
  'gave-up': 'retransmitted in vain until the end',
  'zero-window': 'receiver does not read: window 0',
  'large-segments-lost': 'only full-size segments are lost',
  'path-mtu': 'ICMP says that packets are too large for the path',
  'answered-late': 'SYN answered only after a retry',
  'synack-repeated': 'SYN-ACK repeated although it was answered',
  'window-scale-altered': 'window scale altered on the way',
  'timestamps-go-back': 'TCP timestamps go back',
  retransmissions: 'many retransmissions',
  'no-data': 'opened and closed without data',
  'quiet-period': 'long quiet period',
  rst: 'ends with RST',
};

/** What a row of a ladder shows beyond its figures. */
export const noteMessages: Readonly<Record<NoteKey, string>> = {
  'syn-again': 'SYN again',
  'synack-again': 'SYN-ACK again',
  again: 'retransmission',
  keepalive: 'keepalive probe',
  probe: 'window probe',
  'zero-window': 'window 0',
  'window-opens': 'window opens',
  'duplicate-ack': 'duplicate ACK',
  'after-quiet': 'after a quiet period',
  'foreign-ttl': 'TTL of another sender',
  'client-hello': 'TLS ClientHello',
  'tls-alert': 'TLS alert',
  'timestamp-back': 'timestamp goes back',
  icmp: 'ICMP error',
  'after-close': 'after the close',
};
