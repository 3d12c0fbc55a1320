/** What every signer must hold to, whatever hides behind the port: the same statements for each adapter. */
import { X509Certificate, createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../cms/signature-algorithm.ts';
import { completeSignature } from '../pdf/complete-signature.ts';
import type { Signer, ToBeSigned } from '../signers/signer.ts';
import { isSignatureOf } from '../signers/verify-signature-value.ts';
import { prepareOfficial } from './signing-desk.ts';
import { unsignedResult } from './unsigned-result.ts';

export interface SignerUnderContract {
  readonly signer: Signer;
  /** Chain of another key of the same kind: a directory entry that names the wrong key. */
  readonly otherChain: readonly Uint8Array[];
  /** Ways in which this adapter fails to sign, each with the error's name. */
  readonly failures: readonly { readonly how: string; readonly signer: Signer; readonly name: string }[];
}

/** A message with its digest, as the flow hands both over. */
export function toBeSigned(signer: Signer, text: string): ToBeSigned {
  const message = new TextEncoder().encode(text);
  return { message, digest: createHash(hashOf(signer.algorithm)).update(message).digest() };
}

function fits(signer: Signer, { message }: ToBeSigned, signature: Uint8Array): boolean {
  const [certificate = new Uint8Array()] = signer.certificateChain();
  return isSignatureOf({ algorithm: signer.algorithm, certificate, message, signature });
}

/** @param open makes the adapter, once for all statements */
export function describeSigner(name: string, open: () => Promise<SignerUnderContract>): void {
  describe(`a signer: ${name}`, () => {
    let given: SignerUnderContract;
    let signer: Signer;
    beforeAll(async () => {
      given = await open();
      ({ signer } = given);
    }, 60_000);

    it('shows its certificate first, each followed by its issuer', () => {
      const chain = signer.certificateChain().map((der) => new X509Certificate(der));
      expect(chain.length).toBeGreaterThan(1);
      expect(chain[0]?.ca).toBe(false);
      for (const [position, issuer] of chain.slice(1).entries()) {
        expect(chain[position]?.verify(issuer.publicKey)).toBe(true);
      }
    });

    it('hands out a chain that nobody can change', () => {
      const before = signer.certificateChain();
      signer.certificateChain().splice(0);
      expect(signer.certificateChain()).toEqual(before);
    });

    it('names an algorithm that its certificate’s key can do', () => {
      const [certificate = new Uint8Array()] = signer.certificateChain();
      const key = new X509Certificate(certificate).publicKey;
      expect(key.asymmetricKeyType).toBe(signer.algorithm.startsWith('ECDSA') ? 'ec' : 'rsa');
    });

    it('makes a value that its certificate verifies over the message, whose digest it may have been given', async () => {
      const asked = toBeSigned(signer, 'Giấy phép xây dựng số 07');
      expect(fits(signer, asked, await signer.sign(asked))).toBe(true);
    });

    it('makes no value that fits another message', async () => {
      const value = await signer.sign(toBeSigned(signer, 'một'));
      expect(fits(signer, toBeSigned(signer, 'hai'), value)).toBe(false);
    });

    it('signs the same twice', async () => {
      const asked = toBeSigned(signer, 'hai lần');
      const values = [await signer.sign(asked), await signer.sign(asked)];
      expect(values.map((value) => fits(signer, asked, value))).toEqual([true, true]);
      if (signer.algorithm.startsWith('RSASSA_PKCS1')) expect(values[0]).toEqual(values[1]);
    });

    it('answers each of many calls at once with its own value', async () => {
      const asked = Array.from({ length: 8 }, (_, position) => toBeSigned(signer, `hồ sơ ${position}`));
      const fitted = asked.map(async (each) => fits(signer, each, await signer.sign(each)));
      expect(await Promise.all(fitted)).toEqual(asked.map(() => true));
    });

    it('is refused by its caller where the directory names another’s certificate', async () => {
      const claimed = {
        ...signer,
        algorithm: signer.algorithm,
        certificateChain: () => [...given.otherChain],
      };
      const prepared = prepareOfficial(await unsignedResult({ compressed: true }), claimed);
      const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
      expect(() => completeSignature(prepared, value)).toThrow(
        expect.objectContaining({ name: 'SignatureValueWrong' }),
      );
    });

    it('fails by a name the workflow knows', async () => {
      expect(given.failures.length).toBeGreaterThan(0);
      for (const { how, signer: failing, name: expected } of given.failures) {
        await expect(failing.sign(toBeSigned(failing, 'x')), how).rejects.toHaveProperty('name', expected);
      }
    });
  });
}
