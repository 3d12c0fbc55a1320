import { FaceUsage } from '../fonts/face-usage.ts';
import type { Piece } from '../layout/piece.ts';
import type { FieldTrace } from '../template/field-trace.ts';

/** A strip of a page, in points from its lower edge. */
export interface Place {
  /** from 0 */
  readonly page: number;
  /** place of the block in the template */
  readonly block: number;
  readonly top: number;
  readonly height: number;
}

/** A block that could not be laid. */
export interface BlockFailure {
  readonly block: number;
  readonly error: Error;
}

/** Where the fields and blocks of one document landed, line by line, and what could not be laid. */
export class PlaceTrace implements FieldTrace {
  readonly fields = new Map<string, Place[]>();
  readonly blocks = new Map<number, Place[]>();
  readonly failures: BlockFailure[] = [];
  readonly #heights = new Map<number, number>();
  #now: Place | undefined;

  faceOf(field: string, face: FaceUsage): FaceUsage {
    return new TracedFace(face, () => {
      if (this.#now) add(this.fields, field, this.#now);
    });
  }

  /** A block that cannot be laid is left out, so that the others still show their places. */
  block(index: number, lay: () => Piece[]): Piece[] {
    try {
      return lay().map((piece) => this.#watched(piece, index));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.failures.push({ block: index, error });
      return [];
    }
  }

  /** The block with the tallest unbreakable piece: the one at fault when a page holds it not. */
  get tallestBlock(): number | undefined {
    return [...this.#heights].toSorted(([, a], [, b]) => b - a)[0]?.[0];
  }

  #watched(piece: Piece, block: number): Piece {
    this.#heights.set(block, Math.max(this.#heights.get(block) ?? 0, piece.height));
    return {
      ...piece,
      draw: (page, top, edges) => {
        this.#now = { page: page.index, block, top, height: piece.height };
        add(this.blocks, block, this.#now);
        piece.draw(page, top, edges);
        this.#now = undefined;
      },
    };
  }
}

/** A face that says when its text is drawn; its letters are counted by the face it stands for. */
class TracedFace extends FaceUsage {
  readonly #inner: FaceUsage;
  readonly #drawn: () => void;

  constructor(inner: FaceUsage, drawn: () => void) {
    super(inner.face, inner.resource);
    this.#inner = inner;
    this.#drawn = drawn;
  }

  override encode(text: string): string {
    this.#drawn();
    return this.#inner.encode(text);
  }
}

function add<Key>(places: Map<Key, Place[]>, key: Key, place: Place): void {
  const known = places.get(key) ?? [];
  if (!known.includes(place)) known.push(place);
  places.set(key, known);
}
