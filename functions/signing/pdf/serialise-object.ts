/** Writes PDF objects (ISO 32000-1 §7.3). */
import { Buffer } from 'node:buffer';
import {
  type PdfDict,
  type PdfObject,
  PdfName,
  PdfRaw,
  PdfRef,
  PdfStream,
  PdfString,
  isArray,
  isDict,
} from './pdf-object.ts';

export function serialiseObject(object: PdfObject): Uint8Array {
  if (!(object instanceof PdfStream)) return Buffer.from(textOf(object), 'latin1');
  const head = textOf(new Map<string, PdfObject>([...object.dict, ['Length', object.data.length]]));
  return Buffer.concat([
    Buffer.from(`${head}\nstream\n`, 'latin1'),
    object.data,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

function textOf(object: PdfObject): string {
  if (object === null) return 'null';
  if (typeof object === 'boolean') return String(object);
  if (typeof object === 'number') return numberText(object);
  if (object instanceof PdfName) return nameText(object.value);
  if (object instanceof PdfString) return stringText(object);
  if (object instanceof PdfRef) return `${object.number} ${object.generation} R`;
  if (object instanceof PdfRaw) return object.text;
  if (isArray(object)) return `[${object.map(textOf).join(' ')}]`;
  if (isDict(object)) return dictText(object);
  throw new TypeError('a stream stands only as an indirect object of its own');
}

function dictText(dict: PdfDict): string {
  const entries = [...dict].map(([key, value]) => `${nameText(key)} ${textOf(value)}`);
  return `<<${entries.join(' ')}>>`;
}

/** Never in exponential form, which PDF does not know (§7.3.3). */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a PDF number is finite');
  if (Number.isInteger(value)) return String(value);
  const fixed = value.toFixed(5).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

function nameText(value: string): string {
  const escaped = value.replaceAll(/[^!-~]|[#()<>[\]{}/%]/g, (character) => {
    return `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `/${escaped}`;
}

function stringText({ bytes, hexadecimal }: PdfString): string {
  if (hexadecimal) return `<${Buffer.from(bytes).toString('hex')}>`;
  const escaped = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\\()\r]/g, (character) => (character === '\r' ? '\\r' : `\\${character}`));
  return `(${escaped})`;
}
