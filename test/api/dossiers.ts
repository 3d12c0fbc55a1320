import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { dossierOf, type Dossier } from '../../functions/intake/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import type { RevisionId, RevisionState, Status } from '../../functions/tracking/index.ts';
import { standing } from '../support/standing.ts';
import { until, type Answer, type FrontDoor, type Question } from './front-door.ts';

const EXAMPLE = JSON.parse(readFileSync('examples/dossiers/01-link.json', 'utf8')) as unknown;

export const OFFICIAL = 'chu-tich-buon-ma-thuot';
/** last four digits of the example's applicant */
export const LAST_FOUR = '1234';

export const toPost: Dossier['delivery'] = {
  post: {
    recipientName: 'Nguyễn Thị Hồng Hạnh',
    phone: '0905123456',
    address: {
      line: '27 đường Trần Hưng Đạo',
      ward: { code: '24133', name: 'phường Buôn Ma Thuột' },
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
    },
  },
};

let dossiers = 0;

/** A building permit that goes by link, with a code of its own. */
export function someDossier(change: Partial<Dossier> = {}): Dossier {
  const code = `${change.agency ?? 'H15.27'}-261112-${String(5_000 + (dossiers += 1))}`;
  return { ...dossierOf({ dossier: EXAMPLE }), code, ...change };
}

export const at = ({ code, revision }: RevisionId) => `/dossiers/${code}/revisions/${revision}`;

/** Submits a dossier that is accepted. */
export async function submitted(door: FrontDoor, change: Partial<Dossier> = {}): Promise<RevisionId> {
  const dossier = someDossier(change);
  const answer = await door.ask('/dossiers', { as: 'integration', body: dossier });
  expect(answer.status, answer.text).toBe(202);
  return { code: dossier.code, revision: dossier.revision };
}

export function reaches(door: FrontDoor, id: RevisionId, ...wanted: Status[]): Promise<RevisionState> {
  return until(
    () => standing(door, id),
    ({ status }) => wanted.includes(status),
  );
}

/** SHA-256 of the very PDF that is shown now. */
export async function shown(door: FrontDoor, id: RevisionId, as = 'official'): Promise<string> {
  return sha256((await door.ask(`${at(id)}/result`, { as })).bytes);
}

export function decide(
  door: FrontDoor,
  id: RevisionId,
  body: unknown,
  question: Question = { as: 'official' },
): Promise<Answer> {
  return door.ask(`${at(id)}/decision`, { body, ...question });
}

/** A draft that waits for its official. */
export async function awaitingApproval(
  door: FrontDoor,
  change: Partial<Dossier> = {},
): Promise<RevisionId & { sha256: string }> {
  const id = await submitted(door, change);
  const { draft } = await reaches(door, id, 'awaiting-approval');
  return { ...id, sha256: draft?.sha256 ?? '' };
}

/** A draft its official approved; what follows is the workflow's. */
export async function approved(door: FrontDoor, change: Partial<Dossier> = {}): Promise<RevisionId> {
  const draft = await awaitingApproval(door, change);
  const answer = await decide(door, draft, { decision: 'approve', sha256: draft.sha256 });
  expect(answer.status, answer.text).toBe(200);
  return draft;
}
