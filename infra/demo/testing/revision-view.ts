import type { RevisionView } from '../follow.ts';

/** A revision as the API shows it before anything was allotted to it. */
export function revisionView(status: string, channels: readonly string[] = []): RevisionView {
  return {
    revision: 1,
    status,
    channels: [...channels],
    number: null,
    date: null,
    sha256: null,
    issued: false,
    repair: null,
    reason: null,
  };
}
