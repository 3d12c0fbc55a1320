import type { FieldProblem } from '../../platform/refusal.ts';
import type { TemplateDefinition } from '../template/definition.ts';
import type { Place, PlaceTrace } from './place-trace.ts';

/** A problem, and where on the pages it shows: a field may be shown more than once, or not at all. */
export interface LocatedProblem extends FieldProblem {
  /** the first place it shows at: the block's number from 1, its kind and, where it could be laid, its page from 1 */
  readonly at?: { readonly block: number; readonly kind: string; readonly page?: number };
  readonly places: readonly Place[];
}

/** Gives each problem the places its field is drawn at; where it is part of no text, those of the block that asks for it. */
export function locateProblems(
  problems: readonly FieldProblem[],
  { blocks }: TemplateDefinition,
  trace: PlaceTrace,
): LocatedProblem[] {
  return problems.map((problem) => {
    const places = placesOf(problem.field, blocks, trace);
    const [first] = places;
    if (!first) return { ...problem, places };
    const kind = blocks[first.block]?.type ?? '';
    return { ...problem, at: { page: first.page + 1, block: first.block + 1, kind }, places };
  });
}

function placesOf(field: string, blocks: readonly unknown[], trace: PlaceTrace): readonly Place[] {
  const inside = [...trace.fields].filter(([drawn]) => isWithin(drawn, field) || isWithin(field, drawn));
  const drawn = inside.flatMap(([, places]) => places);
  if (drawn.length > 0) return drawn.toSorted((a, b) => a.page - b.page || b.top - a.top);
  const declared = field.replaceAll(/\[\d+\]/g, '');
  if (!declared.startsWith('data.')) return [];
  const asking = blocks.findIndex((block) => JSON.stringify(block).includes(`"${declared}"`));
  return trace.blocks.get(asking) ?? [];
}

/** Whether `inner` is `outer` or a part of it. */
function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}
