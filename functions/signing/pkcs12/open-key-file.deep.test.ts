import { expect, it } from 'vitest';
import { openingOf } from '../testing/opening-of.ts';
import { keyFile } from '../testing/pkcs12-file.ts';

it.each(['aes-rsa', 'aes-ec', 'legacy-rsa', 'legacy-ec'])(
  'the key file %s never opens, and never breaks anything, once a byte is changed or the end is missing',
  (name) => {
    const file = keyFile(name);
    for (let position = 0; position < file.length; position += 61) {
      const changed = Buffer.from(file);
      changed[position]! ^= 0x55;
      expect(openingOf(changed), `byte ${position}`).not.toBe('opened');
      expect(openingOf(file.subarray(0, position)), `cut at ${position}`).toBe('key-file-damaged');
    }
  },
);
