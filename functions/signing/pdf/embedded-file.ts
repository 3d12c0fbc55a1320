import { decodeStream } from './decode-stream.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfString } from './pdf-object.ts';

/** What a file that our page engine made carries under a name (ISO 32000-1 §7.11.4); undefined where it carries none. */
export function embeddedFile(file: PdfFile, name: string): Uint8Array | undefined {
  const files = file.resolve(file.catalog.get('AF'));
  if (files === null) return undefined;
  for (const entry of file.array(files)) {
    const specification = file.dict(entry);
    const title = file.resolve(specification.get('UF'));
    if (!(title instanceof PdfString) || title.text() !== name) continue;
    return decodeStream(file.stream(file.dict(specification.get('EF')).get('F')));
  }
  return undefined;
}
