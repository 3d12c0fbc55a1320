/** Dates and names of tools, in the information dictionary and in XMP; titles and authors stay (ISO 32000-1 §14.3). */
import { Buffer } from 'node:buffer';
import { PdfStream, isDict, isName } from '../../pdf/pdf-object.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { changedKeys } from '../../pdf/same-object.ts';
import type { Claim, Rule } from './claim.ts';
import { type RevisionStep, entriesOf } from './revision-step.ts';

const TOOL_KEYS = new Set(['ModDate', 'CreationDate', 'Producer', 'Creator']);
/** What a reader might be shown of the document, or be told of its conformance. */
const SHOWN = '(dc:(?:title|creator|description|subject)|pdf:Keywords|pdfa?\\w*id:\\w+)';
/** Far more than a packet with its padding; what is longer is not searched, and thus not explained. */
const MAX_METADATA_BYTES = 64 * 1024;
const ELEMENTS = new RegExp(`<${SHOWN}\\b[^>]*>(.*?)</\\1>`, 'gs');
const ATTRIBUTES = new RegExp(`\\s${SHOWN}\\s*=\\s*("[^"]*"|'[^']*')`, 'g');

export const metadataRule: Rule = (step) => [...informationClaim(step), ...metadataClaim(step)];

function informationClaim(step: RevisionStep): Claim[] {
  const objects = step.written(step.after.trailer.get('Info'));
  const earlier = entriesOf(step.before, step.before.trailer.get('Info'));
  const later = entriesOf(step.after, step.after.trailer.get('Info'));
  if (objects.length === 0 || !objects.every((number) => step.standsOnlyAt(number, /^Info$/))) return [];
  if (!changedKeys(earlier, later).every((key) => TOOL_KEYS.has(key))) return [];
  return [{ objects, level: 'lta', what: 'date of change and name of the tool' }];
}

function metadataClaim(step: RevisionStep): Claim[] {
  const objects = step.written(step.after.catalog.get('Metadata'));
  if (objects.length === 0 || !objects.every((number) => step.standsOnlyAt(number, /^Metadata$/))) return [];
  return keepsMetadata(step) ? [{ objects, level: 'lta', what: 'XMP metadata' }] : [];
}

/** Whether what a reader may be shown of the metadata is what it was. */
export function keepsMetadata({ before, after }: RevisionStep): boolean {
  const later = shownMetadata(after);
  return later !== undefined && (shownMetadata(before) ?? '') === later;
}

function shownMetadata(file: PdfFile): string | undefined {
  const stream = file.resolve(file.catalog.get('Metadata'));
  if (!(stream instanceof PdfStream) || !isName(stream.dict.get('Type'), 'Metadata')) return undefined;
  const packet = file.decode(stream);
  if (packet.length > MAX_METADATA_BYTES) return undefined;
  const text = Buffer.from(packet).toString('utf8');
  const found = [...text.matchAll(ELEMENTS), ...text.matchAll(ATTRIBUTES)];
  const properties = found.map(([, name, value = '']) => {
    return `${name}=${value
      .replaceAll(/<[^>]*>|\s+/g, ' ')
      .replaceAll(/ +/g, ' ')
      .trim()}`;
  });
  return properties.sort().join('\n');
}

/** What of the trailer no update may change, in words (§7.5.5). */
export function trailerChanges(before: PdfFile, after: PdfFile): string[] {
  const [was, is] = [before.trailer, after.trailer].map((trailer) => {
    return new Map([...trailer].filter(([key]) => !OF_THE_SECTION.has(key)));
  });
  if (!isDict(was) || !isDict(is)) return [];
  return changedKeys(was, is).map((key) => `${key} of the trailer was changed`);
}

/** Written anew with every section; Info has a rule of its own, and the second identifier is meant to change. */
const OF_THE_SECTION = new Set([
  'Size',
  'Prev',
  'XRefStm',
  'ID',
  'Info',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
  'DocChecksum',
]);
