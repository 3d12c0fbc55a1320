import { beforeAll, describe, expect, it } from 'vitest';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import { certificatePath } from './certificate-path.ts';

const at = new Date('2026-11-24T02:00:00Z');
let root: TestAuthority;
let between: TestAuthority;

beforeAll(async () => {
  root = await createTestAuthority('Gốc');
  between = await root.subordinate('Cấp một');
});

async function leafOf(
  authority: TestAuthority,
  change: { strangeExtension?: string } = {},
): Promise<Uint8Array> {
  return (await authority.issue({ subject: 'Người ký', key: 'p256', ...change })).certificate;
}

describe('a certificate path', () => {
  it('leads over an intermediate authority to the root', async () => {
    const leaf = await leafOf(between);
    const path = certificatePath({
      leaf,
      intermediates: [between.certificate],
      roots: [root.certificate],
      at,
    });
    expect(path).toStrictEqual([leaf, between.certificate, root.certificate]);
  });

  it('is found whatever stands beside it, in any order', async () => {
    const [leaf, other] = [await leafOf(between), await createTestAuthority('Khác')];
    const intermediates = [other.certificate, leaf, between.certificate];
    const roots = [other.certificate, root.certificate];
    expect(certificatePath({ leaf, intermediates, roots, at })).toHaveLength(3);
  });

  it('needs every certificate between', async () => {
    const leaf = await leafOf(between);
    expect(certificatePath({ leaf, intermediates: [], roots: [root.certificate], at })).toBeUndefined();
  });

  it('trusts no root but a configured one, not even of the same name', async () => {
    const namesake = await createTestAuthority('Gốc');
    const leaf = await leafOf(namesake);
    const intermediates = [namesake.certificate];
    expect(certificatePath({ leaf, intermediates, roots: [root.certificate], at })).toBeUndefined();
  });

  it('does not lead over a certificate that is no authority', async () => {
    const person = await root.subordinate('Không phải cơ quan', { isAuthority: false });
    const leaf = await leafOf(person);
    const intermediates = [person.certificate];
    expect(certificatePath({ leaf, intermediates, roots: [root.certificate], at })).toBeUndefined();
  });

  it('is no longer than an authority allows', async () => {
    const last = await root.subordinate('Cấp cuối', { pathLength: 0 });
    const tooLow = await last.subordinate('Dưới cấp cuối');
    const intermediates = [last.certificate, tooLow.certificate];
    const roots = [root.certificate];
    expect(certificatePath({ leaf: await leafOf(last), intermediates, roots, at })).toHaveLength(3);
    expect(certificatePath({ leaf: await leafOf(tooLow), intermediates, roots, at })).toBeUndefined();
  });

  it('holds no critical extension that is not understood', async () => {
    const leaf = await leafOf(root, { strangeExtension: '1.3.6.1.4.1.99999.7' });
    expect(certificatePath({ leaf, intermediates: [], roots: [root.certificate], at })).toBeUndefined();
  });

  it.each(['2025-12-31T23:59:59Z', '2029-01-01T00:00:01Z'])(
    'does not hold at %s, outside validity',
    async (time) => {
      const leaf = await leafOf(root);
      const request = { leaf, intermediates: [], roots: [root.certificate], at: new Date(time) };
      expect(certificatePath(request)).toBeUndefined();
    },
  );

  it('is not sought among more certificates than an honest signer sends', async () => {
    const leaf = await leafOf(between);
    const intermediates = Array<Uint8Array>(9).fill(between.certificate);
    expect(certificatePath({ leaf, intermediates, roots: [root.certificate], at })).toBeUndefined();
  });
});
