import type { StepTime } from './step-times.ts';

/** One revision of a dossier. */
export interface RevisionId {
  readonly code: string;
  readonly revision: number;
}

/** How one revision ended, as `summary.json` tells it. */
export interface RevisionSummary extends RevisionId {
  readonly template: string;
  readonly channels: readonly string[];
  readonly status: 'returned' | 'returned-for-correction' | 'waiting' | 'failed';
  /** số và ký hiệu; null where none was allotted */
  readonly number: string | null;
  /** day of issue, YYYY-MM-DD */
  readonly date: string | null;
  /** the issued file, relative to the output folder */
  readonly pdf: string | null;
  readonly sha256: string | null;
  /** states of the definition, milliseconds without waiting for people */
  readonly steps: readonly StepTime[];
}

/** A revision with what the table says beside it: where and why it stands still, or why it was refused. */
export interface RevisionReport extends RevisionSummary {
  readonly remark: string;
}

export function toSummary(report: RevisionReport): RevisionSummary {
  const { code, revision, template, channels, status, number, date, pdf, sha256, steps } = report;
  return { code, revision, template, channels, status, number, date, pdf, sha256, steps };
}

/** The name files of a revision start with. */
export function fileStem(id: RevisionId): string {
  return `${id.code}-r${id.revision}`;
}
