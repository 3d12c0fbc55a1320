import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { bind, PortInUse } from '../http/listen.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { readJsonFile } from './read-json.ts';

/** The services with a port of their own, with the port each prefers in a new data folder. */
export const preferredPorts = {
  dynamodb: 8318,
  s3: 8319,
  kms: 8320,
  sesv2: 8321,
  sfn: 8322,
  lambda: 8323,
  oidc: 8324,
  csc: 8325,
} as const;

export type ServiceName = keyof typeof preferredPorts;
export type ServicePorts = Readonly<Record<ServiceName, number>>;

const stored = z.record(z.string(), z.number());

/**
 * The ports of the services: those this data folder had before, else the preferred ones, else, where such a
 * port is taken, any. Remembered, so that tokens' issuer and addresses stay the same over restarts.
 */
export async function servicePorts(directory: string, preferred: boolean): Promise<ServicePorts> {
  const path = join(directory, 'ports.json');
  const before = (await readJsonFile(path, stored)) ?? {};
  const port = (name: ServiceName): Promise<number> =>
    freePort(before[name] ?? (preferred ? preferredPorts[name] : 0));
  const ports = {
    dynamodb: await port('dynamodb'),
    s3: await port('s3'),
    kms: await port('kms'),
    sesv2: await port('sesv2'),
    sfn: await port('sfn'),
    lambda: await port('lambda'),
    oidc: await port('oidc'),
    csc: await port('csc'),
  };
  await writeFileAtomically(path, JSON.stringify(ports, null, 2));
  return ports;
}

/** Below the range from which systems take the ports of outgoing connections, which come and go. */
const QUIET_PORTS = { from: 20_000, to: 32_000 };

/** The wanted port if it is free, else another; 0 wants any. */
export async function freePort(wanted: number): Promise<number> {
  try {
    const listening = await bind(
      createServer(),
      wanted === 0 ? randomInt(QUIET_PORTS.from, QUIET_PORTS.to) : wanted,
    );
    await listening.close();
    return listening.port;
  } catch (error) {
    if (error instanceof PortInUse) return freePort(0);
    throw error;
  }
}
