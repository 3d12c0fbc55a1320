import { pad } from '../tracking/index.ts';
import type { decisionEvent, TaskId } from './task.ts';
import type { z } from 'zod';

/** A wait that goes from one person's list to the next one's, with what the first one did. */
export interface Passing {
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
  readonly event: z.infer<typeof decisionEvent>;
}

/** The one update that takes an initial and puts the wait before who comes next: either both or neither. */
export function passing({ kind, code, revision }: TaskId, { from, to, dueOn, event }: Passing) {
  return {
    UpdateExpression:
      'SET #scope = :to, gsi1pk = :list, gsi1sk = :place, initialled = list_append(if_not_exists(initialled, :none), :events)',
    ConditionExpression: '#scope = :from AND attribute_not_exists(#output) AND callback = :open',
    ExpressionAttributeNames: { '#scope': 'scope', '#output': 'output' },
    ExpressionAttributeValues: {
      ':from': from,
      ':to': to,
      ':list': `TASKS#${kind}#${to}`,
      ':place': `${dueOn}#${code}#${pad(revision, 4)}`,
      ':none': [],
      ':events': [event],
      ':open': 'none',
    },
  };
}
