import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { signsForTag, stageTag } from '../key-tags.ts';
import type { Places } from './places.ts';
import { signatureAlgorithms } from './signature-algorithms.ts';

/**
 * Signs digests with keys tagged as this signer's and of this stage, with the product's algorithms alone. One function holds this for
 * officials and another for agencies, so that neither can make the other's signature.
 */
export function signFor(at: Places, signer: 'official' | 'agency'): PolicyStatement {
  return new PolicyStatement({
    sid: signer === 'official' ? 'SignForOfficials' : 'SignForAgencies',
    actions: ['kms:Sign'],
    resources: [at.taggedKeys],
    conditions: {
      StringEquals: {
        [`aws:ResourceTag/${signsForTag}`]: signer,
        [`aws:ResourceTag/${stageTag}`]: at.stage,
        'kms:MessageType': 'DIGEST',
        'kms:SigningAlgorithm': [...signatureAlgorithms],
      },
    },
  });
}

/** Opens what is kept under seal for officials or for agencies: the encryption context says whose it is. */
export function openSecrets(at: Places, signer: 'official' | 'agency'): PolicyStatement {
  return new PolicyStatement({
    sid: 'OpenSecrets',
    actions: ['kms:Decrypt'],
    resources: [at.secretsKey],
    conditions: { StringLike: { 'kms:EncryptionContext:ket-qua:holder': `${signer}/*` } },
  });
}

/** Derives the token of a download link. */
export function deriveLinks(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'DeriveLinks',
    actions: ['kms:GenerateMac'],
    resources: [at.linkKey],
    conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
  });
}

/** Makes a test signature, with a key that signs nothing else. */
export function testSignature(at: Places): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'TestSignature',
      actions: ['kms:Sign'],
      resources: [at.healthKey],
      conditions: { StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
    }),
    new PolicyStatement({ sid: 'ReadHealthKey', actions: ['kms:GetPublicKey'], resources: [at.healthKey] }),
  ];
}
