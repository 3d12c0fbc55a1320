import { z } from 'zod';
import { algorithmEnds, knownAlgorithmEnds } from './algorithm-ends.ts';

/** A function's environment is wrong: a deployment error, named with the variable. */
export class EnvironmentInvalid extends Error {
  override readonly name = 'EnvironmentInvalid';
}

/**
 * Reads the variables a function needs, once per cold start. The only place that touches `process.env`.
 * @throws {EnvironmentInvalid} naming each variable that is missing or malformed
 */
export function readEnv<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  const parsed = z.object(shape).safeParse(process.env);
  if (!parsed.success) throw new EnvironmentInvalid(z.prettifyError(parsed.error));
  return parsed.data;
}

/** So many are asked one after the other within a step's time limit. */
export const MOST_TSA_URLS = 4;

const text = z.string().min(1);

/** Every variable the product knows, with its form. A function takes the ones it needs. */
export const variable = {
  /** name of the one DynamoDB table */
  TABLE_NAME: text,
  /** drafts, prepared and signed revisions, directory pictures; has a lifecycle, no lock */
  WORK_BUCKET: text,
  /** issued results under Object Lock */
  ARCHIVE_BUCKET: text,
  /** origin citizens and officials reach the product at, without a trailing slash */
  PUBLIC_BASE_URL: z.url(),
  /** folder of the result templates inside the bundle */
  TEMPLATES_DIR: text,
  /** the return-of-results state machine */
  STATE_MACHINE_ARN: text,
  /** issuer of the bearer tokens (a Cognito user pool, or the development provider) */
  OIDC_ISSUER: z.url(),
  /** the portal's client at the issuer (public client, PKCE) */
  OIDC_CLIENT_ID: text,
  /** RFC 3161 addresses in order of preference, separated by spaces */
  TSA_URLS: text.transform((list) => list.split(/\s+/)).pipe(z.array(z.url()).min(1).max(MOST_TSA_URLS)),
  /** octets kept in a signature for a timestamp token with its certificates, where another try costs nobody a PIN */
  TSA_TOKEN_BYTES: z.coerce.number().int().min(1024).max(32_768).default(10_240),
  /** how long issued results can be verified (PAdES baseline, ETSI EN 319 142-1) */
  SIGNATURE_LEVEL: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).default('B-LTA'),
  /** last days of hashes and keys, as JSON; what is not listed has none */
  ALGORITHM_ENDS: z
    .string()
    .default(JSON.stringify(knownAlgorithmEnds))
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(algorithmEnds),
  /** days before a proof runs out at which it is renewed */
  RENEWAL_HORIZON_DAYS: z.coerce.number().int().positive().default(90),
  /** hours after which a certificate's status is too old to sign by; never beyond its own nextUpdate */
  REVOCATION_MAX_AGE_HOURS: z.coerce.number().positive().default(192),
  /** minutes a status that was asked for serves again; 0 asks each time */
  REVOCATION_CACHE_MINUTES: z.coerce.number().nonnegative().default(10),
  /** KMS HMAC key from which download links' tokens are derived */
  LINK_KEY_ID: text,
  /** KMS key that signs for the health check alone */
  HEALTH_KEY_ID: text,
  /** KMS key under which passphrases of key files and credentials of signing services lie */
  SECRETS_KEY_ID: text,
  /** sender address of notifications */
  EMAIL_FROM: text,
  /** days a download link stays open */
  LINK_DAYS: z.coerce.number().int().positive().default(30),
  /** secret header values an edge must send, separated by spaces; empty where no edge stands before the API */
  ORIGIN_SECRETS: z
    .string()
    .default('')
    .transform((list) => list.split(/\s+/).filter(Boolean)),
};
