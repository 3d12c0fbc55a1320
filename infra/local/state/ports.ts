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

const stored = z.record(z.string(), z.number().int().min(1).max(65_535));

/**
 * The ports of the services: those this data folder had before, else the preferred ones, else, where such a
 * port is taken, any. Remembered, so that tokens' issuer and addresses stay the same over restarts.
 */
export async function servicePorts(directory: string, preferred: boolean): Promise<ServicePorts> {
  const path = join(directory, 'ports.json');
  const before = (await readJsonFile(path, stored)) ?? {};
  for (const each of Object.values(before)) handedOut.add(each);
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

/** What this process has given away and may not have bound yet: nobody is given it a second time. */
const handedOut = new Set<number>();

/** The wanted port if it is free, else another; 0 wants any. */
export async function freePort(wanted: number): Promise<number> {
  const candidate = wanted === 0 ? drawPort() : wanted;
  handedOut.add(candidate);
  try {
    const listening = await bind(createServer(), candidate);
    await listening.close();
    return candidate;
  } catch (error) {
    if (error instanceof PortInUse) return freePort(0);
    throw error;
  }
}

function drawPort(): number {
  for (;;) {
    const port = randomInt(QUIET_PORTS.from, QUIET_PORTS.to);
    if (!handedOut.has(port)) return port;
  }
}

/** How often a start may meet a port that was taken after it had been found free. */
const MOST_STARTS = 5;

/**
 * Starts again where a port was taken between looking and binding, as long as any other would do as well.
 * Throws PortInUse for a port that must be this one, or after five starts.
 */
export async function startOnFreePorts<T>(
  start: () => Promise<T>,
  mustBe: (port: number) => Promise<boolean>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof PortInUse) || attempt === MOST_STARTS || (await mustBe(error.port))) throw error;
    }
  }
}
