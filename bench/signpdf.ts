/** The same signature by @signpdf, as its documentation has it: placeholder by pdf-lib, key file by node-forge. */
import 'reflect-metadata';
import { type KeyObject, createPublicKey } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { PDFDocument } from 'pdf-lib';
import { fileOfKey } from '../functions/signing/testing/pkcs12-file.ts';

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const PASSPHRASE = 'mot-hai-ba';

/** A key file node-forge can read: no elliptic curve in any certificate, no passphrase beyond ASCII. */
export async function fileForSignpdf(key: KeyObject): Promise<Uint8Array> {
  const pkcs8 = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }));
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const keys = {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, RSA, false, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, RSA, true, ['verify']),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Nguoi ky',
    signingAlgorithm: RSA,
    keys,
  });
  return fileOfKey(key, [new Uint8Array(certificate.rawData)], PASSPHRASE);
}

export async function signBySignpdf(pdf: Uint8Array, file: Uint8Array): Promise<Buffer> {
  const pdfDoc = await PDFDocument.load(pdf);
  pdflibAddPlaceholder({ pdfDoc, reason: 'Ký', contactInfo: '', name: 'Người ký', location: '' });
  const prepared = Buffer.from(await pdfDoc.save());
  return new SignPdf().sign(prepared, new P12Signer(Buffer.from(file), { passphrase: PASSPHRASE }));
}
