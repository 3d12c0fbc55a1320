import { z } from 'zod';
import type { Allowance } from './rate-limit.ts';

const allowance = (perMinute: number, burst: number) =>
  z
    .string()
    .regex(/^[1-9]\d*\/[1-9]\d*$/)
    .default(`${perMinute}/${burst}`)
    .transform((text): Allowance => {
      const [rate = 0, most = 0] = text.split('/').map(Number);
      return { perMinute: rate, burst: most };
    });

/** How many requests a minute each kind of asker has, and how many at once: `300/100`. */
export const rateVariables = {
  /** systems that submit dossiers */
  RATE_INTEGRATION: allowance(1_200, 600),
  /** each person who is signed in */
  RATE_PERSON: allowance(600, 300),
  /** each address without a login */
  RATE_ANONYMOUS: allowance(120, 60),
  /** tries of a second factor from one address */
  RATE_FACTOR: allowance(20, 20),
};

/** How many verifications, and offers to upload, each address has. */
export const verificationRate = { RATE_VERIFY: allowance(60, 30) };

/** Where signing software on an official's own machine answers, by the protocol of docs/token-agent.md. */
export const tokenAgentVariables = {
  /** port on 127.0.0.1, the only address besides our own that one page of ours may speak to */
  TOKEN_AGENT_PORT: z.coerce.number().int().min(1_024).max(65_535),
};
