import type { FieldProblem } from '../../platform/refusal.ts';
import type { View } from '../http/view.ts';
import { catalogue, type Texts } from '../text/catalogue.ts';

const { vi, en } = catalogue;

function missing(field: string, phrase: (t: Texts) => string): FieldProblem {
  return { field, rule: 'missing', message: { vi: phrase(vi), en: phrase(en) } };
}

/** What a clerk is told about a field that was left open, in the words of the page. */
const clerkProblems: Readonly<Record<'identityCheck' | 'collector' | 'reason', FieldProblem>> = {
  identityCheck: missing('identityCheck', (t) => t.clerk.chooseIdentity),
  collector: missing('collector', (t) => t.clerk.chooseCollector),
  reason: missing('reason', (t) => t.clerk.revokeTooShort),
};

/** What was just done, by the word in the address after it. */
export function doneText({ t }: View, done: string | undefined): string | undefined {
  const texts: Readonly<Record<string, string>> = {
    sealed: t.clerk.doneSealed,
    collected: t.clerk.doneCollected,
    reissued: t.clerk.doneReissued,
    'not-sent': t.clerk.doneNotSent,
    revoked: t.clerk.doneRevoked,
    'copy-ordered': t.clerk.doneCopyOrdered,
    recalled: t.recall.done,
  };
  return done !== undefined && Object.hasOwn(texts, done) ? texts[done] : undefined;
}

/** A problem in the page's words where it has some; a missing choice reads better than a wrong value. */
export function inPageWords(problem: FieldProblem): FieldProblem {
  if (problem.field === 'identityCheck') return clerkProblems.identityCheck;
  if (problem.field === 'collector') return clerkProblems.collector;
  if (problem.field === 'reason' && problem.rule === 'too-short') return clerkProblems.reason;
  return problem;
}
