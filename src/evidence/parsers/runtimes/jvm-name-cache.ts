/**
 * How long a JVM keeps addresses (finding `jvm-name-cache`), from java.security, Java source and options.
 *
 * The order is that of the static block of `sun.net.InetAddressCachePolicy`, tried on OpenJDK 17 and 25: the security property,
 * else the system property `sun.net.inetaddr.ttl`, else for ever under a security manager, else 30 s.
 * `-Dnetworkaddress.cache.ttl` sets a system property of that name, which nothing reads.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'jvm-name-cache';

/** A line of java.security, or of a listing of system properties: `jcmd VM.system_properties`, `-XshowSettings:properties`. */
const property = /^(networkaddress\.cache|sun\.net\.inetaddr)\.ttl {0,8}[=:] {0,8}(-?\d{1,9})$/;
/** What every such listing has. */
const listed = /^java\.specification\.version ?= ?\d/;
const call =
  /^(?:java\.security\.)?Security\.setProperty\( ?"networkaddress\.cache\.ttl", ?"(-?\d{1,9})" ?\);?$/;
const systemCall =
  /^(?:java\.lang\.)?System\.setProperty\( ?"(networkaddress\.cache|sun\.net\.inetaddr)\.ttl", ?"(-?\d{1,9})" ?\);?$/;

/** What a line with options begins with: a launcher, a variable, a heading of the JVM's own, or an option. */
const commandLine =
  /^(?:-|\S{0,200}java |jvm_args: |VM Arguments: |Picked up [A-Z_]{1,40}: |(?:export |Environment=)?["']?[A-Z_]{1,40}=)/;
const option =
  /(?:^|[\s"'=])-D(networkaddress\.cache|sun\.net\.inetaddr)\.ttl=(-?\d{1,9})(?=["'\s]|$)/g;
const manager = /(?:^|\s)-Djava\.security\.manager(?:=(?!allow\b|disallow\b)[\w.]{0,120})?(?=\s|$)/;

/** Where a setting was found, the strongest first. */
type Place = 'security' | 'system' | 'manager' | 'ignored';
interface Setting {
  readonly place: Place;
  readonly value: string;
  readonly from: number;
}

function placeOf(name: string): Place {
  return name === 'sun.net.inetaddr' ? 'system' : 'ignored';
}

/** The settings of one line. */
function settingsOf(paste: Paste, from: number, isListing: boolean): readonly Setting[] {
  const line = paste.line(from);
  const secured = call.exec(line)?.[1];
  if (secured !== undefined) return [{ place: 'security', value: secured, from }];
  const [, name, time = ''] = property.exec(line) ?? systemCall.exec(line) ?? [];
  if (name !== undefined) {
    const isSecurity = name === 'networkaddress.cache' && !isListing && property.test(line);
    return [{ place: isSecurity ? 'security' : placeOf(name), value: time, from }];
  }
  if (!commandLine.test(line)) return [];
  const given = [...line.matchAll(option)].map(([, name = '', value = '']): Setting => {
    return { place: placeOf(name), value, from };
  });
  return manager.test(line) ? [...given, { place: 'manager', value: '-1', from }] : given;
}

function draftOf({ place, value, from }: Setting): Draft {
  const time = value.startsWith('-') ? 'forever' : 'limited';
  return { fact: finding, finding, value: place === 'ignored' ? 'set-without-effect' : time, from };
}

/** Reads the settings that are in force, or of those without effect that nothing else stands beside. */
export const jvmNameCache: Parser = {
  name: 'jvm-name-cache',
  clues: [
    'networkaddress.cache.ttl',
    'sun.net.inetaddr.ttl',
    '-djava.security.manager',
    'java.specification.version',
  ],
  emits: ['forever', 'limited', 'set-without-effect'].map((value) => ({ finding, value })),
  read: (paste, hits) => {
    const isListing = hits.some((at) => listed.test(paste.line(at)));
    const all = hits.flatMap((at) => settingsOf(paste, at, isListing));
    const places: readonly Place[] = ['security', 'system', 'manager', 'ignored'];
    const strongest = places.find((place) => all.some((setting) => setting.place === place));
    return all.filter(({ place }) => place === strongest).map(draftOf);
  },
};
