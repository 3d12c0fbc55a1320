import { handle } from 'hono/aws-lambda';
import { objectClient } from '../platform/aws.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { Tracker } from '../tracking/index.ts';
import { connectFront, frontVariables } from './connect-front.ts';
import { createPagePicture } from './page-picture.ts';

const { WORK_BUCKET, ARCHIVE_BUCKET } = variable;
const env = readEnv({ ...frontVariables, WORK_BUCKET, ARCHIVE_BUCKET });
const front = await connectFront(env);
const objects = objectClient();

/** Pages of results as pictures, for officials and clerks. */
export const handler = handle(
  createPagePicture({
    ...front,
    tracker: new Tracker(front.table, front.clock),
    work: new ObjectStore(objects, env.WORK_BUCKET),
    archive: new ObjectStore(objects, env.ARCHIVE_BUCKET),
  }),
);
