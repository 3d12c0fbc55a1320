import type { PortalContext } from './portal-env.ts';

/** Answers with a PDF to be shown, its SHA-256 as its ETag where it has a name by that. */
export function sendPdf(
  c: PortalContext,
  pdf: Uint8Array<ArrayBuffer>,
  { name, sha256 }: { readonly name: string; readonly sha256?: string },
): Response {
  return c.body(pdf, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}.pdf"`,
    ...(sha256 !== undefined && { etag: `"${sha256}"` }),
  });
}
