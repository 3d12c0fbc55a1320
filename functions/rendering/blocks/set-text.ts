import { MissingGlyph } from '../fonts/face.ts';
import type { FaceUsage } from '../fonts/face-usage.ts';
import type { CheckBox, Fonts, Inline } from '../layout/inline.ts';
import { heldName, keepTogether } from './keep-together.ts';
import { StructureElement } from '../pdf/structure.ts';
import { KeptParts } from '../template/kept-parts.ts';
import { fieldShown, fill, TemplateFieldMissing, valueAt, type Scope } from '../template/scope.ts';

const PARTS = /(\*\*|\*|\{\{.+?\}\})/;
const PLACEHOLDER = /^\{\{\s*([^|}]+?)\s*(?:\|\s*([^}]+?)\s*)?\}\}$/;

const parts = new KeptParts((source) => source.split(PARTS));

/** Emphasis a whole text starts from; marks inside turn it on and off. */
export interface Emphasis {
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/** What a screen reader says for a check box. */
export const CHECK_BOX_ALT = { checked: 'Ô được đánh dấu', empty: 'Ô trống' } as const;

/**
 * A template's text as inlines, held together where Vietnamese is not broken. Marks in the data are letters.
 * @throws {TemplateFieldMissing} from ../template/scope.ts
 * @throws {MissingGlyph} from ../fonts/face.ts
 */
export function setText(source: string, scope: Scope, fonts: Fonts, base: Emphasis = {}): Inline[] {
  let { bold = false, italic = false } = base;
  const inlines: Inline[] = [];
  for (const part of parts.of(source)) {
    if (part === '**') bold = !bold;
    else if (part === '*') italic = !italic;
    else if (part !== '') inlines.push(...setPart(part, scope, faceOf(fonts, bold, italic)));
  }
  return keepTogether(inlines);
}

/** A text that holds no placeholders, such as a name of the directory. */
export function plainText(text: string, font: FaceUsage): Inline[] {
  return keepTogether([{ kind: 'text', text: text.normalize('NFC'), font }]);
}

export function checkBoxInline(checked: boolean): CheckBox {
  const alt = checked ? CHECK_BOX_ALT.checked : CHECK_BOX_ALT.empty;
  return { kind: 'box', checked, element: new StructureElement('Figure', { alt }) };
}

function setPart(part: string, scope: Scope, font: FaceUsage): Inline[] {
  const [, path, format] = PLACEHOLDER.exec(part) ?? [];
  if (path === undefined) return [{ kind: 'text', text: part, font }];
  if (format === 'checkbox') return [checkBoxInline(booleanAt(scope, path))];
  const text = fill(scope, part.slice(2, -2));
  if (text === '') return [];
  const [missing] = font.face.missingIn(text);
  if (missing !== undefined) throw new MissingGlyph(missing, { field: path });
  const shown = { kind: 'text', text, font: watched(part, scope, font) } as const;
  return format === 'name' ? heldName(shown) : [shown];
}

/** The face a placeholder's value is set in: where somebody traces fields, one that says when it is drawn. */
function watched(placeholder: string, scope: Scope, font: FaceUsage): FaceUsage {
  const field = scope.trace && fieldShown(scope, placeholder.slice(2, -2));
  return field === undefined ? font : (scope.trace?.faceOf(field, font) ?? font);
}

function booleanAt(scope: Scope, path: string): boolean {
  const value = valueAt(scope, path);
  if (typeof value === 'boolean') return value;
  throw new TemplateFieldMissing(`{{${path}|checkbox}} is neither true nor false`);
}

function faceOf(fonts: Fonts, bold: boolean, italic: boolean): FaceUsage {
  if (bold) return italic ? fonts.boldItalic : fonts.bold;
  return italic ? fonts.italic : fonts.regular;
}
