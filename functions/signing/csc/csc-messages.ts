/** What a remote signing service answers (Cloud Signature Consortium, API v2.0.0.2, §11), as far as we ask. */
import { z } from 'zod';

export const serviceInfo = z.object({
  specs: z.string(),
  name: z.string(),
  authType: z.array(z.string()),
  /** base of the OAuth 2.0 endpoints; the service's own where absent */
  oauth2: z.url().optional(),
  methods: z.array(z.string()),
});

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().default(3600),
});

export const credentialList = z.object({ credentialIDs: z.array(z.string()) });

export const credentialInfo = z.object({
  key: z.object({ status: z.string(), algo: z.array(z.string()) }),
  cert: z.object({ status: z.string().optional(), certificates: z.array(z.base64()).optional() }),
  /** how many hashes one authorisation covers */
  multisign: z.number().int().positive().default(1),
});
export type CredentialInfo = z.infer<typeof credentialInfo>;

export const authorisation = z.object({ SAD: z.string().min(1) });

export const signedHashes = z.object({ signatures: z.array(z.base64()) });

export const serviceError = z.object({ error: z.string(), error_description: z.string().optional() });
