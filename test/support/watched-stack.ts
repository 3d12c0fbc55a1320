import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAwsServices } from '../../infra/local/aws-services.ts';
import type { Outbox } from '../../infra/local/ses/outbox.ts';
import { stackSettings } from '../../infra/local/stack-settings.ts';
import { servicePorts } from '../../infra/local/state/ports.ts';
import { startAwsProxy, type AwsCall, type AwsProxy, type Watch } from './aws-proxy.ts';
import { startTestStack, type TestStack } from './stack.ts';

/** A request to an AWS service, whole, with the status of its answer. */
export interface RecordedCall extends AwsCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly status: number;
}

/** The embedded stack with its AWS services behind proxies that write down every call. */
export interface WatchedStack extends TestStack {
  readonly calls: readonly RecordedCall[];
  readonly outbox: Outbox;
  /** from now on a function's operation gets no answer but 503 */
  refuse(caller: string, operation: string): void;
  /** every operation is answered again */
  relent(): void;
}

/**
 * Starts it. The archive answers as a versioned bucket does, since the real one is: with a version id, under which
 * what was archived is read from then on.
 */
export async function startWatchedStack(env: Readonly<Record<string, string>>): Promise<WatchedStack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ket-qua-watched-'));
  const settings = stackSettings({ dataDir, port: 0 });
  const ports = await servicePorts(dataDir, false);
  const services = await startAwsServices(dataDir, ports, settings);
  const calls: RecordedCall[] = [];
  const refused = new Set<string>();
  const watch: Watch = (call, request, response) => {
    const url = new URL(request.url ?? '/', 'http://aws');
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => body.push(part));
    response.on('close', () =>
      calls.push({
        ...call,
        method: request.method ?? '',
        url,
        headers: request.headers,
        body: call.service === 'S3' ? '' : Buffer.concat(body).toString('utf8'),
        status: response.statusCode,
      }),
    );
    if (refused.has(`${call.caller} ${call.operation}`)) response.writeHead(503).end();
    else if (url.pathname.startsWith(`/${settings.buckets.archive}/`)) {
      response.setHeader('x-amz-version-id', 'first');
    }
  };
  const { dynamodb, s3, kms, sesv2 } = services.endpoints;
  const targets = {
    DYNAMODB: dynamodb,
    S3: s3,
    KMS: kms,
    SESV2: sesv2,
    SFN: `http://127.0.0.1:${ports.sfn}`,
  };
  const proxies: [string, AwsProxy][] = [];
  for (const [service, target] of Object.entries(targets)) {
    proxies.push([`AWS_ENDPOINT_URL_${service}`, await startAwsProxy(service, target, watch)]);
  }
  const addresses = Object.fromEntries(proxies.map(([name, { url }]) => [name, url]));
  const stack = await startTestStack({ dataDir, env: { ...env, ...addresses } });
  return {
    ...stack,
    calls,
    outbox: services.ses!.outbox,
    refuse: (caller, operation) => void refused.add(`${caller} ${operation}`),
    relent: () => refused.clear(),
    stop: async () => {
      await stack.stop();
      await Promise.all(proxies.map(([, proxy]) => proxy.close()));
      await services.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
