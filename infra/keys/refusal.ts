import type { Message } from '../../functions/platform/refusal.ts';

/** What the ceremony says no to; nothing has changed. Printed in both languages. */
export class CeremonyRefused extends Error {
  override readonly name = 'CeremonyRefused';

  constructor({ vi, en }: Message) {
    super(`${vi}\n${en}`);
  }
}
