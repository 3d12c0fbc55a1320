import middy from '@middy/core';
import { z } from 'zod';
import { AwsUnavailable, mapAwsFailure, StepInputInvalid } from './failures.ts';
import { logger } from './logger.ts';

/** What every step of the return-of-results workflow is told: which revision of which dossier. */
export const revisionPayload = z.object({
  v: z.literal(1),
  code: z.string().min(1),
  revision: z.number().int().positive(),
});

/**
 * A step gives up so long before Lambda would stop it: time to say what happened, under a name that is retried,
 * and to write the log. AWS calls (`awsLimits`) give up before that, Lambda and then the state after it.
 */
export const DEADLINE_MARGIN_MS = 1_000;

const deadline = {
  timeoutEarlyInMillis: DEADLINE_MARGIN_MS,
  timeoutEarlyResponse: (): never => {
    throw new AwsUnavailable('the step did not end before its deadline');
  },
};

/**
 * The one preset for workflow steps: parses the payload, runs the step, checks the answer, maps SDK failures
 * to names the definition's `Retry` and `Catch` list, and logs start and end without any of the data.
 * @throws {StepInputInvalid} when the payload does not fit `input`
 */
export function step<In extends z.ZodType, Out extends z.ZodType>(spec: {
  input: In;
  output: Out;
  run: (input: z.output<In>) => Promise<z.input<Out>>;
}) {
  return middy(async (event: unknown): Promise<z.output<Out>> => {
    const input = spec.input.safeParse(event);
    if (!input.success) throw new StepInputInvalid(z.prettifyError(input.error));
    return spec.output.parse(await spec.run(input.data));
  }, deadline)
    .before((request) => {
      const about = revisionPayload.safeParse(request.event);
      if (about.success) logger.appendKeys({ dossier: about.data.code, revision: about.data.revision });
      logger.info('step started');
    })
    .after(() => {
      logger.info('step completed');
    })
    .onError((request) => {
      request.error = toError(mapAwsFailure(request.error));
      logger.error('step failed', { errorName: request.error.name });
      throw request.error;
    });
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
