import type { FaceUsage } from '../fonts/face-usage.ts';
import type { Piece } from '../layout/piece.ts';
import type { Scope } from './scope.ts';

/** Learns, while a document is laid and drawn, where each block and each field of the data lands on its pages. */
export interface FieldTrace {
  /** the face a field's value is to be set in, so that its drawing is noticed */
  faceOf(field: string, face: FaceUsage): FaceUsage;
  /** lays one block, by its place in the template */
  block(index: number, lay: () => Piece[]): Piece[];
}

/** Lays a block, telling the trace, where there is one, which it is. */
export function layTraced(scope: Scope, index: number, lay: () => Piece[]): Piece[] {
  return scope.trace ? scope.trace.block(index, lay) : lay();
}
