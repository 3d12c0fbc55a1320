import { z } from 'zod';
import type { Engine } from '../execution/engine.ts';
import type { JsonObject } from '../json.ts';
import { ARN_FORMAT } from './arn.ts';
import { ServiceError, validationException } from './service-error.ts';

/** What the operations of the API work on. */
export type ServiceParts = { engine: Engine; region: string; accountId: string };

/** One operation of the API: its input as sent, its answer as JSON. */
export type Operation = (parts: ServiceParts, input: unknown) => JsonObject;

/** An operation whose input is checked first. @throws ServiceError InvalidArn, ValidationException. */
export function operation<Input>(
  schema: z.ZodType<Input>,
  run: (parts: ServiceParts, input: Input) => JsonObject,
): Operation {
  return (parts, input) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(parts, parsed.data);
    const issue = parsed.error.issues[0];
    if (issue?.code === 'invalid_format' && issue.format === ARN_FORMAT) {
      throw new ServiceError('InvalidArn', issue.message);
    }
    const field = issue === undefined ? '' : issue.path.join('.');
    throw validationException(`Value at '${field}' failed to satisfy constraint: ${issue?.message ?? ''}`);
  };
}

/** A length in bytes of UTF-8, as the service counts payloads. */
export function textOfBytes(most: number): z.ZodString {
  return z
    .string()
    .refine(
      (text) => Buffer.byteLength(text) <= most,
      `Member must have length less than or equal to ${most}`,
    );
}

export function timestamp(instant: string): number {
  return Date.parse(instant) / 1000;
}
