import { authorityFor, authorityLines, type Official } from '../../directory/index.ts';
import type { DossierReview } from '../../intake/index.ts';
import { vietnamDay, type Clock } from '../../platform/clock.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { renderPageImage } from '../page-image.ts';
import type { ResultInput } from '../result-input.ts';
import type { Template } from '../template/load-template.ts';
import type { LocatedProblem } from './locate-problems.ts';
import { previewResult } from './preview-result.ts';

/** What a submitter sent, and for which agencies they may ask. */
interface Sent {
  readonly value: unknown;
  readonly agencies: readonly string[];
}

export interface PreviewDossierDeps {
  /** what a submission would be told, all of it */
  readonly reviewDossier: (given: Sent) => Promise<Outcome<DossierReview>>;
  readonly publicBaseUrl: string;
  readonly clock: Clock;
}

/** A page with its problems' places marked. */
export interface PagePicture {
  /** from 1 */
  readonly page: number;
  readonly png: Uint8Array;
}

/** Everything that would be wrong with a submission, and how its document would look. */
export interface DossierPreview {
  /** in the order of the numbers on the pictures, from 1; empty: the dossier would be accepted now */
  readonly problems: readonly LocatedProblem[];
  /** whether more is wrong than is named */
  readonly moreProblems: boolean;
  /** 0 where no document could be laid: without a template, for one */
  readonly pages: number;
  /** of the pages with marks, then of the others, as many as are shown, in the order of their numbers */
  readonly pictures: readonly PagePicture[];
}

/** Pages that are shown at most, and their width in pixels: an answer of Lambda is at most 6 MB. */
const SHOWN = { pages: 8, widthPx: 720 } as const;

/**
 * Looks at a dossier as if it were submitted, and draws its document although data may be wrong. Keeps nothing and
 * starts nothing.
 */
export async function previewDossier(
  deps: PreviewDossierDeps,
  given: Sent,
): Promise<Outcome<DossierPreview>> {
  const review = await deps.reviewDossier(given);
  if (!review.ok) return review;
  const { template, problems, moreProblems } = review.value;
  const unplaced = problems.map((problem) => ({ ...problem, places: [] }));
  if (!template) return accept({ problems: unplaced, moreProblems, pages: 0, pictures: [] });
  const input = inputOf(review.value, template, deps);
  const { problems: located, document } = await previewResult(input, problems);
  if (!document) return accept({ problems: located, moreProblems, pages: 0, pictures: [] });
  const pictures = await picturesOf(document, located);
  return accept({ problems: located, moreProblems, pages: document.pages, pictures });
}

async function picturesOf(
  { pdf, pages }: { readonly pdf: Uint8Array; readonly pages: number },
  problems: readonly LocatedProblem[],
): Promise<PagePicture[]> {
  const marked = new Set(problems.flatMap(({ places }) => places.map(({ page }) => page)));
  const all = Array.from({ length: pages }, (_, page) => page);
  const wanted = all.toSorted((a, b) => Number(marked.has(b)) - Number(marked.has(a)) || a - b);
  const pictures: PagePicture[] = [];
  for (const page of wanted.slice(0, SHOWN.pages).toSorted((a, b) => a - b)) {
    pictures.push({ page: page + 1, png: await renderPageImage(pdf, page, SHOWN.widthPx) });
  }
  return pictures;
}

/** What stands on the pages where the dossier names no agency or official there is. */
const UNKNOWN = {
  code: '[mã hồ sơ]',
  agency: { name: '[cơ quan ban hành]', place: '[địa danh]', seal: { diameterMm: 36 } },
  official: { authorityLines: ['[QUYỀN HẠN, CHỨC VỤ]'], name: '[Họ và tên người ký]' },
} as const;

/** As they would be printed today. */
function linesOf(
  official: Official | undefined,
  procedure: string | undefined,
  day: string,
): readonly string[] {
  const authority = official && procedure !== undefined && authorityFor(official, procedure, day);
  return authority ? authorityLines(authority, official.title) : UNKNOWN.official.authorityLines;
}

function inputOf(
  { sketch, agency: known, official: signer }: DossierReview,
  template: Template,
  { publicBaseUrl, clock }: PreviewDossierDeps,
): ResultInput {
  const agency = known ?? UNKNOWN.agency;
  const series = known?.series.find((each) => each.template === template.definition.id);
  return {
    template,
    dossier: { code: sketch.code ?? UNKNOWN.code },
    data: sketch.data,
    result: {},
    verifyUrl: `${publicBaseUrl}/v/preview`,
    agency: { name: agency.name, parentName: known?.parentName, place: agency.place },
    signing: {
      authorityLines: linesOf(signer, sketch.procedure?.code, vietnamDay(clock())),
      signerName: signer?.name ?? UNKNOWN.official.name,
      sealDiameterMm: agency.seal.diameterMm,
    },
    number: { suffix: series?.suffix ?? '/…' },
    createdAt: clock(),
  };
}
