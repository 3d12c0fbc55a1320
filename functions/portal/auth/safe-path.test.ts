import { describe, expect, it } from 'vitest';
import { safePath } from './safe-path.ts';

describe('where a login leads back to', () => {
  it.each(['/', '/desk/inbox', '/desk/dossiers?code=H15.27-261112-0001', '/a/../desk/post'])(
    'is our own path %s',
    (path) => {
      const address = new URL(safePath(path), 'https://ketqua.example.vn');
      expect(address.host).toBe('ketqua.example.vn');
      expect(address.pathname).toBe(new URL(path, address).pathname);
    },
  );

  it.each([
    undefined,
    '',
    'desk',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/%2e//evil.example',
    '/./\\evil.example/phish',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
  ])('is never another site: %j', (path) => {
    const led = safePath(path);
    expect(new URL(led, 'https://ketqua.example.vn').host).toBe('ketqua.example.vn');
    expect(led).toMatch(/^\/(?![/\\])/);
  });
});
