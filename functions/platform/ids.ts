import { randomBytes } from 'node:crypto';

/** Mints an identifier nobody can guess. */
export type NewId = () => string;

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 26 letters of a 31-letter alphabet without look-alikes: 128 bits, safe in a URL and readable aloud. */
export const randomId: NewId = () => {
  let id = '';
  while (id.length < 26) {
    for (const byte of randomBytes(32)) {
      if (byte < 248 && id.length < 26) id += ALPHABET.charAt(byte % 31);
    }
  }
  return id;
};
