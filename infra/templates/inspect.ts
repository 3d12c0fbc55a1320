import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkTemplateData,
  previewResult,
  readTemplate,
  releaseState,
  TemplateInvalid,
  templateProblems,
  type ResultInput,
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
    if (!template) return { problems: ['template.json: không có tệp này / there is no such file'] };
    const written = templateProblems(template.definition, template.dataSchema);
    const shown = await inspectSample(template, pathOf(place));
    const problems = written.map(({ where, message }) => `${where}: ${message.vi}`);
    return { ...shown, problems: [...problems, ...shown.problems] };
  } catch (error) {
    if (error instanceof TemplateInvalid) return { problems: [error.message] };
    throw error;
  }
}

/** Whether the version may still be changed, for people. */
export async function releaseNote(place: TemplatePlace): Promise<string> {
  return (await releaseState(pathOf(place))) === 'unreleased' ? 'chưa phát hành' : 'đã phát hành';
}

async function inspectSample(template: Template, path: string): Promise<Inspection> {
  const sample = await readSample(join(path, 'sample.json'));
  if (!sample.ok) return { problems: [`sample.json: ${sample.reason}`] };
  const checked = checkTemplateData(template, sample.data);
  const input = sampleInput(template, sample.data);
  const { problems, document } = await previewResult(input, checked.ok ? [] : checked.problems);
  return {
    document,
    problems: problems.map(({ field, message, at }, index) => {
      const where = at ? ` (${at.page === undefined ? '' : `trang ${at.page}, `}khối ${at.block})` : '';
      return `[${index + 1}] ${field}${where}: ${message.vi}`;
    }),
  };
}

async function readSample(
  file: string,
): Promise<{ readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly reason: string }> {
  try {
    return { ok: true, data: JSON.parse(await readFile(file, 'utf8')) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
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
