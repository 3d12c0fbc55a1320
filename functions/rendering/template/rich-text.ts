import type { Fonts, Inline } from '../layout/inline.ts';
import type { FaceUsage } from '../fonts/face-usage.ts';
import { KeptParts } from './kept-parts.ts';
import { fieldShown, fill, type Scope } from './scope.ts';

const MARKS = /(\*\*|\*)/;
const PLACEHOLDER = /\{\{(.+?)\}\}/;
const marked = new KeptParts((source) => source.split(MARKS));
/** Words at even places, expressions at odd ones. */
const stretches = new KeptParts((source) => source.split(PLACEHOLDER));

/** Emphasis a whole text starts from; marks inside turn it on and off. */
export interface Emphasis {
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/**
 * A template's text as inlines. Marks are read before placeholders are filled, so that an asterisk in
 * somebody's data stays one.
 * @throws {TemplateFieldMissing} from ./scope.ts
 */
export function richText(source: string, scope: Scope, fonts: Fonts, base: Emphasis = {}): Inline[] {
  let { bold = false, italic = false } = base;
  const inlines: Inline[] = [];
  for (const part of marked.of(source)) {
    if (part === '**') bold = !bold;
    else if (part === '*') italic = !italic;
    else if (part !== '') {
      inlines.push(...filled(part, scope, faceOf(fonts, bold, italic)));
    }
  }
  return inlines;
}

/** One stretch of text, or, where somebody traces fields, each placeholder's value as a stretch of its own. */
function filled(source: string, scope: Scope, font: FaceUsage): Inline[] {
  const { trace } = scope;
  if (!trace) return [{ kind: 'text', text: fillAll(source, scope), font }];
  const parts = source.split(/(\{\{.+?\}\})/).filter((part) => part !== '');
  return parts.map((part) => {
    const field = part.startsWith('{{') ? fieldShown(scope, part.slice(2, -2)) : undefined;
    const text = fillAll(part, scope);
    return { kind: 'text', text, font: field === undefined ? font : trace.faceOf(field, font) };
  });
}

/** The text with every placeholder filled, without emphasis. */
export function fillAll(source: string, scope: Scope): string {
  let text = '';
  for (const [index, stretch] of stretches.of(source).entries()) {
    text += index % 2 === 0 ? stretch : fill(scope, stretch);
  }
  return text;
}

function faceOf(fonts: Fonts, bold: boolean, italic: boolean) {
  if (bold) return italic ? fonts.boldItalic : fonts.bold;
  return italic ? fonts.italic : fonts.regular;
}
