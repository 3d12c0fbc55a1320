import type { Fonts, Inline } from '../layout/inline.ts';
import { fill, type Scope } from './scope.ts';

const MARKS = /(\*\*|\*)/;
const PLACEHOLDER = /\{\{(.+?)\}\}/g;

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
  for (const part of source.split(MARKS)) {
    if (part === '**') bold = !bold;
    else if (part === '*') italic = !italic;
    else if (part !== '') {
      const text = fillAll(part, scope);
      inlines.push({ kind: 'text', text, font: faceOf(fonts, bold, italic) });
    }
  }
  return inlines;
}

/** The text with every placeholder filled, without emphasis. */
export function fillAll(source: string, scope: Scope): string {
  return source.replaceAll(PLACEHOLDER, (_, expression: string) => fill(scope, expression));
}

function faceOf(fonts: Fonts, bold: boolean, italic: boolean) {
  if (bold) return italic ? fonts.boldItalic : fonts.bold;
  return italic ? fonts.italic : fonts.regular;
}
