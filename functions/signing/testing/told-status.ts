/** A revocation source that says what the test tells it to. */
import { RevocationUnavailable, type RevocationSource } from '../revocation/revocation-source.ts';
import type { RevocationReason, Statement } from '../revocation/statement.ts';
import { SIGNED_AT } from './signing-desk.ts';

export interface ToldStatus extends RevocationSource {
  /** What is said from now on; good at first. */
  say: 'good' | 'nothing' | RevocationReason;
  /** How often it was asked. */
  asked: number;
}

const evidence: Statement = {
  kind: 'ocsp',
  der: new Uint8Array(),
  thisUpdate: SIGNED_AT,
  nextUpdate: undefined,
  producedAt: SIGNED_AT,
  keptSince: undefined,
  responder: undefined,
  revocation: undefined,
};
const nothing = { certificates: [], ocsps: [], crls: [] };

export function toldStatus(): ToldStatus {
  const told: ToldStatus = {
    say: 'good',
    asked: 0,
    check: async () => {
      told.asked += 1;
      if (told.say === 'nothing') throw new RevocationUnavailable('no answer');
      if (told.say === 'good') {
        return { ...nothing, status: { status: 'good', evidence, revokedLater: undefined } };
      }
      const revocation = { since: SIGNED_AT, reason: told.say };
      return { ...nothing, status: { status: 'revoked', evidence, revocation } };
    },
  };
  return told;
}
