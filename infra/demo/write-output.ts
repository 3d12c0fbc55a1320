import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Evidence } from './evidence.ts';
import { outcomeOf, remarkOf } from './follow.ts';
import type { Played } from './play.ts';
import { fileStem, toSummary, type RevisionId, type RevisionReport } from './summary.ts';

/** Writes everything a run left: issued files, logs, messages, orders and labels, the root, the summary. */
export async function writeOutput(
  out: string,
  evidence: Evidence,
  played: readonly Played[],
  outbox: string | undefined,
): Promise<RevisionReport[]> {
  await writeFile(path.join(out, 'trust/root.pem'), await evidence.roots());
  if (outbox) await cp(outbox, path.join(out, 'outbox'), { recursive: true });
  const reports: RevisionReport[] = [];
  for (const each of played) reports.push(await writeRevision(out, evidence, each));
  reports.sort((a, b) => a.code.localeCompare(b.code) || a.revision - b.revision);
  await writeSummary(out, reports);
  return reports;
}

/** `summary.json`, one entry for each revision. */
export async function writeSummary(out: string, reports: readonly RevisionReport[]): Promise<void> {
  const summary = { dossiers: reports.map(toSummary) };
  await writeFile(path.join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
}

/** A revision of which something is missing in the stores is a failure to tell, not one that hides the others. */
async function writeRevision(out: string, evidence: Evidence, each: Played): Promise<RevisionReport> {
  const { code, revision, template } = each.planned.outline;
  const id = { code, revision };
  const { view } = each;
  const known = {
    ...id,
    template: template.id,
    channels: view?.channels ?? [],
    number: view?.number ?? null,
    date: view?.date ?? null,
  };
  try {
    const files = await writeFiles(out, evidence, id);
    const status = view ? outcomeOf(view) : 'waiting';
    const remark = view ? remarkOf(view) : 'accepted';
    return { ...known, ...files, status, remark, steps: await evidence.stepTimes(id) };
  } catch (error) {
    const remark = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ...known, pdf: null, sha256: null, status: 'failed', remark, steps: [] };
  }
}

async function writeFiles(out: string, evidence: Evidence, id: RevisionId) {
  const stem = fileStem(id);
  await writeFile(path.join(out, `events/${stem}.json`), JSON.stringify(await evidence.log(id), null, 2));
  const post = await evidence.postalOrder(id);
  if (post) {
    await writeFile(path.join(out, `post/${stem}.json`), JSON.stringify(post.order, null, 2));
    await writeFile(path.join(out, `post/${stem}.pdf`), post.label);
  }
  const issued = await evidence.issued(id);
  if (!issued) return { pdf: null, sha256: null };
  await writeFile(path.join(out, `results/${stem}.pdf`), issued.pdf);
  for (const [index, pdf] of (await evidence.appendices(id)).entries()) {
    await writeFile(path.join(out, `appendices/${stem}-${index + 1}.pdf`), pdf);
  }
  return { pdf: `results/${stem}.pdf`, sha256: issued.sha256 };
}
