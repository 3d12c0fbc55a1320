import type { FieldProblem } from '../../platform/refusal.ts';
import { MissingGlyph } from '../fonts/face.ts';
import { PieceTooTall } from '../layout/paginate.ts';
import type { ResultInput } from '../result-input.ts';
import { renderResult } from '../render-result.ts';
import type { TemplateDefinition } from '../template/definition.ts';
import { scopesOf, TemplateFieldMissing } from '../template/scope.ts';
import { drawMarks } from './draw-marks.ts';
import { layoutProblem, type LayoutRule } from './layout-problem.ts';
import { locateProblems, type LocatedProblem } from './locate-problems.ts';
import { mendData } from './mend-data.ts';
import { PlaceTrace } from './place-trace.ts';

/** A document nobody may sign: every problem of it, each with its places, and the pages with them marked. */
export interface ResultPreview {
  readonly problems: readonly LocatedProblem[];
  /** absent where not even mended data could be laid on pages */
  readonly document?: { readonly pdf: Uint8Array; readonly pages: number };
}

/**
 * Renders data that need not be right, to show where it is not. Where it is right, the pages are those the
 * result will have.
 * @param problems what is known to be wrong, by field; what keeps the layout from being made is added
 */
export async function previewResult(
  input: ResultInput,
  problems: readonly FieldProblem[],
): Promise<ResultPreview> {
  const whole = inOneFile(input);
  const { definition, dataSchema, typeface } = whole.template;
  const data = problems.length === 0 ? input.data : mendData(dataSchema, input.data, typeface);
  const trace = new PlaceTrace();
  let located: LocatedProblem[] = [];
  const all = () => [...locateProblems(problems, definition, trace), ...failedBlocks(trace, definition)];
  try {
    const document = await renderResult(
      { ...whole, data },
      {
        trace,
        drawn: (pages, fonts) => drawMarks((located = all()), pages, fonts),
      },
    );
    return { problems: located, document: located.length === 0 ? await renderResult(whole) : document };
  } catch (error) {
    const block = trace.tallestBlock;
    if (!(error instanceof PieceTooTall)) throw error;
    return { problems: [...all(), ...(block === undefined ? [] : [onBlock('too-tall', block, definition)])] };
  }
}

/** Appendices in files of their own follow the result's pages, so that a problem has one page and one block. */
function inOneFile(input: ResultInput): ResultInput {
  const { definition } = input.template;
  if (definition.typesetting === 1) return input;
  const { agency, dossier, data } = input;
  const there = definition.appendices.filter(
    ({ when, unless }) => scopesOf({ data, agency, dossier }, { when, unless }).length > 0,
  );
  const blocks = [...definition.blocks, ...there.flatMap((appendix) => appendix.blocks)];
  return {
    ...input,
    template: { ...input.template, definition: { ...definition, blocks, appendices: [] } },
  };
}

function failedBlocks({ failures }: PlaceTrace, definition: TemplateDefinition): LocatedProblem[] {
  return failures.map(({ block, error }) => onBlock(ruleOf(error), block, definition, error.message));
}

/** @throws what is no fault of data, directory or template */
function ruleOf(error: Error): LayoutRule {
  if (error instanceof MissingGlyph) return 'unprintable-letter';
  if (error instanceof TemplateFieldMissing) return 'template-field-missing';
  if (error instanceof RangeError) return 'no-room';
  throw error;
}

function onBlock(
  rule: LayoutRule,
  block: number,
  { blocks }: TemplateDefinition,
  detail = '',
): LocatedProblem {
  const at = { block: block + 1, kind: blocks[block]?.type ?? '' };
  return { ...layoutProblem(rule, block, detail), at, places: [] };
}
