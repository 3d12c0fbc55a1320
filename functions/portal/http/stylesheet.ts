import { usedRules } from './used-rules.ts';

/** One file of the typeface and the letters it has. */
export interface Face {
  readonly subset: 'vietnamese' | 'latin-ext' | 'latin';
  readonly weight: number;
  readonly path: string;
}

/** Letters of each file, as the typeface's publisher cut them, so that a page loads only what it shows. */
const LETTERS = {
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
} as const;

/**
 * The design system's stylesheet without its typeface and crest, which are not ours to use, in Be Vietnam Pro,
 * and our own rules after it. Latin-ext comes before Vietnamese, so that the latter wins where both have a letter.
 */
export function composeStylesheet(designSystem: string, own: string, faces: readonly Face[]): string {
  const neutral = usedRules(designSystem)
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/[^{}]*\{[^{}]*govuk-crest[^{}]*\}/g, '')
    .replaceAll('GDS Transport', 'Be Vietnam Pro');
  const order = ['latin-ext', 'latin', 'vietnamese'];
  const rules = faces
    .toSorted((a, b) => order.indexOf(a.subset) - order.indexOf(b.subset))
    .map(
      ({ subset, weight, path }) =>
        `@font-face{font-family:Be Vietnam Pro;font-style:normal;font-weight:${weight};font-display:swap;` +
        `src:url(${path}) format("woff2");unicode-range:${LETTERS[subset]}}`,
    );
  return [...rules, neutral, own].join('\n');
}
