import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { derOfPem } from '../../functions/signing/index.ts';
import { freePort } from '../../infra/local/state/ports.ts';
import { openHouse, type House } from '../browser/house.ts';
import { startAgent } from './agent-process.ts';
import { askJudges } from './ask-judges.ts';
import { certifiedCopy, copyOf, renewTimestamps, resultOf } from './after-issue.ts';
import { judges } from './judges.ts';
import { ownVerdict } from './own-verdict.ts';
import { SoftToken } from './soft-token.ts';
import { signWithToken } from './token-signatures.ts';

const FOLDER = '.local/judges/stack';
/** The development PKI's first timestamp authority ends in ten years, the next one in twelve. */
const DUE_NOW = { RENEWAL_HORIZON_DAYS: '4000' };

/** A file the running product issued, as the API hands it out. */
interface StackFile {
  readonly name: string;
  readonly pdf: Uint8Array;
}

/**
 * What takes the whole product: results signed with a token on the page, a certified copy of one, and both after their
 * timestamps were renewed, before every judge and our own verifier.
 */
export async function judgeStackFiles(): Promise<string[]> {
  await rm(FOLDER, { recursive: true, force: true });
  const token = await SoftToken.initialise(path.join(FOLDER, 'softhsm'));
  const port = await freePort(0);
  const house = await openHouse({ TOKEN_AGENT_PORT: String(port), ...DUE_NOW });
  const agent = await startAgent(token, port, new URL(house.stack.url).origin);
  try {
    const files: StackFile[] = [];
    const signed = await signWithToken(house, token, agent);
    for (const { algorithm, id } of signed) {
      files.push({ name: `token-${algorithm}.pdf`, pdf: await resultOf(house, id) });
    }
    const [first] = signed;
    if (first === undefined) throw new Error('nothing was signed');
    files.push({ name: 'certified-copy.pdf', pdf: await certifiedCopy(house, first.id) });
    await renewTimestamps(house);
    files.push({ name: 'renewed.pdf', pdf: await resultOf(house, first.id) });
    files.push({ name: 'renewed-copy.pdf', pdf: await copyOf(house, first.id) });
    return await judged(house, files);
  } finally {
    await agent.stop();
    await house.close();
  }
}

async function judged({ stack }: House, files: readonly StackFile[]): Promise<string[]> {
  const trust = path.join(FOLDER, 'root.pem');
  await writeFile(trust, stack.pki.rootPem);
  for (const { name, pdf } of files) await writeFile(path.join(FOLDER, name), pdf);
  const roots = derOfPem([stack.pki.rootPem]);
  const own = files.map(({ name, pdf }) => `verify stack/${name}: ${ownVerdict(pdf, roots)}`);
  const names = files.map(({ name }) => name);
  const others = await askJudges(judges.map((judge) => ({ judge, folder: FOLDER, trust, files: names })));
  return [...own, ...others.map(({ judge, file, said }) => `${judge} stack/${file}: ${said}`)].toSorted();
}
