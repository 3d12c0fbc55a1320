import { Page } from '../pdf/page.ts';
import type { Piece } from './piece.ts';

/** A piece is taller than a page: laying it out would clip it. */
export class PieceTooTall extends Error {
  override readonly name = 'PieceTooTall';
}

/** Paper and margins in points. */
export interface PageGeometry {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Placement {
  readonly piece: Piece;
  readonly top: number;
}

/**
 * Distributes pieces over pages, then draws them: what belongs together moves to the next page together, and
 * only a group taller than a page is torn apart.
 * @throws {PieceTooTall} for a single piece that no page can hold
 */
export function paginate(pieces: readonly Piece[], geometry: PageGeometry): Page[] {
  const sheets = new Sheets(geometry);
  for (const group of groups(pieces)) {
    if (group[0]?.breakBefore || group[0]?.startsPart) sheets.breakPage();
    if (!sheets.holds(group)) sheets.breakPage();
    for (const piece of group) {
      if (!sheets.holds([piece])) sheets.breakPage();
      sheets.put(piece);
    }
  }
  return sheets.drawn();
}

function groups(pieces: readonly Piece[]): Piece[][] {
  const all: Piece[][] = [];
  let group: Piece[] = [];
  for (const piece of pieces) {
    group.push(piece);
    if (piece.keepWithNext) continue;
    all.push(group);
    group = [];
  }
  if (group.length > 0) all.push(group);
  return all;
}

class Sheets {
  readonly #geometry: PageGeometry;
  readonly #sheets: Placement[][] = [[]];
  #pen: number;

  constructor(geometry: PageGeometry) {
    this.#geometry = geometry;
    this.#pen = geometry.height - geometry.top;
  }

  holds(pieces: readonly Piece[]): boolean {
    const [first] = pieces;
    const atTop = this.#current.length === 0;
    const needed = pieces.reduce((sum, piece) => sum + piece.before + piece.height, 0);
    const head = atTop ? (first?.head?.height ?? 0) : 0;
    const dropped = atTop ? (first?.before ?? 0) : 0;
    return this.#pen - needed - head + dropped >= this.#geometry.bottom - 0.01;
  }

  put(piece: Piece): void {
    if (!this.holds([piece])) {
      throw new PieceTooTall(
        `${piece.source ?? 'a piece'} is ${Math.round(piece.height)} pt high and fits no page`,
      );
    }
    if (this.#current.length > 0) this.#pen -= piece.before;
    else if (piece.head) this.#place(piece.head);
    this.#place(piece);
  }

  breakPage(): void {
    if (this.#current.length === 0) return;
    this.#sheets.push([]);
    this.#pen = this.#geometry.height - this.#geometry.top;
  }

  drawn(): Page[] {
    let number = 0;
    return this.#sheets.map((placements, index) => {
      number = placements[0]?.piece.startsPart ? 1 : number + 1;
      const page = new Page(index, this.#geometry, number);
      for (const [at, { piece, top }] of placements.entries()) {
        piece.draw(page, top, { first: at === 0, last: at === placements.length - 1 });
      }
      return page;
    });
  }

  get #current(): Placement[] {
    return this.#sheets.at(-1) ?? [];
  }

  #place(piece: Piece): void {
    this.#current.push({ piece, top: this.#pen });
    this.#pen -= piece.height;
  }
}
