import { describe, expect, it } from 'vitest';
import { failureMeaning } from './failures.ts';

describe('a failure that a person must mend', () => {
  it.each(['CertificateRevoked', 'CertificateExpired', 'CertificateUnfit', 'RevocationUnavailable'])(
    '%s is explained in both languages, and says that nothing was signed',
    (name) => {
      const meaning = failureMeaning(name);
      expect(meaning?.vi).toContain('Chưa có gì được ký');
      expect(meaning?.en).toContain('Nothing was signed');
    },
  );

  it('that is unknown is not explained away', () => {
    expect(failureMeaning('constructor')).toBeUndefined();
  });
});
