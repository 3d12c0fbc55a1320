/** The catalog: it may gain a security store, extensions and a form for them; pages, actions and names stay. */
import { type PdfDict, type PdfObject, PdfName, PdfRef } from '../../pdf/pdf-object.ts';
import { changedKeys, isSameObject } from '../../pdf/same-object.ts';
import type { ChangeLevel, Rule } from './claim.ts';
import { extendsForm, formLevel } from './form.ts';
import { keepsMetadata } from './metadata.ts';
import { type RevisionStep, entriesOf } from './revision-step.ts';
import { growsSecurityStore } from './security-store.ts';

const CHANGEABLE: Readonly<Record<string, (step: RevisionStep) => boolean>> = {
  DSS: growsSecurityStore,
  Extensions: extendsExtensions,
  AcroForm: extendsForm,
  Metadata: keepsMetadata,
  Version: ({ after }) => after.catalog.get('Version') instanceof PdfName,
};

export const catalogRule: Rule = (step) => {
  const root = step.before.trailer.get('Root');
  if (!(root instanceof PdfRef) || step.kinds.get(root.number) !== 'changed') return [];
  // Signature references name the catalog as what they are about (§12.8.1).
  if (!step.standsOnlyAt(root.number, /(^|\/)(Root|Data)$/)) return [];
  const keys = changedKeys(step.before.catalog, step.after.catalog);
  if (!keys.every((key) => CHANGEABLE[key]?.(step) === true)) return [];
  const level: ChangeLevel = keys.includes('AcroForm') ? formLevel(step) : 'lta';
  const extensions = step.newObjectsIn(step.after.catalog.get('Extensions'));
  return [{ objects: [root.number, ...extensions], level, what: `catalog: ${keys.join(', ')}` }];
};

function extendsExtensions({ before, after }: RevisionStep): boolean {
  const [was, is] = [before, after].map((file) => entriesOf(file, file.catalog.get('Extensions')));
  return was !== undefined && is !== undefined && keepsAll(was, is);
}

function keepsAll(was: PdfDict, is: PdfDict): boolean {
  return [...was].every(([key, value]: readonly [string, PdfObject]) => isSameObject(value, is.get(key)));
}
