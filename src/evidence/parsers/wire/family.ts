/** Parsers of packets and system calls as listings show them. */
import type { Parser } from '#evidence/parser.ts';
import { emptyCapture } from './empty-capture.ts';
import { icmp } from './icmp.ts';
import { strace } from './strace.ts';
import { tcpdump } from './tcpdump.ts';
import { wireshark } from './wireshark.ts';

/** The family, by name. */
export const wire: readonly Parser[] = [emptyCapture, icmp, strace, tcpdump, wireshark];
