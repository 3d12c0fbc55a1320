/** Writes the cross-reference section that ends a revision, of the kind the file already has. */
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import { type PdfDict, PdfStream, dict, name } from './pdf-object.ts';
import { serialiseObject } from './serialise-object.ts';

export interface XrefRequest {
  readonly kind: 'table' | 'stream';
  /** Offset and generation of every object of the revision, by number. */
  readonly objects: ReadonlyMap<number, { readonly offset: number; readonly generation: number }>;
  /** Root, Info, ID and Prev. */
  readonly trailer: PdfDict;
  readonly size: number;
  /** Where the section will stand in the file. */
  readonly offset: number;
}

/** The section with its trailer, `startxref` and the end of file marker. */
export function writeXref(request: XrefRequest): Uint8Array {
  const section = request.kind === 'table' ? table(request) : stream(request);
  return Buffer.concat([section, Buffer.from(`startxref\n${request.offset}\n%%EOF\n`, 'latin1')]);
}

function table({ objects, trailer, size }: XrefRequest): Uint8Array {
  const subsections = runs([...objects.keys()]).map((numbers) => {
    const lines = numbers.map((number) => {
      const { offset = 0, generation = 0 } = objects.get(number) ?? {};
      return `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`;
    });
    return `${numbers[0]} ${numbers.length}\n${lines.join('')}`;
  });
  const dictionary = serialiseObject(new Map([...trailer, ['Size', size]]));
  return Buffer.concat([
    Buffer.from(`xref\n${subsections.join('')}trailer\n`, 'latin1'),
    dictionary,
    Buffer.from('\n', 'latin1'),
  ]);
}

function stream({ objects, trailer, size, offset }: XrefRequest): Uint8Array {
  const all = new Map([...objects, [size, { offset, generation: 0 }]]);
  const subsections = runs([...all.keys()]);
  const rows = subsections.flat().map((number) => {
    const row = Buffer.alloc(7, 1);
    row.writeUInt32BE(all.get(number)?.offset ?? 0, 1);
    row.writeUInt16BE(all.get(number)?.generation ?? 0, 5);
    return row;
  });
  const head = dict({
    Type: name('XRef'),
    Size: size + 1,
    W: [1, 4, 2],
    Index: subsections.flatMap((numbers) => [numbers[0] ?? 0, numbers.length]),
    Filter: name('FlateDecode'),
  });
  const section = new PdfStream(new Map([...head, ...trailer]), deflateSync(Buffer.concat(rows)));
  return Buffer.concat([
    Buffer.from(`${size} 0 obj\n`, 'latin1'),
    serialiseObject(section),
    Buffer.from('\nendobj\n', 'latin1'),
  ]);
}

/** Ascending numbers in groups without a gap. */
function runs(numbers: number[]): number[][] {
  const groups: number[][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const current = groups.at(-1);
    if (current !== undefined && current.at(-1) === number - 1) current.push(number);
    else groups.push([number]);
  }
  return groups;
}
