import { randomUUID } from 'node:crypto';

interface Activation {
  readonly credentialId: string;
  readonly hashes: readonly string[];
}

/** Signature activation data: each is good for one call, over the very hashes it was given for (SCAL2). */
export class Activations {
  readonly #open = new Map<string, Activation>();

  grant(activation: Activation): string {
    const sad = randomUUID();
    this.#open.set(sad, activation);
    return sad;
  }

  /** Whether it was granted for these; afterwards it is used up. */
  use(sad: string, { credentialId, hashes }: Activation): boolean {
    const granted = this.#open.get(sad);
    this.#open.delete(sad);
    return (
      granted?.credentialId === credentialId &&
      granted.hashes.length === hashes.length &&
      hashes.every((hash) => granted.hashes.includes(hash))
    );
  }
}
