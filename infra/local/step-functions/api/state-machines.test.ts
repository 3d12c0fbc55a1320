import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutionStatusChange } from '../index.ts';
import { startService, type ServiceUnderTest } from '../testing/service-under-test.ts';

const roleArn = 'arn:aws:iam::000000000000:role/states';
const machineArn = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:machine';
const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const text = (definition: object) => JSON.stringify({ QueryLanguage: 'JSONata', ...definition });

let service: ServiceUnderTest;
let changes: ExecutionStatusChange[];

beforeEach(async () => {
  changes = [];
  service = await startService({
    onStatusChange: (event) => changes.push(event),
    functions: { desk: () => ({}) },
  });
});
afterEach(() => service.stop());

const create = (definition: string, name = 'machine', more: object = {}) =>
  service.client.send(new CreateStateMachineCommand({ name, definition, roleArn, ...more }));

describe('CreateStateMachine', () => {
  test('is idempotent by name and definition', async () => {
    const first = await create(text(pass));
    expect(first.stateMachineArn).toBe(machineArn);
    const again = await create(text(pass), 'machine', { roleArn: `${roleArn}2` });
    expect(again.creationDate).toEqual(first.creationDate);
    await expect(create(text(wait))).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  test('refuses a definition it does not run, naming what and where', async () => {
    const map = { StartAt: 'M', States: { M: { Type: 'Map', End: true } } };
    await expect(create(text(map))).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringMatching(
        /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: .*at \/States\/M\/Type'$/,
      ),
    });
  });

  test('refuses bad names and express machines', async () => {
    await expect(create(text(pass), 'a/b')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(create(text(pass), 'x'.repeat(81))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(create(text(pass), 'm', { type: 'EXPRESS' })).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
  });
});

const update = (stateMachineArn: string, definition: string) =>
  service.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));

describe('UpdateStateMachine', () => {
  test('changes what starts next, not what runs', async () => {
    const arn = await service.create(wait);
    const before = await service.start(arn);
    const { revisionId } = await update(arn, text(pass));
    expect(
      await service.client.send(new DescribeStateMachineCommand({ stateMachineArn: arn })),
    ).toMatchObject({
      name: 'machine',
      status: 'ACTIVE',
      definition: text(pass),
      revisionId,
    });
    expect((await service.describe(await service.start(arn))).status).toBe('SUCCEEDED');
    await service.pass(60_000);
    expect((await service.history(before)).map(({ type }) => type)).toContain('WaitStateExited');
  });

  test('refuses an unknown machine and an invalid definition', async () => {
    await expect(update(machineArn, text(pass))).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await service.create(pass);
    await expect(update(machineArn, '{}')).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });

  test('machines are listed by name', async () => {
    await service.create(pass, 'b');
    await service.create(wait, 'a');
    const { stateMachines = [] } = await service.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
