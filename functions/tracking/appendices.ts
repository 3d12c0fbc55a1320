import { dataOf, type EventData, type LoggedEvent } from './event.ts';
import { type FileVersion, issuedFiles, versionsOf } from './issued-files.ts';

/** An appendix in a file of its own, as far as the log knows it. */
export interface Appendix {
  /** from 1, in the template's order */
  readonly number: number;
  readonly title: string;
  readonly draft: { readonly key: string; readonly sha256: string };
  readonly pages: number;
  /** signed by the agency; undefined until then */
  readonly sealed: EventData<'appendix-sealed'> | undefined;
  /** its newest version in the archive: issued once the result is */
  readonly archived: FileVersion | undefined;
}

/** The appendices of a revision's draft that are files of their own; none until it is rendered. */
export function appendicesIn(log: readonly LoggedEvent[]): Appendix[] {
  const rendered = log.findLast(({ type }) => type === 'result-rendered');
  const { appendices = [] } = rendered ? dataOf(rendered, 'result-rendered') : {};
  const files = issuedFiles(log);
  return appendices.map(({ title, document }, index) => {
    const number = index + 1;
    const sealed = log.find(({ key }) => key === sealedKey(number));
    const archived = log.find(({ key }) => key === archivedKey(number));
    return {
      number,
      title,
      draft: { key: document.key, sha256: document.sha256 },
      pages: document.pages ?? 1,
      sealed: sealed && dataOf(sealed, 'appendix-sealed'),
      archived: archived && versionsOf(files, dataOf(archived, 'appendix-archived').sha256).at(-1),
    };
  });
}

/** Each appendix is signed once and archived once. */
export function sealedKey(appendix: number): string {
  return `appendix-sealed:${appendix}`;
}

export function archivedKey(appendix: number): string {
  return `appendix-archived:${appendix}`;
}
