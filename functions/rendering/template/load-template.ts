import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sharedTypeface, type Typeface } from '../fonts/typeface.ts';
import { pngRatio } from '../pdf/images.ts';
import { remembered } from '../remembered.ts';
import { dataSchema, type DataSchema } from './data-schema.ts';
import { templateDefinition, type TemplateDefinition } from './definition.ts';
import { releaseState } from './release.ts';
import { signingProblem } from './signing-blocks.ts';
import { readTemplateFile, TemplateInvalid } from './template-file.ts';
import { noFile, wrongForm } from './written-wrongly.ts';

/** One version of a template, ready to check data and to render. */
export interface Template {
  readonly definition: TemplateDefinition;
  /** JSON Schema (2020-12) of the template's data; of a released version checked at first use */
  readonly dataSchema: DataSchema;
  /** the same schema, to check data with; compiled at first use, since rendering has none */
  readonly data: z.ZodType;
  readonly typeface: Typeface;
  /** PNG files of its `image` blocks, by name */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** sealed by SHA256SUMS: it never changes any more */
  readonly released: boolean;
}

/** What can be chosen when a dossier is submitted. */
export interface TemplateSummary {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

const jsonObject = z.record(z.string(), z.unknown());
/** A file is checked once: code made for its check would cost more than it saves. Its writer is told what was written. */
const ONCE = { jitless: true, reportInput: true } as const;
const loaded = new Map<string, Promise<Template | undefined>>();

/**
 * Loads a template from `folder/<id>/<version>/`. A released version is read once per process, since it never changes;
 * another one each time, so that what its writer corrects holds at once.
 * @returns undefined when there is no such template or version
 * @throws {TemplateInvalid}
 */
export function loadTemplate(folder: string, id: string, version: number): Promise<Template | undefined> {
  if (!/^[a-z0-9-]+$/.test(id) || !Number.isSafeInteger(version)) return Promise.resolve(undefined);
  const place = join(folder, id, String(version));
  return remembered(
    loaded,
    place,
    () => readTemplate(folder, id, version),
    (template) => template?.released === true,
  );
}

/**
 * All templates with all their versions, ordered by id and version. One that is invalid is left out, so that a
 * folder somebody is still writing keeps nobody from the others.
 */
export async function listTemplates(folder: string): Promise<TemplateSummary[]> {
  const files = await readdir(folder, { recursive: true });
  const found = files.flatMap((file) => {
    const [, id, version] = /^([a-z0-9-]+)[\\/](\d+)[\\/]template\.json$/.exec(file) ?? [];
    return id && version ? [{ id, version: Number(version) }] : [];
  });
  const templates = await Promise.all(found.map(({ id, version }) => findValidTemplate(folder, id, version)));
  return templates
    .flatMap((template) => (template ? [template.definition] : []))
    .map(({ id, version, name }) => ({ id, version, name }))
    .toSorted((a, b) => a.id.localeCompare(b.id) || a.version - b.version);
}

/** A template for who only shows it: one that is invalid is none, as in the list of all. */
export async function findValidTemplate(
  folder: string,
  id: string,
  version: number,
): Promise<Template | undefined> {
  try {
    return await loadTemplate(folder, id, version);
  } catch (error) {
    if (error instanceof TemplateInvalid) return undefined;
    throw error;
  }
}

/** The same, read anew: for whoever is writing the template. */
export async function readTemplate(
  folder: string,
  id: string,
  version: number,
): Promise<Template | undefined> {
  const place = join(folder, id, String(version));
  const [files, typeface] = await Promise.all([readFiles(place, id, version), sharedTypeface(folder)]);
  if (!files) return undefined;
  const { definition, schema, pictures, released } = files;
  // Nobody released a version whose schema is no schema, and what is only rendered needs none.
  let checked = released ? undefined : checkSchema(place, schema);
  let data: z.ZodType | undefined;
  return {
    definition,
    get dataSchema() {
      return (checked ??= checkSchema(place, schema));
    },
    get data() {
      return (data ??= z.fromJSONSchema(jsonObject.parse(schema)));
    },
    typeface,
    pictures,
    released,
  };
}

/** What a version's own files say, `schema` as it is written. */
interface TemplateFiles extends Pick<Template, 'definition' | 'pictures' | 'released'> {
  readonly schema: unknown;
}

async function readFiles(place: string, id: string, version: number): Promise<TemplateFiles | undefined> {
  const definition = await readDefinition(place, id, version);
  if (!definition) return undefined;
  const [schema, state] = await Promise.all([readTemplateFile(place, 'schema.json'), releaseState(place)]);
  if (schema === undefined) throw new TemplateInvalid(place, noFile('schema.json'));
  if (state === 'changed') {
    throw new TemplateInvalid(place, {
      vi: 'Phiên bản này đã phát hành rồi mới bị sửa; hãy chép thành phiên bản tiếp theo và xóa SHA256SUMS trong bản chép.',
      en: 'was changed after its release; a change is a new version',
    });
  }
  const pictures = await readPictures(place, definition);
  return { definition, schema, pictures, released: state === 'intact' };
}

function checkSchema(place: string, schema: unknown): DataSchema {
  const checked = dataSchema.safeParse(schema, ONCE);
  if (!checked.success) throw new TemplateInvalid(place, wrongForm('schema.json', checked.error));
  return checked.data;
}

async function readDefinition(
  place: string,
  id: string,
  version: number,
): Promise<TemplateDefinition | undefined> {
  const source = await readTemplateFile(place, 'template.json');
  if (source === undefined) return undefined;
  const definition = templateDefinition.safeParse(source, ONCE);
  if (!definition.success) throw new TemplateInvalid(place, wrongForm('template.json', definition.error));
  if (definition.data.id !== id || definition.data.version !== version) {
    throw new TemplateInvalid(place, {
      vi: `template.json: "id" phải là "${id}" và "version" là ${version}, như tên hai thư mục.`,
      en: `template.json says it is ${definition.data.id} ${definition.data.version}`,
    });
  }
  const unsignable = signingProblem(definition.data);
  if (unsignable) throw new TemplateInvalid(place, unsignable);
  return definition.data;
}

async function readPictures(
  place: string,
  { blocks, appendices }: TemplateDefinition,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const all = [...blocks, ...appendices.flatMap((appendix) => appendix.blocks)];
  const files = new Set(all.flatMap((each) => (each.type === 'image' ? [each.file] : [])));
  const read = [...files].map(async (file) => [file, await readPicture(place, file)] as const);
  return new Map(await Promise.all(read));
}

async function readPicture(place: string, file: string): Promise<Uint8Array> {
  const png = await readFile(join(place, file)).catch((error: unknown) => {
    const explained = { vi: `Thư mục không có tệp hình ${file}.`, en: `there is no picture ${file}` };
    throw new TemplateInvalid(place, explained, { cause: error });
  });
  if (pngRatio(png) !== undefined) return png;
  throw new TemplateInvalid(place, {
    vi: `${file} không phải hình PNG; hãy lưu lại hình ở dạng PNG.`,
    en: `${file} is no PNG picture`,
  });
}
