import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Asset, Assets } from '../http/assets.ts';
import type { PortalEnv } from '../http/portal-env.ts';

const YEAR = 'public, max-age=31536000, immutable';

type Encoding = 'br' | 'gzip';
type Bytes = Uint8Array<ArrayBuffer>;

/** Files of the pages: named by their content, so that browsers keep them for good; texts go compressed. */
export function assetRoutes(assets: Assets): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  const compressed = new Map<string, Bytes>();
  const encode = (path: string, { body }: Asset, encoding: Encoding): Bytes => {
    const known = compressed.get(`${encoding} ${path}`);
    const bytes = known ?? compress(body, encoding);
    compressed.set(`${encoding} ${path}`, bytes);
    return bytes;
  };
  app.get('/assets/*', (c, next) => {
    const { path } = c.req;
    const asset = assets.files.get(path);
    if (!asset) return next();
    const lasting = path === '/assets/icon.svg' ? 'public, max-age=3600' : YEAR;
    const headers = { 'content-type': asset.type, 'cache-control': lasting };
    const encoding = isText(asset) ? encodingFor(c.req.header('accept-encoding')) : undefined;
    if (!encoding) return c.body(asset.body, 200, headers);
    return c.body(encode(path, asset, encoding), 200, { ...headers, 'content-encoding': encoding });
  });
  return app;
}

/** A typeface is compressed as it is. */
function isText({ type }: Asset): boolean {
  return type.startsWith('text/') || type === 'image/svg+xml';
}

/** The best encoding a browser takes (RFC 9110, 12.5.3); one it names with a quality of zero it does not. */
function encodingFor(accepted: string | undefined): Encoding | undefined {
  const taken = (accepted ?? '').split(',').map((each) => each.trim().toLowerCase());
  const takes = (encoding: Encoding) =>
    taken.some(
      (each) => each === encoding || (each.startsWith(`${encoding};`) && !/;\s*q=0(\.0*)?$/.test(each)),
    );
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

/** At a quality that takes milliseconds: higher ones cost a cold start more than they save. */
function compress(body: Bytes, encoding: Encoding): Bytes {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  return new Uint8Array(encoding === 'br' ? brotliCompressSync(body, quality) : gzipSync(body, { level: 9 }));
}
