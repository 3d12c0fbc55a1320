import { hash } from 'node:crypto';
import type { FaceUsage } from '../fonts/face-usage.ts';
import { attachmentEntries, type Attachment } from './attachments.ts';
import { addFont } from './font-objects.ts';
import { addWidgets, formDictionary, type Widget } from './form-objects.ts';
import type { UsedImage } from './images.ts';
import { ObjectFile } from './object-file.ts';
import {
  asciiString,
  dateString,
  hexString,
  textString,
  type Dictionary,
  type Reference,
  type Token,
} from './objects.ts';
import type { Page } from './page.ts';
import { addPicture, readPicture } from './picture.ts';
import { srgbProfile } from './srgb-profile.ts';
import { addStructureTree } from './structure-objects.ts';
import type { StructureElement } from './structure.ts';
import { rounded } from './units.ts';
import { PRODUCER, xmpPacket, type DocumentMetadata } from './xmp.ts';

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
 * Writes a PDF 1.7 file that is PDF/A-3a and PDF/UA-1, its many small objects packed in an object stream: that takes a
 * third off a page. The same parts give the same bytes on one platform.
 */
export async function writeDocument(parts: DocumentParts): Promise<Uint8Array> {
  const file = new ObjectFile();
  const fonts = fontResources(file, parts.fonts);
  const images = await imageResources(file, parts.images ?? []);
  const resources = file.add({ Font: fonts, XObject: images });
  const pageRefs = new Map(parts.pages.map((page) => [page, file.reserve()] as const));
  const widgets = addWidgets(file, parts.pages, pageRefs);
  const contents = parts.pages.map((page) => page.content());
  const pageTree = addPages(file, { pages: parts.pages, pageRefs, contents, resources, widgets });

  const packet = Buffer.from(xmpPacket(parts.metadata));
  const catalog: Dictionary = {
    Type: 'Catalog',
    Pages: pageTree,
    Lang: asciiString('vi-VN'),
    MarkInfo: { Marked: true },
    ViewerPreferences: { DisplayDocTitle: true },
    Extensions: { ESIC: { BaseVersion: '1.7', ExtensionLevel: 5 } },
    AcroForm: widgets.size > 0 ? file.add(formDictionary(widgets, fonts)) : undefined,
    StructTreeRoot: addStructureTree(file, parts.structure, [...pageRefs.values()], widgets),
    Metadata: addMetadata(file, packet),
    OutputIntents: [outputIntent(file)],
    ...attachmentEntries(file, parts.attachments ?? [], parts.metadata.createdAt),
  };
  const identifier = fileIdentifier(packet, contents, parts.attachments);
  return file.finish({
    Root: file.add(catalog),
    Info: addInfo(file, parts.metadata),
    ID: [identifier, identifier],
  });
}

function fontResources(file: ObjectFile, usages: readonly FaceUsage[]): Record<string, Reference> {
  const used = usages.filter(({ used }) => used);
  return Object.fromEntries(used.map((usage) => [usage.resource, addFont(file, usage)]));
}

/** The pictures by their names; undefined when there is none, so that the entry is left out. */
async function imageResources(
  file: ObjectFile,
  images: readonly UsedImage[],
): Promise<Record<string, Reference> | undefined> {
  if (images.length === 0) return undefined;
  const pictures = images.map(async ({ resource, png }) => [resource, await readPicture(png)] as const);
  return Object.fromEntries(
    (await Promise.all(pictures)).map(([resource, picture]) => [resource, addPicture(file, picture)]),
  );
}

function addPages(
  file: ObjectFile,
  given: {
    pages: readonly Page[];
    pageRefs: ReadonlyMap<Page, Reference>;
    contents: readonly Buffer[];
    resources: Reference;
    widgets: ReadonlyMap<string, Widget>;
  },
): Reference {
  const tree = file.reserve();
  for (const [page, ref] of given.pageRefs) {
    const widgets = page.fields.map(({ field }) => given.widgets.get(field.name)?.ref);
    const entries: Dictionary = {
      Type: 'Page',
      Parent: tree,
      MediaBox: [0, 0, rounded(page.width), rounded(page.height)],
      Resources: given.resources,
      Contents: file.addStream({}, given.contents[page.index] ?? ''),
      StructParents: page.index,
      Tabs: 'S',
      Annots: widgets.length > 0 ? file.add(widgets) : undefined,
    };
    file.assign(ref, entries);
  }
  file.assign(tree, { Type: 'Pages', Kids: [...given.pageRefs.values()], Count: given.pages.length });
  return tree;
}

/** Not deflated, so that a tool that cannot read PDF finds it, too. */
function addMetadata(file: ObjectFile, packet: Uint8Array): Reference {
  return file.addBytes({ Type: 'Metadata', Subtype: 'XML', Length: packet.length }, packet);
}

function outputIntent(file: ObjectFile): Dictionary {
  return {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: asciiString('sRGB'),
    Info: asciiString('sRGB IEC61966-2.1'),
    DestOutputProfile: file.addDeflated({ N: 3 }, srgbProfile),
  };
}

function addInfo(file: ObjectFile, metadata: DocumentMetadata): Reference {
  const moment = dateString(metadata.createdAt);
  return file.add({
    Title: textString(metadata.title),
    Author: textString(metadata.author),
    Producer: textString(PRODUCER),
    CreationDate: moment,
    ModDate: moment,
  });
}

function fileIdentifier(
  packet: Uint8Array,
  contents: readonly Buffer[],
  attachments: readonly Attachment[] = [],
): Token {
  const parts = [packet, ...contents, ...attachments.map(({ content }) => content)];
  return hexString(hash('sha256', Buffer.concat(parts)).slice(0, 32));
}
