import { join } from 'node:path';
import { bundleDirectory } from '../infra/build/bundle.ts';
import { functions } from '../infra/functions.ts';
import { functionEnvironment } from '../infra/local/function-environment.ts';
import { httpApi } from '../infra/local/gateway/gateway.ts';
import { listen, type Listening } from '../infra/local/http/listen.ts';
import { startRunner, type LambdaRunner } from '../infra/local/lambda/runner.ts';
import type { Stack } from '../infra/local/stack.ts';
import { pass } from '../test/support/aws-proxy.ts';

/** What the SDK calls the sandboxes that serve the players' looking around. */
export const READER = 'reader';

/**
 * The API's address for people who play a run: their looking around (GET) is served by sandboxes with a name of
 * their own, so that the AWS calls it costs can be told from those that move a dossier.
 */
export async function openReadingRoom(stack: Stack, folder: string): Promise<Listening> {
  const runner = await startReaders(stack, folder);
  const read = httpApi(runner, stack.settings.accountId);
  const front = await listen(
    (request, response) =>
      request.method === 'GET' ? read(request, response) : pass(request, response, new URL(stack.url)),
    0,
  );
  return {
    ...front,
    close: async () => {
      await front.close();
      await runner.close();
    },
  };
}

function startReaders(
  { endpoints, settings, stateMachineArn, url }: Stack,
  folder: string,
): Promise<LambdaRunner> {
  const addresses = {
    ...endpoints,
    publicBaseUrl: url,
    oidcIssuer: endpoints.oidc,
    timestampUrl: `${endpoints.pki}/tsa`,
    stateMachineArn,
  };
  return startRunner({
    functions: functions.filter(({ name }) => name === 'api'),
    bundleDirectory,
    environment: (spec) => ({
      ...functionEnvironment(spec, bundleDirectory(spec.name), addresses, settings),
      AWS_SDK_UA_APP_ID: READER,
    }),
    logDirectory: join(folder, 'logs-of-readers'),
    compileCache: join(folder, 'compiled'),
  });
}
