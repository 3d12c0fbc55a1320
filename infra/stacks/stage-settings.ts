import type { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { MOST_TSA_URLS } from '../../functions/platform/env.ts';
import { algorithmEnds, knownAlgorithmEnds } from '../../functions/platform/algorithm-ends.ts';
import { rates } from '../rates.ts';
import { workflowLimits, WorkflowSettingsInvalid } from '../workflow-limits.ts';
import { workflowSettings, type WorkflowSetting } from '../workflow-settings.ts';

/** The chosen stage is missing or malformed in cdk.json; the message names stage and setting. */
export class StageSettingsInvalid extends Error {
  override readonly name = 'StageSettingsInvalid';
}

const origin = z.url({ protocol: /^https$/ }).refine((url) => new URL(url).origin === url, {
  error: 'must be an origin such as https://ketqua.example.gov.vn, without a path or a trailing slash',
});

const isSetting = (name: string): name is WorkflowSetting => Object.hasOwn(workflowSettings, name);
const settingNames = z.enum(Object.keys(workflowSettings).filter(isSetting));

/** Waits of the workflow that differ from `infra/workflow-settings.ts`; they must leave time for repairs. */
const waits = z
  .partialRecord(settingNames, z.number().int().positive())
  .default({})
  .superRefine((own, context) => {
    try {
      workflowLimits({ ...workflowSettings, ...own });
    } catch (error) {
      if (!(error instanceof WorkflowSettingsInvalid)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

/** What differs between one deployment and another. Nothing here has a default that signs or sends. */
export const stageSettings = z.strictObject({
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  /** origin people reach the product at; printed into every result, so it must outlive any distribution */
  publicBaseUrl: origin,
  /** ACM certificate, in the region, for the host of `publicBaseUrl`; without it only API Gateway's own name answers */
  certificateArn: z.string().startsWith('arn:').optional(),
  /** prefix of the sign-in pages' host at Cognito */
  signInDomain: z.string().regex(/^[a-z0-9-]{3,63}$/),
  emailFrom: z.email(),
  /** RFC 3161 timestamp authorities in order of preference */
  tsaUrls: z.array(z.url()).min(1).max(MOST_TSA_URLS),
  /** octets kept in an official's signature for the timestamp token, unless they sign with a key of their own */
  tsaTokenBytes: z.number().int().min(1024).max(32_768).default(10_240),
  /** how long issued results can be verified (PAdES baseline) */
  signatureLevel: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).default('B-LTA'),
  linkDays: z.number().int().positive().default(30),
  /** how fresh a certificate's status must be where something is signed */
  revocation: z
    .strictObject({
      maxAgeHours: z.number().positive().default(192),
      cacheMinutes: z.number().nonnegative().default(10),
    })
    .prefault({}),
  /** requests a minute, and at once, of each kind of asker */
  rates: rates.prefault({}),
  /** the most the whole product is asked, in a second and at once, whoever asks */
  throttle: z
    .strictObject({
      perSecond: z.number().int().positive().default(100),
      atOnce: z.number().int().positive().default(200),
    })
    .prefault({}),
  /** port on the officials' own machines at which signing software answers (docs/token-agent.md) */
  tokenAgentPort: z.number().int().min(1_024).max(65_535).default(27_631),
  /** how long the proofs of issued results count, and when they are renewed (docs/signing.md, "Renewal") */
  renewal: z
    .strictObject({
      /** days before a proof runs out at which it is renewed */
      horizonDays: z.number().int().min(30).default(90),
      /** days a renewal may be overdue before somebody is told */
      alarmDays: z.number().int().positive().default(30),
      /** last days of hashes and keys; `{}` is none, which is more than anybody promises */
      algorithmEnds: algorithmEnds.default(knownAlgorithmEnds),
    })
    .refine(({ horizonDays, alarmDays }) => alarmDays < horizonDays, {
      error: 'alarmDays must be fewer than horizonDays, or the alarm comes after the end',
    })
    .prefault({}),
  /** codes of the issuing agencies: each gets a key to seal with */
  agencies: z.array(z.string().regex(/^[A-Z0-9.]+$/)).min(1),
  /** how long an issued result cannot be deleted; COMPLIANCE binds even the account's owner */
  archive: z.strictObject({
    mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
    days: z.number().int().positive(),
  }),
  /** waits of people and how often they are reminded; running executions keep those they started with */
  workflowSettings: waits,
  /** who is told of alarms; without it they only show in CloudWatch */
  alarmEmail: z.email().optional(),
  /** age at which a result that is accepted and not sealed raises an alarm */
  unsealedAlarmHours: z.number().int().positive().default(72),
});

/** One deployment: its name, which is part of every stable resource name, and its settings. */
export interface Stage extends z.infer<typeof stageSettings> {
  readonly name: string;
}

/**
 * Reads the stage named by the context value `stage` from `stages` (cdk.json, or `-c stage=…`).
 * @throws {StageSettingsInvalid}
 */
export function readStage(app: App): Stage {
  const name = z
    .string()
    .regex(/^[a-z][a-z0-9]{1,9}$/)
    .safeParse(app.node.tryGetContext('stage'));
  if (!name.success)
    throw new StageSettingsInvalid('context "stage" must name a stage: 2 to 10 lower-case letters or digits');
  const stages = z.record(z.string(), z.unknown()).parse(app.node.tryGetContext('stages') ?? {});
  const settings = stageSettings.safeParse(stages[name.data]);
  if (!settings.success) {
    throw new StageSettingsInvalid(`stage ${name.data} in cdk.json: ${z.prettifyError(settings.error)}`);
  }
  return { name: name.data, ...settings.data };
}
