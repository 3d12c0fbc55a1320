import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { renewalEveryMinutes } from '../renewal-workflow.ts';

/** EventBridge Scheduler for the embedded stack: starts a round of renewals at the interval of the deployment. */
export function startRenewalRounds(
  client: SFNClient,
  stateMachineArn: string,
): { readonly close: () => Promise<void> } {
  let starting: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A round that cannot be started is left to the next.
    starting = client
      .send(new StartExecutionCommand({ stateMachineArn, input: '{}' }))
      .catch(() => undefined);
  }, renewalEveryMinutes * 60_000);
  return {
    close: async () => {
      clearInterval(timer);
      await starting;
    },
  };
}
