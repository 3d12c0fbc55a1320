/** What the agent uses of pkcs11js, so that the repository's compiler needs no native module to check it. */
declare module 'pkcs11js' {
  export interface Attribute {
    type: number;
    value?: Buffer | number;
  }
  export interface Mechanism {
    mechanism: number;
    parameter?: { type: number; hashAlg: number; mgf: number; saltLen: number } | null;
  }
  export class Pkcs11Error extends Error {
    code: number;
  }
  export class PKCS11 {
    load(path: string): void;
    close(): void;
    C_Initialize(): void;
    C_Finalize(): void;
    C_GetSlotList(tokenPresent: boolean): Buffer[];
    C_GetTokenInfo(slot: Buffer): { label: string; flags: number };
    C_OpenSession(slot: Buffer, flags: number): Buffer;
    C_CloseSession(session: Buffer): void;
    C_Login(session: Buffer, userType: number, pin: string): void;
    C_Logout(session: Buffer): void;
    C_FindObjectsInit(session: Buffer, template: Attribute[]): void;
    C_FindObjects(session: Buffer, most: number): Buffer[];
    C_FindObjectsFinal(session: Buffer): void;
    C_GetAttributeValue(session: Buffer, object: Buffer, template: Attribute[]): { value: Buffer }[];
    C_SignInit(session: Buffer, mechanism: Mechanism, key: Buffer): void;
    C_Sign(session: Buffer, data: Buffer, room: Buffer): Buffer;
  }
  export const CKF_SERIAL_SESSION: number;
  export const CKF_TOKEN_INITIALIZED: number;
  export const CKU_USER: number;
  export const CKA_CLASS: number;
  export const CKA_ID: number;
  export const CKA_VALUE: number;
  export const CKA_CERTIFICATE_TYPE: number;
  export const CKC_X_509: number;
  export const CKO_CERTIFICATE: number;
  export const CKO_PRIVATE_KEY: number;
  export const CKM_RSA_PKCS: number;
  export const CKM_RSA_PKCS_PSS: number;
  export const CKM_ECDSA: number;
  export const CKM_SHA256: number;
  export const CKM_SHA384: number;
  export const CKM_SHA512: number;
  export const CKG_MGF1_SHA256: number;
  export const CKG_MGF1_SHA384: number;
  export const CKG_MGF1_SHA512: number;
  export const CK_PARAMS_RSA_PSS: number;
  export const CKR_PIN_INCORRECT: number;
  export const CKR_PIN_INVALID: number;
  export const CKR_PIN_LEN_RANGE: number;
  export const CKR_PIN_LOCKED: number;
  export const CKR_MECHANISM_INVALID: number;
  export const CKR_TOKEN_NOT_PRESENT: number;
  export const CKR_DEVICE_REMOVED: number;
}
