import path from 'node:path';
import { KeyFileSigner } from '../../../functions/signing/signers/key-file-signer.ts';
import { fileOfKey, PASSPHRASE } from '../../../functions/signing/testing/pkcs12-file.ts';
import { KEY_SPECS } from '../../../functions/signing/testing/signing-profile.ts';
import { newKeyPair } from '../../../functions/signing/testing/new-key-pair.ts';
import { freePort } from '../../../infra/local/state/ports.ts';
import type { PkiDesk } from '../../support/pki-desk.ts';
import { startAgent } from '../agent-process.ts';
import { SoftToken } from '../soft-token.ts';
import { openAgentSession } from './agent-session.ts';
import { openKmsAndRemote } from './kms-routes.ts';
import { forEachKey, type ProfileSigner } from './profile-keys.ts';

/** Where a key can be, by the directory's names. */
export const ROUTES = ['kms', 'pkcs12', 'csc', 'external'] as const;
export type Route = (typeof ROUTES)[number];

export interface KeyRoutes extends Readonly<Record<Route, ProfileSigner>> {
  readonly close: () => Promise<void>;
}

/** Every route with one key of each kind, each certified by the desk's authority. */
export async function openKeyRoutes(desk: PkiDesk, folder: string): Promise<KeyRoutes> {
  const services = await openKmsAndRemote(desk, folder);
  const token = await openToken(desk, folder);
  return {
    kms: services.kms,
    csc: services.csc,
    pkcs12: await keyFileSigner(desk),
    external: token.signer,
    close: async () => {
      await token.close();
      await services.close();
    },
  };
}

async function keyFileSigner(desk: PkiDesk): Promise<ProfileSigner> {
  const keys = await forEachKey(async (spec) => {
    const { privateKey, spki } = newKeyPair(spec);
    const chain = await desk.chainFor(`Tệp khoá ${spec}`, spki);
    return { chain, file: fileOfKey(privateKey, chain) };
  });
  return ({ spec, algorithm }) => {
    const { chain, file } = keys(spec);
    return new KeyFileSigner({ algorithm, chain, secret: async () => ({ file, passphrase: PASSPHRASE }) });
  };
}

const SITE = 'http://localhost:8080';

/** Keys in SoftHSM, reached by the reference agent. */
async function openToken(desk: PkiDesk, folder: string) {
  const token = await SoftToken.initialise(path.join(folder, 'softhsm'));
  const keys = await forEachKey(async (spec) => {
    const id = String(KEY_SPECS.indexOf(spec) + 1).padStart(2, '0');
    const { privateKey, spki } = newKeyPair(spec);
    const chain = await desk.chainFor(`Thiết bị ${spec}`, spki);
    await token.importKey(id, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    await token.putCertificate(id, chain[0] ?? new Uint8Array());
    return chain;
  });
  const port = await freePort(0);
  const agent = await startAgent(token, port, SITE);
  const session = await openAgentSession(agent, port, SITE);
  const signer: ProfileSigner = ({ spec, algorithm }) => session.signer(algorithm, keys(spec));
  return { signer, close: () => agent.stop() };
}
