import { functions } from '../infra/functions.ts';
import { startAwsServices } from '../infra/local/aws-services.ts';
import { stackSettings } from '../infra/local/stack-settings.ts';
import { servicePorts } from '../infra/local/state/ports.ts';
import { startAwsProxy, type AwsCall } from '../test/support/aws-proxy.ts';
import { READER } from './reading-room.ts';

/** The embedded AWS services with a counter before each. */
interface CountedServices {
  /** tells a stack where they are, so that it starts none of its own */
  readonly env: NodeJS.ProcessEnv;
  /** by service and operation: what the dossiers on their road asked of AWS */
  readonly calls: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/** Functions that run by the clock, whether there is a dossier or not. */
const SCHEDULED: ReadonlySet<string> = new Set(
  functions.filter((spec) => spec.everyMinutes !== undefined).map((spec) => spec.name),
);

/** Starts them; the stack itself starts Step Functions, on the port its folder remembers. */
export async function startCountedServices(dataDir: string): Promise<CountedServices> {
  const settings = stackSettings({ dataDir, port: 0 });
  const ports = await servicePorts(dataDir, false);
  const services = await startAwsServices(dataDir, ports, settings);
  const { dynamodb, s3, kms, sesv2 } = services.endpoints;
  const calls = new Map<string, number>();
  const count = (call: AwsCall): void => {
    const name = `${call.service} ${call.operation}`;
    if (movesDossier(call)) calls.set(name, (calls.get(name) ?? 0) + 1);
  };
  const proxies = await Promise.all([
    startAwsProxy('DynamoDB', dynamodb, count),
    startAwsProxy('S3', s3, count),
    startAwsProxy('KMS', kms, count),
    startAwsProxy('SES', sesv2, count),
    startAwsProxy('Step Functions', `http://127.0.0.1:${ports.sfn}`, count),
  ]);
  const [DYNAMODB, S3, KMS, SESV2, SFN] = proxies.map((proxy) => proxy.url);
  return {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_DYNAMODB: DYNAMODB,
      AWS_ENDPOINT_URL_S3: S3,
      AWS_ENDPOINT_URL_KMS: KMS,
      AWS_ENDPOINT_URL_SESV2: SESV2,
      AWS_ENDPOINT_URL_SFN: SFN,
    },
    calls,
    close: async () => {
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await services.close();
    },
  };
}

/** Not what the stack asks for itself, the schedules, or people who only look. */
export function movesDossier({ caller }: AwsCall): boolean {
  return caller !== undefined && caller !== READER && !SCHEDULED.has(caller);
}
