/** Components of the design system that no page of ours has. */
const UNUSED = [
  'accordion',
  'breadcrumbs',
  'character-count',
  'cookie-banner',
  'date-input',
  'exit-this-page',
  'feedback',
  'generic-header',
  'header',
  'language-navigation',
  'pagination',
  'password-input',
  'phase-banner',
  'service-navigation',
  'tabs',
  'task-list',
  'warning-text',
];
const OF_UNUSED = new RegExp(`\\.govuk-(?:${UNUSED.join('|')})(?![a-z]|-[a-z])`);

/**
 * A minified stylesheet without the rules of components no page has: two fifths of the design system's. Reads
 * rules and groups of rules only, which is all that a minifier leaves.
 */
export function usedRules(css: string): string {
  let kept = '';
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf('{', at);
    if (open < 0) return kept + css.slice(at);
    const close = endOfBlock(css, open);
    kept += ruleOf(css.slice(at, open), css.slice(open + 1, close));
    at = close + 1;
  }
  return kept;
}

function ruleOf(head: string, body: string): string {
  const group = /@(?:media|supports)[^;]*$/.test(head);
  if (group) {
    const inner = usedRules(body);
    return inner === '' ? '' : `${head}{${inner}}`;
  }
  if (head.includes('@')) return `${head}{${body}}`;
  const selectors = splitSelectors(head).filter((selector) => !OF_UNUSED.test(selector));
  return selectors.length === 0 ? '' : `${selectors.join(',')}{${body}}`;
}

/** Where the block that opens here ends. */
function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] === '}' && (depth -= 1) === 0) return at;
  }
  return css.length;
}

/** By the commas between selectors, not by those within `:not(…)`. */
function splitSelectors(head: string): string[] {
  return head.split(/,(?![^(]*\))/);
}
