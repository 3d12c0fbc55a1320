import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SignatureAlgorithm, Signer } from '../../../functions/signing/index.ts';
import type { AgentProcess } from '../agent-process.ts';

const opened = z.object({ session: z.string() });
const signed = z.object({ signatures: z.tuple([z.object({ value: z.base64() })]) });

/** A page's side of the token agent's protocol (docs/token-agent.md), paired. */
export interface AgentSession {
  /** The key on the token whose certificate comes first in this chain. */
  signer(algorithm: SignatureAlgorithm, chain: readonly Uint8Array[]): Signer;
}

/** @param site the origin the agent was told to answer */
export async function openAgentSession(
  agent: AgentProcess,
  port: number,
  site: string,
): Promise<AgentSession> {
  const ask = async (call: string, body: object, session?: string): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/${call}`, {
      method: 'POST',
      headers: {
        origin: site,
        'content-type': 'application/json',
        ...(session !== undefined && { authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  await ask('pairings', {});
  const { session } = opened.parse(await ask('sessions', { code: await agent.code() }));
  return {
    signer: (algorithm, chain) => ({
      algorithm,
      certificateChain: () => [...chain],
      sign: async ({ digest }) => {
        const certificate = createHash('sha256')
          .update(chain[0] ?? '')
          .digest('hex');
        const digests = [{ id: 'result', digest: Buffer.from(digest).toString('hex') }];
        const { signatures } = signed.parse(
          await ask('signatures', { certificate, algorithm, digests }, session),
        );
        return new Uint8Array(Buffer.from(signatures[0].value, 'base64'));
      },
    }),
  };
}
