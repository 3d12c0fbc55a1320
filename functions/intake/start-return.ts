import { StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { canonicalJson } from '../platform/digest.ts';
import { SYSTEM, TERMINAL, type RevisionId, type RevisionItem, type Tracker } from '../tracking/index.ts';
import { dossierOf } from './dossier.ts';
import type { VerificationPages } from './verification-page.ts';

export interface StartDeps {
  readonly tracker: Tracker;
  readonly pages: VerificationPages;
  readonly workflows: SFNClient;
  readonly stateMachineArn: string;
}

/** Name of a revision's execution: `<code>-r<revision>`, within the service's 80 characters. */
export function executionName({ code, revision }: RevisionId): string {
  return `${code}-r${revision}`;
}

/**
 * Does what is left to do once a revision's item is there: its verification page, its first event, its
 * execution. Every part may be repeated, by a second submission as by the sweeper. A revision whose log has
 * gone on was started; one whose log has ended never starts again.
 */
export async function startReturn(deps: StartDeps, item: RevisionItem): Promise<void> {
  const id = { code: item.code, revision: item.revision };
  await deps.pages.put(item.verifyId, id);
  const { procedure, template } = dossierOf(item);
  const { state } = await deps.tracker.record(
    id,
    'dossier-accepted',
    'dossier-accepted',
    {
      contentHash: item.contentHash,
      procedure: procedure.code,
      template,
      agency: item.agency,
      official: item.official,
      channels: item.channels,
      dueOn: item.dueOn,
    },
    { actor: item.submittedBy ?? SYSTEM, occurredAt: item.acceptedAt },
  );
  if (state.sequence > 1 || TERMINAL.has(state.status)) return;
  try {
    await deps.workflows.send(
      new StartExecutionCommand({
        stateMachineArn: deps.stateMachineArn,
        name: executionName(id),
        input: canonicalJson({ v: 1, ...id }),
      }),
    );
  } catch (error) {
    if (!hasRun(error)) throw error;
  }
}

/** The execution is already over: the reconciler records how it ended. */
function hasRun(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExecutionAlreadyExists';
}
