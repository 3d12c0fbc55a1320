import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { SignatureAlgorithm } from '../../functions/directory/index.ts';
import { catalogue } from '../../functions/portal/text/catalogue.ts';
import { derOfPem, verifyDocument } from '../../functions/signing/index.ts';
import { at } from '../support/acting-office.ts';
import { openHouse, type House } from '../browser/house.ts';
import { startAgent, type AgentProcess } from './agent-process.ts';
import { PIN, SoftToken } from './soft-token.ts';
import { pdfsig } from './tools/pdfsig.ts';

const { signing, tokenAgent } = catalogue.vi;
const FOLDER = '.local/judges/token';
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

/**
 * Officials sign with keys in SoftHSM, by the reference agent, on the real page in a real browser, at the second try:
 * the first PIN is wrong. pdfsig and our own verifier judge the results. The line each must have is in the README.
 */
export async function judgeTokenSignatures(): Promise<string[]> {
  const token = await SoftToken.initialise(path.join(FOLDER, 'softhsm'));
  const port = await freePort();
  const house = await openHouse({ TOKEN_AGENT_PORT: String(port) });
  const agent = await startAgent(token, port, new URL(house.stack.url).origin);
  try {
    const page = await house.as('deputy');
    const lines: string[] = [];
    for (const [id, type, algorithm] of KEYS) {
      await giveKey(house, token, { id, type, algorithm });
      const pdf = await signOnPage(house, page, agent);
      lines.push(...(await judge(house, pdf, algorithm)));
    }
    return lines;
  } finally {
    await agent.stop();
    await house.close();
  }
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

async function signOnPage(house: House, page: Page, agent: AgentProcess): Promise<Uint8Array> {
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
  const answer = await house.stack.as('integration').send('GET', `${at(id)}/result`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function judge({ stack }: House, pdf: Uint8Array, name: string): Promise<string[]> {
  await mkdir(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${name}.pdf`);
  await writeFile(file, pdf);
  const roots = derOfPem([stack.pki.rootPem]);
  const { verdict, signatures } = verifyDocument(pdf, { roots, now: new Date() });
  const levels = signatures.flatMap(({ field, level }) => (level === undefined ? [] : `${field} ${level}`));
  return [
    `verify token/${name}.pdf: ${verdict}; ${levels.join('; ')}`,
    `pdfsig token/${name}.pdf: ${await pdfsig.verdict(file, '')}`,
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
