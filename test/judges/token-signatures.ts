import type { Page } from 'playwright-core';
import type { SignatureAlgorithm } from '../../functions/directory/index.ts';
import { catalogue } from '../../functions/portal/text/catalogue.ts';
import { derOfPem } from '../../functions/signing/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import type { House } from '../browser/house.ts';
import type { AgentProcess } from './agent-process.ts';
import { PIN, type SoftToken } from './soft-token.ts';

const { signing, tokenAgent } = catalogue.vi;
const DEPUTY = 'pho-chu-tich-buon-ma-thuot';
const SUBJECT = {
  organisation: 'Ủy ban nhân dân phường Buôn Ma Thuột',
  title: 'Phó Chủ tịch',
  commonName: 'Nguyễn Thị Kim Liên',
};

/** What each key of the token signs with. */
const KEYS: readonly (readonly [id: string, type: 'EC:prime256v1' | 'rsa:2048', SignatureAlgorithm])[] = [
  ['01', 'EC:prime256v1', 'ECDSA_SHA_256'],
  ['02', 'rsa:2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ['03', 'rsa:2048', 'RSASSA_PSS_SHA_256'],
];

export interface SignedWithToken {
  readonly algorithm: SignatureAlgorithm;
  /** whose result is issued */
  readonly id: RevisionId;
}

/**
 * Officials sign with keys in SoftHSM, by the reference agent, on the real page in a real browser, at the second try:
 * the first PIN is wrong.
 */
export async function signWithToken(
  house: House,
  token: SoftToken,
  agent: AgentProcess,
): Promise<SignedWithToken[]> {
  const page = await house.as('deputy');
  const signed: SignedWithToken[] = [];
  for (const [id, type, algorithm] of KEYS) {
    await giveKey(house, token, { id, type, algorithm });
    signed.push({ algorithm, id: await signOnPage(house, page, agent) });
  }
  return signed;
}

/** A key made on the token, a certificate of the development PKI for it, and the directory told. */
async function giveKey(
  { stack, directory }: House,
  token: SoftToken,
  key: { id: string; type: 'EC:prime256v1' | 'rsa:2048'; algorithm: SignatureAlgorithm },
): Promise<void> {
  const certificates = await stack.pki.certify(SUBJECT, await token.makeKey(key.id, key.type));
  await token.putCertificate(key.id, derOfPem(certificates)[0] ?? new Uint8Array());
  const entry = await directory.official(DEPUTY);
  const { algorithm } = key;
  await directory.putOfficial({ ...entry, key: { route: 'external', algorithm, certificates } });
}

async function signOnPage(house: House, page: Page, agent: AgentProcess): Promise<RevisionId> {
  const id = await house.submit('01-link', { official: DEPUTY });
  await house.approve(id, 'deputy');
  await house.reaches(id, 'awaiting-signature');
  await page.goto(`/desk/signing/${id.code}/1`);
  const status = page.locator('[data-agent-status]');
  const known = status.getByText(tokenAgent.ready, { exact: true });
  await known.or(status.getByText(tokenAgent.pairing, { exact: true })).waitFor();
  if (!(await known.isVisible())) {
    await page.getByLabel(signing.pairingCode).fill(await agent.code());
    await page.getByRole('button', { name: signing.pair }).click();
  }
  const sign = () => page.getByRole('button', { name: signing.signChosen }).click();
  await agent.types('000000');
  await sign();
  await status.getByText(tokenAgent['fault-pin-wrong'], { exact: true }).waitFor();
  await agent.types(PIN);
  await sign();
  await page.locator('.govuk-notification-banner').waitFor();
  await house.reaches(id, 'returned');
  return id;
}
