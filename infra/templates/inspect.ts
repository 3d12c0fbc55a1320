import {
  checkTemplateData,
  noFile,
  previewResult,
  readTemplate,
  readTemplateFile,
  releaseState,
  TemplateInvalid,
  templateProblems,
  type ResultInput,
  type ResultPreview,
  type Template,
} from '../../functions/rendering/index.ts';
import { pathOf, type TemplatePlace } from './template-place.ts';

/** What is wrong with one version of a template, and its sample as a document where that can be drawn. */
export interface Inspection {
  /** in Vietnamese, each with where it is */
  readonly problems: readonly string[];
  readonly document?: { readonly pdf: Uint8Array; readonly pages: number } | undefined;
}

/** Checks a version as its files are now: definition, schema, the one against the other, sample, release. */
export async function inspectTemplate(place: TemplatePlace): Promise<Inspection> {
  try {
    const template = await readTemplate(place.folder, place.id, place.version);
    if (!template) return { problems: [noFile('template.json').vi] };
    const written = templateProblems(template.definition, template.dataSchema);
    const lines = written.map(({ where, message }) => `${counted(where)}: ${message.vi}`);
    const data = await readTemplateFile(pathOf(place), 'sample.json');
    if (data === undefined) return { problems: [...lines, noFile('sample.json').vi] };
    if (!isObject(data)) return { problems: [...lines, SAMPLE_NO_OBJECT] };
    const { document, problems } = await inspectSample(template, data);
    const shown = problems.map((each, index) => ({ ...each, number: index + 1 }));
    // What is written wrongly in a block keeps it from being laid: said once.
    const others = written.length === 0 ? shown : shown.filter(({ field }) => !field.startsWith('template.'));
    return { document, problems: [...lines, ...others.map(sentence)] };
  } catch (error) {
    if (error instanceof TemplateInvalid) return { problems: [error.explained.vi] };
    throw error;
  }
}

/** Blocks are counted as people count them. */
function counted(where: string): string {
  return where.replace(/^blocks\[(\d+)\]/, (_, index) => `khối ${Number(index) + 1}`);
}

/** Whether the version may still be changed, for people. */
export async function releaseNote(place: TemplatePlace): Promise<string> {
  return (await releaseState(pathOf(place))) === 'unreleased' ? 'chưa phát hành' : 'đã phát hành';
}

/** Data of another kind has no field to name a problem by. */
const SAMPLE_NO_OBJECT = 'sample.json: phải là một nhóm trong dấu { }, mỗi trường của schema.json một dòng.';

function isObject(data: unknown): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function inspectSample(template: Template, data: unknown): Promise<ResultPreview> {
  const checked = checkTemplateData(template, data);
  return previewResult(sampleInput(template, data), checked.ok ? [] : checked.problems);
}

type ShownProblem = ResultPreview['problems'][number] & { readonly number: number };

/** A problem under the number it has on the page. */
function sentence({ number, field, at, message }: ShownProblem): string {
  const where = at ? ` (${at.page === undefined ? '' : `trang ${at.page}, `}khối ${at.block})` : '';
  return `[${number}] ${field}${where}: ${message.vi}`;
}

/** A made-up agency and official around a sample. */
function sampleInput(template: Template, data: unknown): ResultInput {
  return {
    template,
    data,
    dossier: { code: 'H01.12-261112-0001' },
    result: {},
    verifyUrl: 'https://ketqua.example.vn/v/preview',
    agency: {
      name: 'Ủy ban nhân dân phường Hòa Bình',
      parentName: 'Ủy ban nhân dân tỉnh Minh Họa',
      place: 'Hòa Bình',
    },
    signing: {
      authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Nguyễn Văn Mẫu',
      sealDiameterMm: 36,
    },
    number: { suffix: '/KH-UBND' },
    createdAt: new Date(0),
  };
}
