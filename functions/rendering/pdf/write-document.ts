import { createHash } from 'node:crypto';
import {
  PDFContext,
  PDFHexString,
  PDFRawStream,
  PDFStreamWriter,
  PDFString,
  PngEmbedder,
  type PDFRef,
} from 'pdf-lib';
import type { FaceUsage } from '../fonts/face-usage.ts';
import { addFont } from './font-objects.ts';
import { addWidgets, formDictionary, type Widget } from './form-objects.ts';
import { addObject, addStream, dateText, textString, type Dictionary } from './objects.ts';
import type { UsedImage } from './images.ts';
import type { Page } from './page.ts';
import { srgbProfile } from './srgb-profile.ts';
import { addStructureTree } from './structure-objects.ts';
import type { StructureElement } from './structure.ts';
import { rounded } from './units.ts';
import { PRODUCER, xmpPacket, type DocumentMetadata } from './xmp.ts';

/** A file carried inside the document. */
export interface Attachment {
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** Everything a finished document is made of. */
export interface DocumentParts {
  readonly pages: readonly Page[];
  readonly fonts: readonly FaceUsage[];
  readonly structure: StructureElement;
  readonly metadata: DocumentMetadata;
  readonly attachments?: readonly Attachment[];
  readonly images?: readonly UsedImage[];
}

/**
 * Writes a PDF 1.7 file that is PDF/A-3a and PDF/UA-1, its many small objects packed in object streams: that takes a
 * third off a page. The same parts give the same bytes on one platform.
 */
export async function writeDocument(parts: DocumentParts): Promise<Uint8Array> {
  const context = PDFContext.create();
  const fonts = fontResources(context, parts.fonts);
  const images = await imageResources(context, parts.images ?? []);
  const resources = addObject(context, { Font: fonts, XObject: images });
  const pageRefs = new Map(parts.pages.map((page) => [page, context.nextRef()] as const));
  const widgets = addWidgets(context, parts.pages, pageRefs);
  const contents = parts.pages.map((page) => page.content());
  const pageTree = addPages(context, { pages: parts.pages, pageRefs, contents, resources, widgets });

  const catalog: Dictionary = {
    Type: 'Catalog',
    Pages: pageTree,
    Lang: PDFString.of('vi-VN'),
    MarkInfo: { Marked: true },
    ViewerPreferences: { DisplayDocTitle: true },
    Extensions: { ESIC: { BaseVersion: '1.7', ExtensionLevel: 5 } },
    AcroForm: widgets.size > 0 ? addObject(context, formDictionary(widgets, fonts)) : undefined,
    StructTreeRoot: addStructureTree(context, parts.structure, [...pageRefs.values()], widgets),
    Metadata: addMetadata(context, parts.metadata),
    OutputIntents: [outputIntent(context)],
    ...attachmentEntries(context, parts.attachments ?? [], parts.metadata.createdAt),
  };
  context.trailerInfo.Root = addObject(context, catalog);
  context.trailerInfo.Info = addInfo(context, parts.metadata);
  context.trailerInfo.ID = fileIdentifier(context, parts, contents);
  return PDFStreamWriter.forContext(context, Infinity).serializeToBuffer();
}

function fontResources(context: PDFContext, usages: readonly FaceUsage[]): Record<string, PDFRef> {
  const used = usages.filter((usage) => usage.letters.length > 0);
  return Object.fromEntries(used.map((usage) => [usage.resource, addFont(context, usage)]));
}

/** The pictures by their names; undefined when there is none, so that the entry is left out. */
async function imageResources(
  context: PDFContext,
  images: readonly UsedImage[],
): Promise<Record<string, PDFRef> | undefined> {
  if (images.length === 0) return undefined;
  const embedded = images.map(async ({ resource, png }) => {
    const picture = await PngEmbedder.for(png);
    return [resource, await picture.embedIntoContext(context)] as const;
  });
  return Object.fromEntries(await Promise.all(embedded));
}

function addPages(
  context: PDFContext,
  given: {
    pages: readonly Page[];
    pageRefs: ReadonlyMap<Page, PDFRef>;
    contents: readonly string[];
    resources: PDFRef;
    widgets: ReadonlyMap<string, Widget>;
  },
): PDFRef {
  const tree = context.nextRef();
  for (const [page, ref] of given.pageRefs) {
    const widgets = page.fields.map(({ field }) => given.widgets.get(field.name)?.ref);
    const entries: Dictionary = {
      Type: 'Page',
      Parent: tree,
      MediaBox: [0, 0, rounded(page.width), rounded(page.height)],
      Resources: given.resources,
      Contents: addStream(context, {}, given.contents[page.index] ?? ''),
      StructParents: page.index,
      Tabs: 'S',
      Annots: widgets.length > 0 ? context.register(context.obj(widgets)) : undefined,
    };
    context.assign(ref, context.obj(entries));
  }
  context.assign(
    tree,
    context.obj({ Type: 'Pages', Kids: [...given.pageRefs.values()], Count: given.pages.length }),
  );
  return tree;
}

function addMetadata(context: PDFContext, metadata: DocumentMetadata): PDFRef {
  const packet = Buffer.from(xmpPacket(metadata));
  const dictionary = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: packet.length });
  return context.register(PDFRawStream.of(dictionary, packet));
}

function outputIntent(context: PDFContext): Dictionary {
  const deflated = srgbProfile;
  const dictionary = context.obj({ N: 3, Length: deflated.length, Filter: 'FlateDecode' });
  return {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    DestOutputProfile: context.register(PDFRawStream.of(dictionary, deflated)),
  };
}

/** ISO 19005-3, 6.8: associated files of the whole document; by name, as a name tree is ordered (ISO 32000-1, 7.9.6). */
function attachmentEntries(context: PDFContext, files: readonly Attachment[], createdAt: Date): Dictionary {
  if (files.length === 0) return {};
  const named = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => ({ name: PDFString.of(file.name), specification: attach(context, file, createdAt) }));
  return {
    AF: named.map(({ specification }) => specification),
    Names: { EmbeddedFiles: { Names: named.flatMap(({ name, specification }) => [name, specification]) } },
  };
}

function attach(context: PDFContext, file: Attachment, createdAt: Date): PDFRef {
  const stream = addStream(
    context,
    {
      Type: 'EmbeddedFile',
      Subtype: file.mediaType,
      Params: {
        Size: file.content.length,
        ModDate: PDFString.of(dateText(createdAt)),
        CheckSum: PDFHexString.of(createHash('md5').update(file.content).digest('hex')),
      },
    },
    file.content,
  );
  return addObject(context, {
    Type: 'Filespec',
    F: PDFString.of(file.name),
    UF: textString(file.name),
    Desc: textString(file.description),
    AFRelationship: 'Data',
    EF: { F: stream, UF: stream },
  });
}

function addInfo(context: PDFContext, metadata: DocumentMetadata): PDFRef {
  const moment = PDFString.of(dateText(metadata.createdAt));
  return addObject(context, {
    Title: textString(metadata.title),
    Author: textString(metadata.author),
    Producer: textString(PRODUCER),
    CreationDate: moment,
    ModDate: moment,
  });
}

function fileIdentifier(context: PDFContext, parts: DocumentParts, contents: readonly string[]) {
  const hash = createHash('sha256').update(xmpPacket(parts.metadata));
  for (const content of contents) hash.update(content);
  for (const { content } of parts.attachments ?? []) hash.update(content);
  const identifier = PDFHexString.of(hash.digest('hex').slice(0, 32));
  return context.obj([identifier, identifier]);
}
