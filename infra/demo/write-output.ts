import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Evidence } from './evidence.ts';
import { outcomeOf, remarkOf } from './follow.ts';
import type { Played } from './play.ts';
import { fileStem, toSummary, type RevisionReport } from './summary.ts';

const FOLDERS = ['results', 'events', 'outbox', 'post', 'trust'];

/** Empties the output folder's own parts, so that nothing of an earlier run is taken for this one's. */
export async function prepareOutput(out: string): Promise<void> {
  await rm(path.join(out, 'summary.json'), { force: true });
  for (const folder of FOLDERS) {
    await rm(path.join(out, folder), { recursive: true, force: true });
    await mkdir(path.join(out, folder), { recursive: true });
  }
}

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

async function writeRevision(
  out: string,
  evidence: Evidence,
  { planned, view }: Played,
): Promise<RevisionReport> {
  const { code, revision, template } = planned.outline;
  const stem = fileStem({ code, revision });
  await writeFile(
    path.join(out, `events/${stem}.json`),
    JSON.stringify(await evidence.log({ code, revision }), null, 2),
  );
  const post = await evidence.postalOrder({ code, revision });
  if (post) {
    await writeFile(path.join(out, `post/${stem}.json`), JSON.stringify(post.order, null, 2));
    await writeFile(path.join(out, `post/${stem}.pdf`), post.label);
  }
  const issued = await evidence.issued({ code, revision });
  if (issued) await writeFile(path.join(out, `results/${stem}.pdf`), issued.pdf);
  return {
    code,
    revision,
    template: template.id,
    channels: view?.channels ?? [],
    status: view ? outcomeOf(view) : 'failed',
    number: view?.number ?? null,
    date: view?.date ?? null,
    pdf: issued ? `results/${stem}.pdf` : null,
    sha256: issued?.sha256 ?? null,
    steps: await evidence.stepTimes({ code, revision }),
    remark: view ? remarkOf(view) : '',
  };
}
