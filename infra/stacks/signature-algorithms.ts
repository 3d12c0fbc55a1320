/** What an agency's key, made by the data stack, signs with. */
export const agencyAlgorithms = ['RSASSA_PKCS1_V1_5_SHA_256'] as const;

/** What officials' keys, brought by the key ceremony, may sign with. */
export const officialAlgorithms = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
  'ECDSA_SHA_256',
  'ECDSA_SHA_384',
] as const;
