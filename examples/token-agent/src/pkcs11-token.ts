import { createHash } from 'node:crypto';
import pkcs11 from 'pkcs11js';
import { Fault, faultOf } from './fault.ts';
import { digestInfo, ecdsaSigValue } from './signature-encoding.ts';
import { digestLength } from './token.ts';
import type { Algorithm, SignedDigest, SigningRequest, Token, TokenCertificate } from './token.ts';

/** Asks the person for their PIN, showing what it is for. @throws {Fault} cancelled */
export type AskPin = (request: SigningRequest, token: string) => Promise<string>;

interface Found extends TokenCertificate {
  readonly slot: Buffer;
  /** CKA_ID, which key and certificate share */
  readonly id: Buffer;
}

/** Room for an RSA-4096 value. */
const ROOM = 1_024;

/** Every token of one PKCS#11 module. Nobody stays logged in: each batch asks for the PIN and logs out. */
export class Pkcs11Token implements Token {
  readonly #module = new pkcs11.PKCS11();
  readonly #askPin: AskPin;

  constructor(library: string, askPin: AskPin) {
    this.#askPin = askPin;
    this.#module.load(library);
    this.#module.C_Initialize();
  }

  close(): void {
    this.#module.C_Finalize();
    this.#module.close();
  }

  async certificates(): Promise<readonly Found[]> {
    const found = unplugged(() => {
      const slots = this.#module.C_GetSlotList(true);
      return slots.flatMap((slot) => this.#certificatesIn(slot));
    });
    if (found.length === 0) throw new Fault('no-token', 'no token with a certificate is plugged in');
    return found;
  }

  async sign(request: SigningRequest): Promise<readonly SignedDigest[]> {
    const found = (await this.certificates()).find(
      ({ certificate }) => createHash('sha256').update(certificate).digest('hex') === request.thumbprint,
    );
    if (!found) throw new Fault('certificate-not-found', 'no token has this certificate');
    const pin = await this.#askPin(request, found.token);
    return unplugged(() => this.#signAll(request, found, pin));
  }

  #signAll({ digests, algorithm }: SigningRequest, { slot, id: keyId }: Found, pin: string): SignedDigest[] {
    return this.#inSession(slot, (session) => {
      this.#login(session, pin);
      try {
        const key = this.#keyOf(session, keyId);
        return digests.map(({ id, digest }) =>
          signedOr(id, () => this.#signOne(session, key, algorithm, digest)),
        );
      } finally {
        this.#module.C_Logout(session);
      }
    });
  }

  #certificatesIn(slot: Buffer): Found[] {
    const { label, flags } = this.#module.C_GetTokenInfo(slot);
    if ((flags & pkcs11.CKF_TOKEN_INITIALIZED) === 0) return [];
    const token = label.trim();
    return this.#inSession(slot, (session) => {
      const objects = this.#find(session, [
        { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE },
        { type: pkcs11.CKA_CERTIFICATE_TYPE, value: pkcs11.CKC_X_509 },
      ]);
      return objects.map((object) => {
        const [certificate, id] = this.#module.C_GetAttributeValue(session, object, [
          { type: pkcs11.CKA_VALUE },
          { type: pkcs11.CKA_ID },
        ]);
        if (!certificate || !id) throw new Fault('token-failed', 'a certificate has no value');
        return { slot, token, certificate: new Uint8Array(certificate.value), id: id.value };
      });
    });
  }

  #keyOf(session: Buffer, id: Buffer): Buffer {
    const [key] = this.#find(session, [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
      { type: pkcs11.CKA_ID, value: id },
    ]);
    if (!key) throw new Fault('certificate-not-found', 'the certificate has no key on the token');
    return key;
  }

  #signOne(session: Buffer, key: Buffer, algorithm: Algorithm, digest: Uint8Array): Uint8Array {
    try {
      this.#module.C_SignInit(session, mechanismOf(algorithm), key);
      const data = algorithm.startsWith('RSASSA_PKCS1') ? digestInfo(digest) : Buffer.from(digest);
      const value = this.#module.C_Sign(session, data, Buffer.alloc(ROOM));
      return algorithm.startsWith('ECDSA') ? ecdsaSigValue(value) : new Uint8Array(value);
    } catch (error) {
      if (codeOf(error) === pkcs11.CKR_MECHANISM_INVALID) {
        throw new Fault('algorithm-unsupported', 'the token has no such mechanism');
      }
      throw error;
    }
  }

  #login(session: Buffer, pin: string): void {
    try {
      this.#module.C_Login(session, pkcs11.CKU_USER, pin);
    } catch (error) {
      const code = codeOf(error);
      if (code === pkcs11.CKR_PIN_LOCKED) throw new Fault('pin-locked', 'the token is locked');
      const wrong = [pkcs11.CKR_PIN_INCORRECT, pkcs11.CKR_PIN_INVALID, pkcs11.CKR_PIN_LEN_RANGE];
      if (code !== undefined && wrong.includes(code)) throw new Fault('pin-wrong', 'the PIN is another');
      throw error;
    }
  }

  #find(session: Buffer, template: { type: number; value: Buffer | number }[]): Buffer[] {
    this.#module.C_FindObjectsInit(session, template);
    try {
      return this.#module.C_FindObjects(session, 64);
    } finally {
      this.#module.C_FindObjectsFinal(session);
    }
  }

  #inSession<Result>(slot: Buffer, act: (session: Buffer) => Result): Result {
    const session = this.#module.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
    try {
      return act(session);
    } finally {
      this.#module.C_CloseSession(session);
    }
  }
}

function mechanismOf(algorithm: Algorithm): { mechanism: number; parameter?: PssParameter | null } {
  if (algorithm.startsWith('ECDSA')) return { mechanism: pkcs11.CKM_ECDSA };
  if (algorithm.startsWith('RSASSA_PKCS1')) return { mechanism: pkcs11.CKM_RSA_PKCS };
  const saltLen = digestLength(algorithm);
  const [hashAlg, mgf] =
    saltLen === 32
      ? [pkcs11.CKM_SHA256, pkcs11.CKG_MGF1_SHA256]
      : saltLen === 48
        ? [pkcs11.CKM_SHA384, pkcs11.CKG_MGF1_SHA384]
        : [pkcs11.CKM_SHA512, pkcs11.CKG_MGF1_SHA512];
  return {
    mechanism: pkcs11.CKM_RSA_PKCS_PSS,
    parameter: { type: pkcs11.CK_PARAMS_RSA_PSS, hashAlg, mgf, saltLen },
  };
}

type PssParameter = NonNullable<pkcs11.Mechanism['parameter']>;

function codeOf(error: unknown): number | undefined {
  return error instanceof pkcs11.Pkcs11Error ? error.code : undefined;
}

/** One digest that fails costs the others nothing: what was signed before it came out of a PIN. */
function signedOr(id: string, sign: () => Uint8Array): SignedDigest {
  try {
    return { id, value: unplugged(sign) };
  } catch (error) {
    return { id, error: { code: faultOf(error).code } };
  }
}

/** A token that is pulled out while it is spoken to is no token. */
function unplugged<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const code = codeOf(error);
    const gone = [pkcs11.CKR_TOKEN_NOT_PRESENT, pkcs11.CKR_DEVICE_REMOVED];
    if (code !== undefined && gone.includes(code)) throw new Fault('no-token', 'the token was pulled out');
    throw error;
  }
}
