import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Csc, cscClient, startCsc } from '../../../infra/local/csc/server.ts';
import { startKms } from '../../../infra/local/kms/server.ts';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { type CscKey, CscSigner } from '../signers/csc-signer.ts';
import { isSignatureOf } from '../signers/verify-signature-value.ts';
import { anotherChain } from '../testing/another-chain.ts';
import { describeSigner, toBeSigned } from '../testing/signer-contract.ts';
import { KEY_SPECS, type KeySpec, SIGNING_PROFILE } from '../testing/signing-profile.ts';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import { derOfEcdsa } from './csc-algorithm.ts';

const region = 'ap-southeast-1';
const MULTISIGN = 3;

let folder: string;
let kms: { readonly url: string; close(): Promise<void> };
let client: KMSClient;
let csc: Csc;
let authority: TestAuthority;
const chains = new Map<string, Uint8Array[]>();

async function credential(id: KeySpec) {
  const created = await client.send(new CreateKeyCommand({ KeySpec: id }));
  const keyId = created.KeyMetadata!.KeyId!;
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const certificate = await authority.certify({ subject: `Người ký ${id}` }, PublicKey!);
  chains.set(id, [certificate, authority.certificate]);
  const body = Buffer.from(certificate).toString('base64');
  const pem = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
  return { id, keyId, certificates: [pem], pin: '123456', multisign: MULTISIGN };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ket-qua-csc-'));
  kms = await startKms({ directory: folder, port: 0, region, accountId: '000000000000' });
  client = new KMSClient({
    endpoint: kms.url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  authority = await createTestAuthority('Gốc thử nghiệm');
  const credentials = await Promise.all(KEY_SPECS.map(credential));
  csc = await startCsc({ port: 0, kms: client, credentials, slowMs: 1_500 });
});
afterAll(async () => {
  client.destroy();
  await Promise.all([csc.close(), kms.close()]);
  await rm(folder, { recursive: true, force: true });
});

function idOf(algorithm: SignatureAlgorithm): KeySpec {
  if (algorithm === 'ECDSA_SHA_256') return 'ECC_NIST_P256';
  return algorithm === 'ECDSA_SHA_384' ? 'ECC_NIST_P384' : 'RSA_2048';
}

function signer(algorithm: SignatureAlgorithm, change: Partial<CscKey> & { pin?: string } = {}): CscSigner {
  const credentialId = change.credentialId ?? idOf(algorithm);
  const secret = async () => ({ ...cscClient, pin: change.pin ?? '123456' });
  const chain = chains.get(credentialId)!;
  return new CscSigner({
    service: csc.url,
    credentialId,
    algorithm,
    chain,
    secret,
    patienceMs: 700,
    ...change,
  });
}

for (const { spec, algorithm } of SIGNING_PROFILE) {
  describeSigner(`a remote signing service, ${spec} with ${algorithm}`, async () => {
    const otherChain = await anotherChain(authority, algorithm);
    return {
      signer: signer(algorithm, { credentialId: spec, patienceMs: 15_000 }),
      otherChain,
      failures: [
        {
          how: 'no such service',
          signer: signer(algorithm, { service: 'http://127.0.0.1:9' }),
          name: 'SigningServiceUnavailable',
        },
        { how: 'another PIN', signer: signer(algorithm, { pin: '0' }), name: 'SigningServiceRefused' },
        {
          how: 'another certificate than the directory’s',
          signer: signer(algorithm, { chain: otherChain }),
          name: 'SigningKeyRefused',
        },
      ],
    };
  });
}

describe('a batch signed remotely', () => {
  const asked = (count: number) =>
    Array.from({ length: count }, (_, at) => toBeSigned(signer('ECDSA_SHA_256'), `hồ sơ ${at}`));
  const names = (answers: readonly (Uint8Array | Error)[], wanted: ReturnType<typeof asked>) =>
    answers.map((answer, at) => {
      if (answer instanceof Error) return answer.name;
      const { message } = wanted[at]!;
      const claim = {
        algorithm: 'ECDSA_SHA_256',
        certificate: chains.get('ECC_NIST_P256')![0]!,
        message,
      } as const;
      return isSignatureOf({ ...claim, signature: answer }) ? 'fits' : 'does not fit';
    });
  const fits = (count: number) => Array.from({ length: count }, () => 'fits');
  const called = (method: string) => csc.calls.slice(before).filter((each) => each === method).length;
  let before = 0;
  beforeEach(() => {
    before = csc.calls.length;
  });

  it('asks for as many authorisations as the credential’s multisign makes necessary', async () => {
    const wanted = asked(7);
    expect(names(await signer('ECDSA_SHA_256').signAll(wanted), wanted)).toEqual(fits(7));
    expect(called('credentials/authorize')).toBe(3);
    expect(called('signatures/signHash')).toBe(3);
    expect(called('oauth2/token')).toBe(1);
  });

  it('gives each hash its own value when the answer comes in another order', async () => {
    csc.troubles.next('reorder');
    const wanted = asked(3);
    expect(names(await signer('ECDSA_SHA_256').signAll(wanted), wanted)).toEqual(fits(3));
  });

  it('loses only the one whose value fits nothing', async () => {
    csc.troubles.next('other-value');
    const wanted = asked(5);
    const answers = await signer('ECDSA_SHA_256').signAll(wanted);
    expect(names(answers, wanted)).toEqual(['SignatureValueWrong', ...fits(4)]);
  });

  it.each(['lose-answer', 'slow', 'fail'] as const)(
    'after no answer (%s) asks for the state and authorises afresh',
    async (trouble) => {
      csc.troubles.next(trouble);
      const wanted = asked(2);
      expect(names(await signer('ECDSA_SHA_256').signAll(wanted), wanted)).toEqual(fits(2));
      expect(csc.calls.slice(before).filter((each) => /^(cred|sign)/.test(each))).toEqual([
        'credentials/info',
        'credentials/authorize',
        'signatures/signHash',
        'credentials/info',
        'credentials/authorize',
        'signatures/signHash',
      ]);
    },
  );

  it('is unknown after no answer twice: never asked a third time', async () => {
    csc.troubles.next('lose-answer', 'slow');
    const wanted = asked(2);
    const answers = await signer('ECDSA_SHA_256').signAll(wanted);
    expect(names(answers, wanted)).toEqual(['SignatureOutcomeUnknown', 'SignatureOutcomeUnknown']);
    expect(called('signatures/signHash')).toBe(2);
  });

  it('keeps the parts that are signed when a later one is not', async () => {
    const wanted = asked(5);
    csc.troubles.next('reorder', 'lose-answer', 'lose-answer');
    const answers = await signer('ECDSA_SHA_256').signAll(wanted);
    expect(names(answers, wanted)).toEqual([
      ...fits(3),
      'SignatureOutcomeUnknown',
      'SignatureOutcomeUnknown',
    ]);
  });
});

describe('an ECDSA value', () => {
  it('written as two numbers side by side becomes DER', () => {
    const sides = (r: Uint8Array, s: Uint8Array) => Buffer.from([r.length, s.length]);
    expect(derOfEcdsa(new Uint8Array(64), sides)).toEqual(Buffer.from([32, 32]));
    const inDer = Buffer.from('3006020101020102', 'hex');
    expect(derOfEcdsa(inDer, sides)).toBe(inDer);
  });
});
