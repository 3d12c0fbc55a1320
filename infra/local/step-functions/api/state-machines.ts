import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadDefinition } from '../definition/loader.ts';
import { describeProblems } from '../definition/problem.ts';
import type { JsonObject } from '../json.ts';
import type { Machine } from '../store/machine-store.ts';
import { arnOfRole, arnOfStateMachine } from './arn.ts';
import { requireName } from './names.ts';
import { operation, textOfBytes, timestamp, type ServiceParts } from './operation.ts';
import { page, paging, type Order } from './page.ts';
import { ServiceError, stateMachineDoesNotExist } from './service-error.ts';

const definitionText = textOfBytes(1_048_576);

/** @throws ServiceError InvalidDefinition naming each thing this engine does not run, and where it stands. */
function requireDefinition(text: string): void {
  const loaded = loadDefinition(text);
  if (!loaded.ok) throw new ServiceError('InvalidDefinition', describeProblems(loaded.problems));
}

export function requireMachine({ engine }: ServiceParts, stateMachineArn: string): Machine {
  const machine = engine.parts.machines.get(stateMachineArn);
  if (machine === undefined) throw stateMachineDoesNotExist(stateMachineArn);
  return machine;
}

/** Idempotent by name and definition; another role is ignored, as the service ignores it. */
export const createStateMachine = operation(
  z.object({
    name: z.string(),
    definition: definitionText,
    roleArn: arnOfRole,
    type: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
  }),
  ({ engine, region, accountId }, { name, definition, roleArn, type }) => {
    requireName(name);
    if (type === 'EXPRESS') {
      throw new ServiceError(
        'StateMachineTypeNotSupported',
        'State Machine Type Not Supported: only STANDARD',
      );
    }
    requireDefinition(definition);
    const { machines, clock } = engine.parts;
    const stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
    const known = machines.get(stateMachineArn);
    if (known !== undefined && machines.definitionText(known.definitionHash) !== definition) {
      throw new ServiceError(
        'StateMachineAlreadyExists',
        `State Machine Already Exists: '${stateMachineArn}'`,
      );
    }
    const creationDate = known?.creationDate ?? clock.now().toISOString();
    if (known === undefined) {
      const definitionHash = machines.keepDefinition(definition);
      machines.put({ name, stateMachineArn, roleArn, definitionHash, creationDate, revisionId: null });
    }
    return { stateMachineArn, creationDate: timestamp(creationDate) };
  },
);

/** Running executions keep the definition they were started with. */
export const updateStateMachine = operation(
  z.object({
    stateMachineArn: arnOfStateMachine,
    definition: definitionText.optional(),
    roleArn: arnOfRole.optional(),
  }),
  (parts, { stateMachineArn, definition, roleArn }) => {
    const machine = requireMachine(parts, stateMachineArn);
    if (definition === undefined && roleArn === undefined) {
      throw new ServiceError(
        'MissingRequiredParameter',
        'Either the definition or the role ARN must be specified',
      );
    }
    if (definition !== undefined) requireDefinition(definition);
    const { machines, clock } = parts.engine.parts;
    const revisionId = randomUUID();
    const definitionHash =
      definition === undefined ? machine.definitionHash : machines.keepDefinition(definition);
    machines.put({ ...machine, roleArn: roleArn ?? machine.roleArn, definitionHash, revisionId });
    return { updateDate: clock.now().getTime() / 1000, revisionId };
  },
);

export const describeStateMachine = operation(
  z.object({ stateMachineArn: arnOfStateMachine }),
  (parts, { stateMachineArn }) => {
    const { creationDate, definitionHash, name, roleArn, revisionId } = requireMachine(
      parts,
      stateMachineArn,
    );
    const description: JsonObject = {
      stateMachineArn,
      name,
      status: 'ACTIVE',
      definition: parts.engine.parts.machines.definitionText(definitionHash),
      roleArn,
      type: 'STANDARD',
      creationDate: timestamp(creationDate),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
    };
    return revisionId === null ? description : { ...description, revisionId };
  },
);

const BY_NAME: Order<Machine> = {
  keyOf: (machine) => machine.stateMachineArn,
  isAfter: (key, other) => key > other,
};

export const listStateMachines = operation(z.object(paging), ({ engine }, input) => {
  const machines = engine.parts.machines.list().toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { items, ...more } = page(machines, BY_NAME, input);
  return {
    stateMachines: items.map(({ stateMachineArn, name, creationDate }) => ({
      stateMachineArn,
      name,
      type: 'STANDARD',
      creationDate: timestamp(creationDate),
    })),
    ...more,
  };
});
