import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { readBody } from '../http/body.ts';
import { listen } from '../http/listen.ts';
import type { HttpHandler, Listening } from '../http/listen.ts';
import { pageHeaders } from '../http/page.ts';
import { sendBytes } from '../http/respond.ts';
import { demoLogin, registerDemoGrant } from './demo-grant.ts';
import { expiredPage, loginPage } from './pages.ts';
import { providerKeys } from './provider-keys.ts';
import { providerSettings } from './provider-settings.ts';
import { openSessionDatabase } from './session-database.ts';

const MAX_FORM = 4096;

export interface OidcOptions {
  readonly directory: string;
  readonly port: number;
  /** origin of the portal, which people are sent back to */
  readonly publicBaseUrl: string;
  readonly portalClientId: string;
}

/** The development identity provider, which stands where Cognito stands in the cloud. Its url is the issuer. */
export async function startOidc(options: OidcOptions): Promise<Listening> {
  let serve: HttpHandler | undefined;
  const listening = await listen((request, response) => serve?.(request, response), options.port);
  const sessions = openSessionDatabase(options.directory);
  const settings = providerSettings(options, await providerKeys(options.directory), sessions);
  const provider = new Provider(listening.url, settings);
  registerDemoGrant(provider);
  const answer = provider.callback();
  serve = (request, response) =>
    request.url?.startsWith('/login/') === true
      ? login(provider, request, response)
      : answer(request, response);
  return {
    ...listening,
    close: async () => {
      await listening.close();
      sessions.close();
    },
  };
}

async function login(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const action = request.url ?? '/';
  const underWay = await provider.interactionDetails(request, response).catch(() => undefined);
  if (underWay === undefined || !action.endsWith(`/${underWay.uid}`)) {
    return sendPage(response, 400, await expiredPage());
  }
  if (request.method !== 'POST') return sendPage(response, 200, await loginPage(action));
  const form = new URLSearchParams((await readBody(request, MAX_FORM)).toString('utf8'));
  const username = form.get('username') ?? '';
  const person = demoLogin(username, form.get('password') ?? '');
  if (person === undefined) return sendPage(response, 403, await loginPage(action, { username }));
  await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
}

function sendPage(response: ServerResponse, status: number, body: string): void {
  sendBytes(response, status, 'text/html; charset=utf-8', Buffer.from(body), pageHeaders);
}
