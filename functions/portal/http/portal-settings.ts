import { z } from 'zod';
import type { Allowance } from './rate-limit.ts';

const allowance = z
  .string()
  .regex(/^[1-9]\d*\/[1-9]\d*$/)
  .transform((text): Allowance => {
    const [perMinute = 0, burst = 0] = text.split('/').map(Number);
    return { perMinute, burst };
  });

/** How many requests a minute each kind of asker has, and how many at once: `300/100`. */
export const rateVariables = {
  /** systems that submit dossiers */
  RATE_INTEGRATION: allowance,
  /** each person who is signed in */
  RATE_PERSON: allowance,
  /** each address without a login */
  RATE_ANONYMOUS: allowance,
  /** tries of a second factor from one address */
  RATE_FACTOR: allowance,
};

/** How many verifications, and offers to upload, each address has. */
export const verificationRate = { RATE_VERIFY: allowance };

/** Where signing software on an official's own machine answers, by the protocol of docs/token-agent.md. */
export const tokenAgentVariables = {
  /** port on 127.0.0.1, the only address besides our own that one page of ours may speak to */
  TOKEN_AGENT_PORT: z.coerce.number().int().min(1_024).max(65_535),
};
