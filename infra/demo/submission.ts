import { z } from 'zod';
import { ApiFailure, problem, type ApiClient, type Problem } from './api-client.ts';
import type { Submission } from './dossier-files.ts';
import { printable } from './printable.ts';

/** What the demo itself reads of a dossier; everything else is the API's to check. */
const outline = z.object({
  code: z.string(),
  revision: z.number().int().positive(),
  agency: z.string(),
  official: z.string(),
  template: z.object({ id: z.string() }),
});
export type Outline = z.infer<typeof outline>;

export interface Planned {
  readonly source: string;
  readonly dossier: unknown;
  readonly outline: Outline;
}

/** Dossiers in the order they can be submitted; what has no outline cannot be followed and is only submitted. */
export function plan(submissions: readonly Submission[]): { planned: Planned[]; shapeless: Submission[] } {
  const read = submissions.map((each) => ({ ...each, outline: outline.safeParse(each.dossier).data }));
  const planned = read.flatMap((each) => (each.outline ? [{ ...each, outline: each.outline }] : []));
  return {
    planned: planned.toSorted((a, b) => a.outline.revision - b.outline.revision),
    shapeless: read.filter((each) => !each.outline),
  };
}

/** The API's refusal of a submission, in both languages. */
interface RefusedSubmission {
  readonly vi: Problem;
  readonly en: Problem;
}

/** What became of a submission: accepted now, the same as one accepted before, or refused. */
export type SubmissionOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'known' }
  | ({ readonly kind: 'refused' } & RefusedSubmission);

/**
 * Submits a dossier. A refusal is asked for again in English: a refused
 * submission has changed nothing, so that it may be repeated.
 */
export async function submit(api: ApiClient, dossier: unknown): Promise<SubmissionOutcome> {
  const answer = await api.send('POST', '/dossiers', dossier);
  if (answer.ok) {
    await answer.body?.cancel();
    return { kind: answer.status === 202 ? 'accepted' : 'known' };
  }
  const vi = await readProblem(answer);
  return { kind: 'refused', vi, en: await readProblem(await api.send('POST', '/dossiers', dossier, 'en')) };
}

async function readProblem(answer: Response): Promise<Problem> {
  const text = await answer.text();
  if (answer.headers.get('content-type')?.startsWith('application/problem+json') && answer.status < 500) {
    return problem.parse(JSON.parse(text));
  }
  throw new ApiFailure(`POST /dossiers: ${answer.status} ${text}`);
}

/** Lines that name file, field and rule, in Vietnamese and English. */
export function describeRefusal(source: string, { vi, en }: RefusedSubmission): string[] {
  const lines = [
    `✗ ${source}: [${vi.code}] ${vi.detail ?? vi.title ?? ''}`,
    `  ${' '.repeat(source.length)}  ${en.detail ?? en.title ?? ''}`,
  ];
  for (const [index, { field, rule, message }] of (vi.errors ?? []).entries()) {
    const place = `    ${field || 'toàn bộ hồ sơ / the whole dossier'} [${rule}]`;
    lines.push(message === vi.detail ? place : `${place}: ${message} / ${en.errors?.[index]?.message ?? ''}`);
  }
  return lines.map(printable);
}
