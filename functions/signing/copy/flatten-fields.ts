/**
 * What the fields of a result show, made part of its pages: number, date, handwriting and seal are drawn where
 * they stood, each under its own structure element, and no field remains.
 */
import { Buffer } from 'node:buffer';
import type { Box } from '../pdf/appearance.ts';
import {
  type PdfArray,
  type PdfDict,
  type PdfObject,
  PdfRef,
  PdfStream,
  dict,
  isName,
  name,
  withEntries,
} from '../pdf/pdf-object.ts';
import type { Revision } from '../pdf/revision.ts';
import { numberText } from '../pdf/serialise-object.ts';
import { rectangleOf } from './rectangle.ts';

/** The parent tree's entries by key: per page the owners of its content, per widget its element. */
export type ParentTree = Map<number, PdfObject>;

/** Content that is drawn on a page, and the element it belongs to. */
interface Drawn {
  readonly operators: string;
  readonly resource: string;
  readonly appearance: PdfRef;
}

/** Flattens the fields of one page. @throws {MalformedPdf} */
export function flattenFields(revision: Revision, pageRef: PdfRef, parents: ParentTree): void {
  const { file } = revision;
  const page = file.dict(pageRef);
  const key = Number(file.resolve(page.get('StructParents')));
  const owners = [...file.array(parents.get(key))];
  const annotations = page.get('Annots');
  if (annotations === undefined) return;
  const widgets = file.array(annotations).map((each) => file.dict(each));
  const drawn = widgets.flatMap((widget) => draw(revision, pageRef, widget, owners, parents));
  parents.set(key, owners);
  const kept = new Map(page);
  kept.delete('Annots');
  revision.replace(pageRef, withEntries(kept, drawnEntries(revision, page, drawn)));
}

/** A widget without an extent, such as a document timestamp's, shows nothing. */
function draw(
  revision: Revision,
  page: PdfRef,
  widget: PdfDict,
  owners: PdfObject[],
  parents: ParentTree,
): Drawn[] {
  const { file } = revision;
  const box = rectangleOf(file, widget);
  const appearance = widget.has('AP') ? file.dict(widget.get('AP')).get('N') : undefined;
  const element = parents.get(Number(file.resolve(widget.get('StructParent'))));
  if (box.width === 0 || !(appearance instanceof PdfRef) || !(element instanceof PdfRef)) return [];
  const mcid = owners.push(element) - 1;
  const resource = `Field${mcid}`;
  const isPicture = isName(widget.get('FT'), 'Sig');
  revision.replace(
    element,
    isPicture ? figure(file.dict(element), page, mcid, box) : span(file.dict(element), page, mcid),
  );
  const place = `1 0 0 1 ${numberText(box.x)} ${numberText(box.y)} cm`;
  const tag = isPicture ? 'Figure' : 'Span';
  const operators = `/${tag}<</MCID ${mcid}>>BDC\nq\n${place}\n/${resource} Do\nQ\nEMC`;
  return [{ operators, resource, appearance }];
}

/** A picture keeps what is said of it to those who cannot see it (PDF/UA-1, 7.3). */
function figure(element: PdfDict, page: PdfRef, mcid: number, { x, y, width, height }: Box): PdfDict {
  const layout = { O: name('Layout'), Placement: name('Block'), BBox: [x, y, x + width, y + height] };
  return withEntries(element, { S: name('Figure'), Pg: page, A: dict(layout), K: mcid });
}

/** Text speaks for itself. */
function span(element: PdfDict, page: PdfRef, mcid: number): PdfDict {
  const kept = new Map(element);
  kept.delete('Alt');
  return withEntries(kept, { S: name('Span'), Pg: page, K: mcid });
}

/** The page's own content between q and Q, so that what follows begins with a clean state. */
function drawnEntries(revision: Revision, page: PdfDict, drawn: readonly Drawn[]): Record<string, PdfObject> {
  const { file } = revision;
  const stream = (text: string) => revision.add(new PdfStream(new Map(), Buffer.from(text, 'latin1')));
  const contents = page.get('Contents') ?? null;
  const content: PdfArray = contents instanceof PdfRef ? [contents] : file.array(contents);
  const resources = file.dict(page.get('Resources'));
  const own = resources.has('XObject') ? file.dict(resources.get('XObject')) : dict({});
  const shown = drawn.map(({ resource, appearance }) => [resource, appearance] as const);
  return {
    Contents: [
      stream('q\n'),
      ...content,
      stream(`\nQ\n${drawn.map(({ operators }) => operators).join('\n')}\n`),
    ],
    Resources: withEntries(resources, { XObject: new Map([...own, ...shown]) }),
  };
}
