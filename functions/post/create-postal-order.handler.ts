import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, objectClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { revisionPayload, step } from '../platform/step.ts';
import { prepareFonts } from '../rendering/index.ts';
import { Tracker } from '../tracking/index.ts';
import { createPostalOrder } from './create-postal-order.ts';
import { drawPostalLabel } from './label.ts';
import { PostalOrderRepository } from './postal-order-repository.ts';

const env = readEnv({
  TABLE_NAME: variable.TABLE_NAME,
  WORK_BUCKET: variable.WORK_BUCKET,
  TEMPLATES_DIR: variable.TEMPLATES_DIR,
});
const typeface = await prepareFonts(env.TEMPLATES_DIR);
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  directory: new Directory(table),
  orders: new PostalOrderRepository(table),
  work: new ObjectStore(objectClient(), env.WORK_BUCKET),
  drawLabel: (label: Parameters<typeof drawPostalLabel>[0]) => drawPostalLabel(label, typeface),
};

/** The state CreatePostalOrder. */
export const handler = step({
  input: revisionPayload,
  output: z.object({ order: z.string() }),
  run: async (input) => ({ order: await createPostalOrder(deps, input) }),
});
