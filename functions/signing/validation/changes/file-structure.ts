/** What an update needs to be one: cross-reference streams, object streams, objects nobody needs any more. */
import { PdfStream, isName } from '../../pdf/pdf-object.ts';
import type { Claim, Rule } from './claim.ts';
import type { RevisionStep } from './revision-step.ts';

export const fileStructureRule: Rule = (step) => [
  claimOf(crossReferenceStreams(step), 'cross-reference stream'),
  claimOf(objectStreams(step), 'object stream'),
  claimOf(removedObjects(step), 'objects without use were removed'),
];

function claimOf(objects: readonly number[], what: string): Claim {
  return { objects, level: objects.length === 0 ? 'none' : 'lta', what };
}

/** Nothing refers to them; some writers use the same number in every revision. */
function crossReferenceStreams(step: RevisionStep): number[] {
  const offsets = new Set(step.after.sections.map(({ offset }) => offset));
  const beside = step.after.sections.map(({ trailer }) => trailer.get('XRefStm'));
  for (const offset of beside) if (typeof offset === 'number') offsets.add(offset);
  return [...step.kinds.keys()].filter((number) => {
    const entry = step.after.entry(number);
    if (entry?.type !== 'offset' || !offsets.has(entry.offset)) return false;
    return isStreamOf(step, number, 'XRef') && !step.wasReferredTo(number) && !step.isReferredTo(number);
  });
}

/** Only new ones: an object stream written over an old one would change what is in it behind its back. */
function objectStreams(step: RevisionStep): number[] {
  return step
    .ofKind('added')
    .filter((number) => isStreamOf(step, number, 'ObjStm') && !step.isReferredTo(number));
}

function removedObjects(step: RevisionStep): number[] {
  return step.ofKind('removed').filter((number) => !step.isReferredTo(number));
}

function isStreamOf(step: RevisionStep, number: number, type: string): boolean {
  const object = step.is(number);
  return object instanceof PdfStream && isName(object.dict.get('Type'), type);
}
