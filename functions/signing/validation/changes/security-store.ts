/** The document security store grows and never shrinks (ETSI EN 319 142-1 §5.4.2, ISO 32000-2 §12.8.4.3). */
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { type PdfObject, PdfStream, isArray, isDict } from '../../pdf/pdf-object.ts';
import { isSameObject } from '../../pdf/same-object.ts';
import type { Claim, Rule } from './claim.ts';
import { type RevisionStep, entriesOf } from './revision-step.ts';

const LISTS = ['Certs', 'OCSPs', 'CRLs'];
const KEYS = new Set(['Type', 'VRI', ...LISTS]);
const VRI_LISTS = ['Cert', 'OCSP', 'CRL'];
const VRI_KEYS = new Set(['Type', 'TU', 'TS', ...VRI_LISTS]);
/** SHA-1 of the signature a VRI entry is about. */
const VRI_NAME = /^[0-9A-F]{40}$/;

export const securityStoreRule: Rule = (step) => {
  const store = step.after.catalog.get('DSS');
  const entries = entriesOf(step.after, store);
  const parts = [store, ...[...LISTS, 'VRI'].map((key) => entries.get(key))];
  const objects = parts.flatMap((part) => [...step.written(part), ...step.newObjectsIn(part)]);
  if (objects.length === 0 || !growsSecurityStore(step)) return [];
  const claimed = objects.filter((number) =>
    step.standsOnlyAt(number, /(^|\/)(DSS|Certs?|OCSPs?|CRLs?|VRI)(\/|$)/),
  );
  const isWhole = claimed.length === objects.length;
  const claim: Claim = { objects, level: 'lta', what: 'revocation data was added to the security store' };
  return isWhole ? [claim] : [];
};

/** Whether all that was in the store still is, and what came is nothing but evidence. */
export function growsSecurityStore({ before, after }: RevisionStep): boolean {
  const store = after.resolve(after.catalog.get('DSS'));
  if (!isDict(store) || [...store.keys()].some((key) => !KEYS.has(key))) return false;
  const earlier = entriesOf(before, before.catalog.get('DSS'));
  return (
    LISTS.every((key) => growsList(before, earlier.get(key), after, store.get(key))) &&
    growsVri(before, earlier.get('VRI'), after, store.get('VRI'))
  );
}

function growsList(
  before: PdfFile,
  earlier: PdfObject | undefined,
  after: PdfFile,
  later?: PdfObject,
): boolean {
  const was = before.resolve(earlier);
  const is = after.resolve(later);
  if (is === null) return was === null;
  if (!isArray(is) || !is.every((member) => isEvidence(after, member))) return false;
  return (
    was === null || (isArray(was) && was.every((member) => is.some((other) => isSameObject(member, other))))
  );
}

/** A stream of octets whose dictionary leads nowhere. */
function isEvidence(file: PdfFile, member: PdfObject): boolean {
  const object = file.resolve(member);
  return (
    object instanceof PdfStream &&
    [...object.dict.keys()].every((key) => ['Length', 'Filter', 'DecodeParms'].includes(key))
  );
}

/** No name goes. What it leads to may be other evidence: nothing here is read by way of it. */
function growsVri(
  before: PdfFile,
  earlier: PdfObject | undefined,
  after: PdfFile,
  later?: PdfObject,
): boolean {
  const [was, is] = [entriesOf(before, earlier), entriesOf(after, later)];
  if (![...was.keys()].every((key) => is.has(key))) return false;
  return [...is].every(([key, value]) => key === 'Type' || (VRI_NAME.test(key) && isVriEntry(after, value)));
}

function isVriEntry(file: PdfFile, value: PdfObject): boolean {
  const entry = file.resolve(value);
  if (!isDict(entry) || [...entry.keys()].some((key) => !VRI_KEYS.has(key))) return false;
  return VRI_LISTS.every((key) => growsList(file, undefined, file, entry.get(key)));
}
