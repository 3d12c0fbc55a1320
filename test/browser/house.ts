import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { Directory } from '../../functions/directory/index.ts';
import { dossierOf, type Dossier } from '../../functions/intake/index.ts';
import type { Table } from '../../functions/platform/table.ts';
import { Tracker, type RevisionId, type Status } from '../../functions/tracking/index.ts';
import { demoPassword } from '../../infra/local/demo/demo-people.ts';
import { freePort } from '../../infra/local/state/ports.ts';
import { at, until } from '../support/acting-office.ts';
import { standing } from '../support/standing.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { launchChromium } from './chromium.ts';

/** A running stack and a browser; each person who visits has a browser profile of their own. */
export interface House {
  readonly stack: TestStack;
  /** where a page looks for the signing software of its machine; nobody listens there unless a test does */
  readonly tokenAgentPort: number;
  readonly table: Table;
  readonly tracker: Tracker;
  readonly directory: Directory;
  /** a page of somebody who is not signed in */
  visit(): Promise<Page>;
  /** the page of a demo user, signed in as people do; empty each time */
  as(username: string): Promise<Page>;
  /** a page of the same person, signed in anew, in a browser without JavaScript */
  without(username: string): Promise<Page>;
  /** an example submitted by the one-stop system, under a code of its own */
  submit(example: string, change?: Partial<Dossier>): Promise<RevisionId>;
  /** an official's approval, from outside the browser */
  approve(id: RevisionId, username?: string): Promise<void>;
  reaches(id: RevisionId, ...wanted: Status[]): Promise<void>;
  /** everybody goes: who comes again signs in anew */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const browser = await launchChromium();
  const tokenAgentPort = await freePort(0);
  const stack = await startTestStack({
    env: {
      RATE_ANONYMOUS: '6000/2000',
      RATE_FACTOR: '6000/2000',
      RATE_VERIFY: '6000/2000',
      TOKEN_AGENT_PORT: String(tokenAgentPort),
      ...env,
    },
  });
  const { region, credentials, tableName: name } = stack.settings;
  const inner = new DynamoDBClient({ region, credentials, endpoint: stack.endpoints.dynamodb });
  const client = DynamoDBDocumentClient.from(inner, { marshallOptions: { removeUndefinedValues: true } });
  const table = { client, name };
  const tracker = new Tracker(table, () => new Date());
  const people = new Map<string, Page>();
  const contexts: BrowserContext[] = [];
  const reaches = async (id: RevisionId, ...wanted: Status[]) => {
    await until(
      async () => {
        const { status } = await standing({ table, tracker }, id);
        return wanted.includes(status) || undefined;
      },
      `${id.code} ${wanted.join(' or ')}`,
    );
  };
  const open = async (options: BrowserContextOptions) => {
    const context = await browser.newContext({ baseURL: stack.url, locale: 'vi-VN', ...options });
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    return context.newPage();
  };
  const visit = () => open({});
  return {
    stack,
    tokenAgentPort,
    table,
    tracker,
    directory: new Directory(table),
    visit,
    as: async (username) => {
      const page = people.get(username) ?? (await signIn(await visit(), username));
      people.set(username, page);
      // A page left open may load itself anew, and so break off where one goes next.
      await page.goto('about:blank');
      return page;
    },
    without: async (username) => signIn(await open({ javaScriptEnabled: false }), username),
    submit: async (example, change) => {
      const dossier = await exampleDossier(example, change);
      await stack.as('integration').post('/dossiers', dossier);
      return { code: dossier.code, revision: dossier.revision };
    },
    approve: async (id, username = 'official') => {
      await reaches(id, 'awaiting-approval');
      const { draft } = await tracker.state(id);
      const decision = { decision: 'approve', sha256: draft?.sha256 };
      await stack.as(username).post(`${at(id)}/decision`, decision);
    },
    reaches,
    leave: async () => {
      people.clear();
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    close: async () => {
      await browser.close();
      inner.destroy();
      await stack.stop();
    },
  };
}

/** From the home page to the province's sign-in page, which is another site, and back. */
export async function signIn(page: Page, username: string): Promise<Page> {
  await page.goto('/login');
  await page.getByRole('button', { name: 'Tiếp tục đăng nhập' }).click();
  await page.getByRole('radio', { name: `(${username})` }).check();
  await page.getByLabel('Mật khẩu').fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  return page;
}

let dossiers = 0;

async function exampleDossier(example: string, change: Partial<Dossier> = {}): Promise<Dossier> {
  const file = new URL(`../../examples/dossiers/${example}.json`, import.meta.url);
  const dossier = dossierOf({ dossier: JSON.parse(await readFile(file, 'utf8')) });
  const code = `${dossier.agency}-261112-${String(3_000 + (dossiers += 1))}`;
  return { ...dossier, code, revision: 1, ...change };
}
