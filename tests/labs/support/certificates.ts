/** Certificates for labs, made with `openssl ca`: a root that the client trusts, an intermediate, and leaves with chosen dates. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { mustRun } from './program.ts';

/** Days that a certificate is valid, counted from now; negative ones lie in the past. */
export interface Dates {
  readonly from: number;
  readonly to: number;
}

/** Paths of what was made. */
export interface Authority {
  /** The root, which the client is given. */
  readonly root: string;
  readonly intermediate: string;
  /** Makes a leaf; `chain` holds the leaf and the intermediate, in this order. */
  readonly leaf: (
    name: string,
    dates: Dates,
  ) => Promise<{ readonly certificate: string; readonly key: string; readonly chain: string }>;
}

const configuration = (folder: string): string => `
[ca]
default_ca = own
[own]
dir = ${folder}
database = $dir/index.txt
serial = $dir/serial
new_certs_dir = $dir
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[end]
basicConstraints = critical, CA:false
extendedKeyUsage = serverAuth
`;

/** Date as `openssl ca` takes it: YYYYMMDDHHMMSSZ. */
function dateIn(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  return `${date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
}

/** Makes a root and an intermediate in the bench's folder. The lab must name the tool `openssl`. */
export async function makeAuthority(bench: Bench): Promise<Authority> {
  const openssl = bench.tool('openssl');
  const folder = join(bench.folder, 'ca');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '1000\n');
  const config = bench.write('ca.cnf', configuration(folder));
  const path = (name: string): string => join(folder, name);

  async function request(name: string, subject: string, names: readonly string[]): Promise<void> {
    const words = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const extension =
      names.length === 0
        ? []
        : ['-addext', `subjectAltName=${names.map((one) => `DNS:${one}`).join(',')}`];
    await mustRun([
      ...[openssl, 'req', '-new', ...words, '-subj', `/CN=${subject}`, ...extension],
      ...['-keyout', path(`${name}.key`), '-out', path(`${name}.csr`)],
    ]);
  }

  async function sign(name: string, by: string | null, kind: string, dates: Dates): Promise<void> {
    const signer = by === null ? ['-selfsign'] : ['-cert', path(`${by}.pem`)];
    await mustRun([
      ...[openssl, 'ca', '-config', config, '-batch', '-notext', ...signer],
      ...['-keyfile', path(`${by ?? name}.key`), '-extensions', kind],
      ...['-startdate', dateIn(dates.from), '-enddate', dateIn(dates.to)],
      ...['-in', path(`${name}.csr`), '-out', path(`${name}.pem`)],
    ]);
  }

  await request('root', 'Lab Root', []);
  await sign('root', null, 'authority', { from: -400, to: 3000 });
  await request('intermediate', 'Lab Issuing CA', []);
  await sign('intermediate', 'root', 'authority', { from: -300, to: 2000 });
  return {
    root: path('root.pem'),
    intermediate: path('intermediate.pem'),
    leaf: async (name, dates) => {
      await request(name, name, [name]);
      await sign(name, 'intermediate', 'end', dates);
      const certificate = path(`${name}.pem`);
      const chain = path(`${name}-chain.pem`);
      const both = await mustRun(['cat', certificate, path('intermediate.pem')]);
      writeFileSync(chain, both);
      return { certificate, key: path(`${name}.key`), chain };
    },
  };
}
