import { join, resolve } from 'node:path';
import { bundleDirectory } from '../build/bundle.ts';
import { functions } from '../functions.ts';
import { foreignEndpoint } from './aws-services.ts';
import { stackClients } from './clients.ts';
import { closers } from './closers.ts';
import type { Closers } from './closers.ts';
import { seedDemoDirectory } from './demo-directory.ts';
import type { DemoDirectoryParts } from './demo-directory.ts';
import type { Csc } from './csc/server.ts';
import { startDemoSigningService } from './demo-signing-service.ts';
import { pkiPortOf } from './development-pki.ts';
import { startFront } from './front.ts';
import { functionEnvironment } from './function-environment.ts';
import type { StackAddresses } from './function-environment.ts';
import { listen } from './http/listen.ts';
import { invokeApi } from './lambda/invoke-api.ts';
import { startRunner } from './lambda/runner.ts';
import type { LambdaRunner } from './lambda/runner.ts';
import type { Pki } from './pki/server.ts';
import { provisionBuckets, provisionKey, provisionTable } from './provision.ts';
import { startRenewalRounds } from './renewal-rounds.ts';
import { startScheduler } from './scheduler/scheduler.ts';
import { startServices } from './services.ts';
import type { Services } from './services.ts';
import type { Ses } from './ses/server.ts';
import { STACK_FILE } from './stack-endpoints.ts';
import type { StackEndpoints } from './stack-endpoints.ts';
import { defaults, stackSettings } from './stack-settings.ts';
import type { StackOptions, StackSettings } from './stack-settings.ts';
import { writeFileAtomically } from './state/atomic-file.ts';
import { lockFolder } from './state/lock.ts';
import { freePort, servicePorts, startOnFreePorts } from './state/ports.ts';
import { provisionWorkflow } from './workflow.ts';

export type { StackEndpoints } from './stack-endpoints.ts';
export type { StackOptions } from './stack-settings.ts';

/** The running stack. */
export interface Stack {
  /** the product: http://localhost:<port> */
  readonly url: string;
  readonly endpoints: StackEndpoints;
  readonly settings: StackSettings;
  readonly stateMachineArn: string;
  /** the state machine that renews timestamps */
  readonly renewalArn: string;
  readonly runner: LambdaRunner;
  readonly pki: Pki;
  /** the embedded remote signing service, with its troubles */
  readonly csc: Csc;
  /** the embedded SES with its outbox; undefined when another stands in its place */
  readonly ses: Ses | undefined;
  /** Ends everything in order; what waits goes on at the next start. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the whole product on this machine; the bundles must be built. Throws DataFolderInUse, PortInUse,
 * PkiAddressChanged; whatever had been started is ended then.
 */
export function startStack(options: StackOptions): Promise<Stack> {
  return startOnFreePorts(
    () => startOnce(options),
    async (port) => port === options.port || (await pkiPortOf(options)) === port,
  );
}

async function startOnce(options: StackOptions): Promise<Stack> {
  const started = closers();
  try {
    const lock = lockFolder(options.dataDir);
    started.add(() => lock.release());
    return await start(options, started);
  } catch (error) {
    await started.closeAll();
    throw error;
  }
}

async function start(options: StackOptions, started: Closers): Promise<Stack> {
  const settings = stackSettings(options);
  const port = options.port === 0 ? await freePort(0) : options.port;
  const url = settings.env['PUBLIC_BASE_URL'] ?? `http://localhost:${port}`;
  const ports = await servicePorts(options.dataDir, options.port !== 0);
  const services = await startServices(options, settings, url, ports, started);
  const { aws, pki } = services;
  const machines = `arn:aws:states:${settings.region}:${settings.accountId}:stateMachine`;
  const stateMachineArn = `${machines}:${defaults.stateMachineName}`;
  const renewalArn = `${machines}:renew-timestamps`;
  const addresses = addressesOf(services, settings, url, stateMachineArn);
  const clients = stackClients(addresses, settings);
  const parts = { clients, pki, settings, dataDir: options.dataDir };
  await prepareStores(parts);
  const csc = await startDemoSigningService(parts, ports.csc);
  started.add(() => csc.close());
  const runner = await startRunner({
    functions,
    bundleDirectory,
    environment: (spec) => functionEnvironment(spec, bundleDirectory(spec.name), addresses, settings),
    logDirectory: join(options.dataDir, 'logs'),
    compileCache: resolve(bundleDirectory(''), '../compiled'),
  });
  started.add(() => runner.close());
  const lambda = await listen(invokeApi(runner), ports.lambda);
  started.add(() => lambda.close());
  await startWorkflow(services, runner, options, settings, started);
  await provisionWorkflow(clients.sfn, 'return-of-results', stateMachineArn, options.workflowSettings);
  await provisionWorkflow(clients.sfn, 'renew-timestamps', renewalArn, {});
  started.add(startRenewalRounds(clients.sfn, renewalArn).close);

  const endpoints: StackEndpoints = {
    ...aws.endpoints,
    sfn: addresses.sfn,
    lambda: lambda.url,
    oidc: services.oidc.url,
    pki: pki.url,
    csc: csc.url,
  };
  const front = await startFront(port, runner, services, endpoints, settings);
  started.add(() => front.close());
  await writeFileAtomically(join(options.dataDir, STACK_FILE), JSON.stringify({ url, endpoints }, null, 2));
  return {
    url,
    endpoints,
    settings,
    stateMachineArn,
    renewalArn,
    runner,
    pki,
    csc,
    ses: aws.ses,
    stop: started.closeAll,
  };
}

function addressesOf(
  { aws, engine, oidc, pki }: Services,
  settings: StackSettings,
  publicBaseUrl: string,
  stateMachineArn: string,
): StackAddresses {
  return {
    ...aws.endpoints,
    sfn: foreignEndpoint(settings.env, 'SFN') ?? engine.url,
    publicBaseUrl,
    oidcIssuer: oidc.url,
    timestampUrl: pki.timestampUrl,
    stateMachineArn,
  };
}

/** Makes what the functions need in the stores, wherever those are, unless it is there. */
async function prepareStores(parts: DemoDirectoryParts): Promise<void> {
  const { clients, settings } = parts;
  await provisionTable(clients.dynamodb, settings.tableName);
  await provisionBuckets(clients.s3, Object.values(settings.buckets));
  await provisionKey(clients.kms, defaults.linkKeyAlias, 'HMAC_256', { 'ket-qua:use': 'download-links' });
  await provisionKey(clients.kms, defaults.healthKeyAlias, 'ECC_NIST_P256', { 'ket-qua:use': 'health' });
  await provisionKey(clients.kms, defaults.secretsKeyAlias, 'SYMMETRIC_DEFAULT', {
    'ket-qua:use': 'secrets',
  });
  await seedDemoDirectory(parts);
}

/** The engine's clean-up comes before the runner's: it takes no answer of a sandbox that is being ended. */
async function startWorkflow(
  services: Services,
  runner: LambdaRunner,
  options: StackOptions,
  settings: StackSettings,
  started: Closers,
): Promise<void> {
  const seconds = options.scheduleSeconds ?? defaults.scheduleSeconds;
  const scheduler = startScheduler(runner, settings, seconds);
  started.add(scheduler.close);
  await services.engine.start(runner, scheduler);
  started.add(services.engine.close);
}
