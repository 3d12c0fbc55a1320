import type { LoggedEvent } from '../../../functions/tracking/index.ts';
import type { RevisionAudit } from './audit-revision.ts';

/** An audit for people: the log line by line, then the verdict. */
export function describeAudit(code: string, audit: RevisionAudit): string {
  const { revision, status, events, head, faults } = audit;
  return [
    `${code} r${revision} · ${status}`,
    ...events.map(describeEvent),
    ...(faults.length === 0
      ? [`  TOÀN VẸN / WHOLE: ${events.length} sự kiện / events, head ${head}`]
      : faults.map((fault) => `  HỎNG / BROKEN: ${fault}`)),
  ].join('\n');
}

function describeEvent({ seq, occurredAt, type, actor, data, hash }: LoggedEvent): string {
  const who = `${actor.kind}:${actor.id}`;
  return `  ${String(seq).padStart(3)}  ${occurredAt}  ${type.padEnd(24)}  ${who}  ${JSON.stringify(data)}  ${hash.slice(0, 12)}`;
}
