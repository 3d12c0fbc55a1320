import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GetPublicKeyCommand } from '@aws-sdk/client-kms';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Directory, type Official } from '../../functions/directory/index.ts';
import { signsForTag, stageTag } from '../key-tags.ts';
import type { StackClients } from './clients.ts';
import { demoAgencies, demoOfficials, demoPostOffices } from './demo/demo-offices.ts';
import type { DemoAgency, DemoOfficial } from './demo/demo-offices.ts';
import { demoIntegration, demoPeople } from './demo/demo-people.ts';
import { demoToken } from './demo/demo-token.ts';
import type { Pki } from './pki/server.ts';
import type { Subject } from './pki/subject.ts';
import { provisionKey } from './provision.ts';
import { defaults } from './stack-settings.ts';
import type { StackSettings } from './stack-settings.ts';

const pictures = resolve(import.meta.dirname, '../../templates/pictures/demo');

/** What the demo's directory is written with. */
export interface DemoDirectoryParts {
  readonly clients: StackClients;
  readonly pki: Pick<Pki, 'certify' | 'rootPem'>;
  readonly settings: StackSettings;
  /** folder of the stack's data, in which the demo's tokens lie */
  readonly dataDir: string;
}

/**
 * Writes the demo's agencies, officials, post offices, logins and trusted root, with their keys, certificates
 * and pictures. Each start writes the same again: keys and certificates are made once.
 */
export async function seedDemoDirectory(parts: DemoDirectoryParts): Promise<void> {
  const client = DynamoDBDocumentClient.from(parts.clients.dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const directory = new Directory({ client, name: parts.settings.tableName });
  await Promise.all([
    directory.putTrustAnchors({ roots: [parts.pki.rootPem] }),
    ...demoAgencies.map((agency) => putAgency(parts, directory, agency)),
    ...demoOfficials.map((official) => putOfficial(parts, directory, official)),
    ...demoPostOffices.map((office) => directory.putPostOffice(office)),
    ...demoPeople.map(({ sub, name, agencies, official, office }) =>
      directory.putUser({ sub, name, agencies: [...agencies], official, office }),
    ),
    directory.putUser({
      sub: demoIntegration.clientId,
      name: demoIntegration.name,
      agencies: [...demoIntegration.agencies],
    }),
  ]);
}

async function putAgency(parts: DemoDirectoryParts, directory: Directory, demo: DemoAgency): Promise<void> {
  const { parentForCertificate, ...agency } = demo;
  const subject = { organisation: parentForCertificate, commonName: agency.name };
  const keyId = `alias/ket-qua/agency/${agency.code.replaceAll('.', '-')}`;
  await provisionKey(parts.clients.kms, keyId, 'RSA_2048', {
    [signsForTag]: 'agency',
    [stageTag]: defaults.stage,
    'ket-qua:agency': agency.code,
  });
  const picture = `directory/seals/${agency.code}.png`;
  await putPicture(parts, picture, `seal-${agency.code}.png`);
  await directory.putAgency({
    ...agency,
    seal: {
      key: {
        route: 'kms',
        keyId,
        algorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        certificates: await certificatesOf(parts, keyId, subject),
      },
      picture,
      diameterMm: 36,
    },
  });
}

async function putOfficial(
  parts: DemoDirectoryParts,
  directory: Directory,
  demo: DemoOfficial,
): Promise<void> {
  const { keySpec: _spec, keyIn, ...official } = demo;
  const agency = demoAgencies.find((candidate) => candidate.code === official.agency);
  const subject = {
    organisation: agency?.name ?? official.agency,
    title: official.title,
    commonName: official.name,
  };
  const handwriting = `directory/handwriting/${official.id}.png`;
  await putPicture(parts, handwriting, `handwriting-${official.id}.png`);
  const key = keyIn === 'kms' ? kmsKeyOf(parts, demo, subject) : tokenKeyOf(parts, official.id, subject);
  await directory.putOfficial({ ...official, key: await key, handwriting });
}

async function kmsKeyOf(
  parts: DemoDirectoryParts,
  { id, keySpec }: DemoOfficial,
  subject: Subject,
): Promise<Official['key']> {
  const keyId = `alias/ket-qua/official/${id}`;
  await provisionKey(parts.clients.kms, keyId, keySpec, {
    [signsForTag]: 'official',
    [stageTag]: defaults.stage,
    'ket-qua:official': id,
  });
  return {
    route: 'kms',
    keyId,
    algorithm: keySpec === 'RSA_2048' ? 'RSASSA_PKCS1_V1_5_SHA_256' : 'ECDSA_SHA_256',
    certificates: await certificatesOf(parts, keyId, subject),
  };
}

/** The stack itself never signs with it: that is for who plays the official, by hand or by an agent. */
async function tokenKeyOf(
  { pki, dataDir }: DemoDirectoryParts,
  id: string,
  subject: Subject,
): Promise<Official['key']> {
  const certificates = await demoToken(dataDir, id, (publicKey) => pki.certify(subject, publicKey));
  return { route: 'external', algorithm: 'ECDSA_SHA_256', certificates };
}

/** The certificates of a key in KMS, issued once by the development PKI. */
export async function certificatesOf(
  parts: DemoDirectoryParts,
  keyId: string,
  subject: Subject,
): Promise<string[]> {
  const { PublicKey } = await parts.clients.kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (PublicKey === undefined) throw new Error(`KMS gives no public key for ${keyId}.`);
  return parts.pki.certify(subject, PublicKey);
}

async function putPicture(parts: DemoDirectoryParts, key: string, file: string): Promise<void> {
  await parts.clients.s3.send(
    new PutObjectCommand({
      Bucket: parts.settings.buckets.work,
      Key: key,
      Body: await readFile(resolve(pictures, file)),
      ContentType: 'image/png',
    }),
  );
}
