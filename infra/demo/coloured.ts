import { styleText } from 'node:util';

/** Where text goes; a terminal knows its width. */
export type Output = NodeJS.WriteStream;

/** Coloured text for a terminal; plain where the stream is none, or NO_COLOR asks for it. */
export function coloured(colour: 'green' | 'yellow' | 'cyan' | 'red', text: string, stream: Output): string {
  const lines = text.split('\n');
  return lines.map((line) => (line === '' ? line : styleText(colour, line, { stream }))).join('\n');
}
