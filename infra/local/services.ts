import { join } from 'node:path';
import { startAwsServices } from './aws-services.ts';
import type { AwsServices } from './aws-services.ts';
import { settled } from './closers.ts';
import type { Closers } from './closers.ts';
import { startDevelopmentPki } from './development-pki.ts';
import type { Listening } from './http/listen.ts';
import { startOidc } from './oidc/server.ts';
import type { Pki } from './pki/server.ts';
import { defaults } from './stack-settings.ts';
import type { StackOptions, StackSettings } from './stack-settings.ts';
import type { ServicePorts } from './state/ports.ts';
import { openWorkflowEngine } from './workflow-engine.ts';
import type { WorkflowEngine } from './workflow-engine.ts';

/** Everything the functions talk to, listening; the workflow engine not yet running. */
export interface Services {
  readonly aws: AwsServices;
  readonly pki: Pki;
  readonly oidc: Listening;
  readonly engine: WorkflowEngine;
}

/** Starts the services side by side and hands each to the clean-up. */
export async function startServices(
  options: StackOptions,
  settings: StackSettings,
  publicBaseUrl: string,
  ports: ServicePorts,
  started: Closers,
): Promise<Services> {
  const keep = async <T extends { readonly close: () => Promise<void> }>(
    starting: Promise<T>,
  ): Promise<T> => {
    const service = await starting;
    started.add(service.close);
    return service;
  };
  const starting = [
    keep(startAwsServices(options.dataDir, ports, settings)),
    keep(startDevelopmentPki(options)),
    keep(
      startOidc({
        directory: join(options.dataDir, 'oidc'),
        port: ports.oidc,
        publicBaseUrl,
        portalClientId: defaults.portalClientId,
      }),
    ),
    keep(openWorkflowEngine(options.dataDir, ports.sfn, settings)),
  ] as const;
  await settled(starting);
  const [aws, pki, oidc, engine] = await Promise.all(starting);
  return { aws, pki, oidc, engine };
}
