import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runTool } from './run-tool.ts';

export const SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so';
export const PIN = '246810';
const SO_PIN = '97531086';

/** A SoftHSM token of its own, in which keys are made that never leave it. */
export class SoftToken {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param folder emptied first */
  static async initialise(folder: string): Promise<SoftToken> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(path.join(folder, 'tokens'), { recursive: true });
    const token = new SoftToken(path.resolve(folder));
    await writeFile(token.configuration, `directories.tokendir = ${path.resolve(folder, 'tokens')}\n`);
    const pins = ['--so-pin', SO_PIN, '--pin', PIN];
    await token.#run('softhsm2-util', ['--init-token', '--free', '--label', 'deputy', ...pins]);
    return token;
  }

  /** what SOFTHSM2_CONF must name */
  get configuration(): string {
    return path.join(this.#folder, 'softhsm2.conf');
  }

  /** Makes a key pair on the token; its public key as SubjectPublicKeyInfo. */
  async makeKey(id: string, type: 'EC:prime256v1' | 'rsa:2048'): Promise<Uint8Array> {
    await this.#pkcs11(['--keypairgen', '--key-type', type, '--id', id, '--label', type]);
    const file = path.join(this.#folder, `${id}.spki`);
    await this.#pkcs11(['--read-object', '--type', 'pubkey', '--id', id, '--output-file', file]);
    return new Uint8Array(await readFile(file));
  }

  /** Puts a key (PKCS#8) on the token that was made elsewhere: pkcs11-tool reads no public key on P-384 back. */
  async importKey(id: string, pem: string): Promise<void> {
    const file = path.join(this.#folder, `${id}.pem`);
    await writeFile(file, pem, { mode: 0o600 });
    const place = ['--token', 'deputy', '--label', id, '--id', id, '--pin', PIN];
    await this.#run('softhsm2-util', ['--import', file, ...place]);
  }

  /** Puts the certificate (DER) beside its key. */
  async putCertificate(id: string, certificate: Uint8Array): Promise<void> {
    const file = path.join(this.#folder, `${id}.der`);
    await writeFile(file, certificate);
    await this.#pkcs11(['--write-object', file, '--type', 'cert', '--id', id]);
  }

  #pkcs11(args: readonly string[]): Promise<void> {
    const token = ['--module', SOFTHSM, '--token-label', 'deputy', '--login', '--pin', PIN];
    return this.#run('pkcs11-tool', [...token, ...args]);
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    const { code, output } = await runTool('env', [`SOFTHSM2_CONF=${this.configuration}`, program, ...args]);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${output}`);
  }
}
