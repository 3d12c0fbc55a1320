import { randomBytes } from 'node:crypto';
import { PdfStream, dict, name } from '../functions/signing/pdf/pdf-object.ts';
import {
  type ArchivedResult,
  hoursLater,
  updated,
  withDocumentTimestamp,
} from '../functions/signing/testing/archived-result.ts';

/** Just below the most anybody may upload. */
const LARGE_BYTES = 20 * 1024 * 1024 - 4_096;
/** Leaves room for the small objects and the signatures. */
const ATTACHED_BYTES = 16.5 * 1024 * 1024;
const CHUNK_BYTES = 512 * 1024;

/** An honest file with large attachments and twenty thousand small objects, archived like any other. */
export async function largeResult({ desk, draft }: ArchivedResult): Promise<Uint8Array> {
  const grown = updated(draft, (revision) => {
    for (let size = 0; size < ATTACHED_BYTES; size += CHUNK_BYTES) {
      revision.add(new PdfStream(dict({ Type: name('EmbeddedFile') }), randomBytes(CHUNK_BYTES)));
    }
    for (let count = 0; count < 20_000; count += 1)
      revision.add(dict({ Type: name('StructElem'), Count: count }));
  });
  const sealed = await desk.sealAsAgency(await desk.signAsOfficial(grown));
  return withDocumentTimestamp(sealed, { signer: desk.time, at: hoursLater(2) });
}

/** A cross-reference table that claims a million entries. */
export function entriesBomb(): Uint8Array {
  const entries = Buffer.alloc(LARGE_BYTES, '0000000009 00000 n \n');
  const head = Buffer.from('%PDF-1.7\nxref\n0 1048576\n');
  return Buffer.concat([head, entries, Buffer.from('trailer\n<<>>\nstartxref\n9\n%%EOF\n')]);
}

/** Nothing but nesting. */
export function brackets(): Uint8Array {
  return Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n'), Buffer.alloc(LARGE_BYTES, '[')]);
}

/** A large file that was timestamped again and again, on top of its three signatures: each timestamp covers all of it. */
export async function manySignatures(result: ArchivedResult, count: number): Promise<Uint8Array> {
  let pdf = await largeResult(result);
  for (let index = 0; index < count; index += 1) {
    const wish = { signer: result.desk.time, at: hoursLater(3 + index), field: `again-${index}` };
    pdf = await withDocumentTimestamp(pdf, wish);
  }
  return pdf;
}
