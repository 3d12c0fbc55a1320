/** Copies of a sealed result that somebody has tampered with. Each judge that looks at signatures must refuse. */
import { appearanceBox, newAppearance } from '../../functions/signing/pdf/appearance.ts';
import { formField } from '../../functions/signing/pdf/form-field.ts';
import { PdfFile } from '../../functions/signing/pdf/pdf-file.ts';
import { PdfRef, dict, isDict, name, withEntries } from '../../functions/signing/pdf/pdf-object.ts';
import { Revision } from '../../functions/signing/pdf/revision.ts';

export interface TamperedFile {
  readonly name: string;
  /** What was done to the result, for people. */
  readonly done: string;
  /** Judges that must refuse it; the product's own validator refuses every one. */
  readonly refusedBy: readonly ('pdfsig' | 'openssl' | 'qpdf' | 'pyhanko' | 'pyhanko-archive' | 'dss')[];
  readonly tamper: (sealed: Uint8Array) => Uint8Array;
}

export const tamperedFiles: readonly TamperedFile[] = [
  {
    name: 'changed-byte',
    done: 'one digit of the signing time, which both signatures cover, is another',
    refusedBy: ['pdfsig', 'openssl', 'pyhanko', 'pyhanko-archive', 'dss'],
    tamper: changedByte,
  },
  {
    name: 'swapped-contents',
    done: 'the signature values of official and agency have changed places',
    refusedBy: ['pdfsig', 'openssl', 'pyhanko', 'pyhanko-archive', 'dss'],
    tamper: swappedContents,
  },
  {
    name: 'truncated',
    done: 'the last kilobyte is missing',
    refusedBy: ['pdfsig', 'openssl', 'qpdf', 'pyhanko', 'pyhanko-archive'],
    tamper: (sealed) => sealed.subarray(0, sealed.length - 1024),
  },
  {
    name: 'hidden-number',
    done: 'a later revision covers the number with a black bar; the value stays',
    refusedBy: ['pdfsig', 'pyhanko', 'pyhanko-archive', 'dss'],
    tamper: hiddenNumber,
  },
  {
    name: 'appended-page',
    done: 'a later revision adds a page',
    refusedBy: ['pdfsig', 'pyhanko', 'pyhanko-archive', 'dss'],
    tamper: appendedPage,
  },
];

function changedByte(sealed: Uint8Array): Uint8Array {
  const copy = Buffer.from(sealed);
  const year = copy.indexOf('/M (D:20') + '/M (D:20'.length;
  copy.write(copy[year] === 0x31 ? '2' : '1', year, 'latin1');
  return copy;
}

function swappedContents(sealed: Uint8Array): Uint8Array {
  const copy = Buffer.from(sealed);
  const [first, second] = [...copy.toString('latin1').matchAll(/\/Contents <([0-9a-f]+)>/g)].map((found) => ({
    at: found.index + '/Contents <'.length,
    hex: found[1] ?? '',
  }));
  if (first === undefined || second === undefined) throw new Error('two signatures expected');
  copy.write(fitting(second.hex, first.hex), first.at, 'latin1');
  copy.write(fitting(first.hex, second.hex), second.at, 'latin1');
  return copy;
}

function fitting(hex: string, room: string): string {
  return hex.slice(0, room.length).padEnd(room.length, '0');
}

function hiddenNumber(sealed: Uint8Array): Uint8Array {
  const revision = new Revision(new PdfFile(sealed));
  const field = formField(revision.file, 'number');
  const { x, y, width, height } = appearanceBox(revision.file, field);
  const appearance = newAppearance(revision, field, `0 g\n${x} ${y} ${width} ${height} re\nf`, dict({}));
  revision.replace(field.ref, withEntries(field.dict, { AP: appearance }));
  return revision.write().pdf;
}

function appendedPage(sealed: Uint8Array): Uint8Array {
  const revision = new Revision(new PdfFile(sealed));
  const { file } = revision;
  const root = file.catalog.get('Pages');
  const pages = file.resolve(root);
  if (!(root instanceof PdfRef) || !isDict(pages)) throw new Error('page tree expected');
  const kids = file.array(pages.get('Kids'));
  const page = dict({ Type: name('Page'), Parent: root, MediaBox: [0, 0, 595, 842], Resources: dict({}) });
  const count = Number(pages.get('Count')) + 1;
  revision.replace(root, withEntries(pages, { Kids: [...kids, revision.add(page)], Count: count }));
  return revision.write().pdf;
}
