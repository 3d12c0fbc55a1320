import middy from '@middy/core';
import { z } from 'zod';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { Tracker } from '../tracking/index.ts';
import { answerDownload, edgeOnly } from './download-answer.ts';
import { downloadResult } from './download-result.ts';
import { TicketRepository } from './download-ticket.ts';
import { LinkRepository } from './link-repository.ts';
import { isFromEdge, ORIGIN_HEADER } from './origin-secret.ts';
import { archivePresigner } from './presigner.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  ARCHIVE_BUCKET: variable.ARCHIVE_BUCKET,
  ORIGIN_SECRETS: variable.ORIGIN_SECRETS,
});
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  links: new LinkRepository(table),
  tickets: new TicketRepository(table),
  presigner: archivePresigner(objectClient(), env.ARCHIVE_BUCKET),
  clock: systemClock,
};

/** API Gateway's payload format 2.0, as far as it is read. */
const request = z.object({
  headers: z.record(z.string(), z.string()),
  pathParameters: z.object({ ticket: z.string() }),
});

export const handler = middy(async (event: unknown) => {
  const { headers, pathParameters } = request.parse(event);
  if (!isFromEdge(headers[ORIGIN_HEADER], env.ORIGIN_SECRETS)) return edgeOnly();
  return answerDownload(await downloadResult(deps, pathParameters.ticket));
});
