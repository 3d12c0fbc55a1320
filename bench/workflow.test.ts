import { describe, expect, it } from 'vitest';
import { UsageError } from '../infra/demo/arguments.ts';
import { movesDossier } from './counted-services.ts';
import { READER } from './reading-room.ts';
import { workflow } from './workflow.ts';

describe('the workflow benchmark', () => {
  it.each(['abc', '0', '-1', '1.5', ''])('refuses to run %j dossiers', async (count) => {
    await expect(workflow([count])).rejects.toThrow(UsageError);
  });

  it('counts what steps and acting requests ask of AWS, not what looking around and the clock ask', () => {
    const counted = [undefined, READER, 'sweep', 'reconcile', 'api', 'seal-result'].filter((caller) =>
      movesDossier({ service: 'DynamoDB', operation: 'Query', caller }),
    );
    expect(counted).toEqual(['api', 'seal-result']);
  });
});
