import type { Fonts } from '../../layout/inline.ts';
import type { Frame } from '../../layout/paragraph.ts';
import type { StructureElement } from '../../pdf/structure.ts';
import { millimetres } from '../../pdf/units.ts';
import type { ResultInput } from '../../result-input.ts';
import type { Scope } from '../../template/scope.ts';

/** Size of the running text, and the measures that follow from it (Decree 30/2020, App. I, II.5 and II.6). */
export const BODY = { size: 13, indent: millimetres(10), leading: 1.25, before: 6 } as const;

/** What every block is set with. */
export interface BlockContext {
  readonly input: ResultInput;
  readonly scope: Scope;
  readonly fonts: Fonts;
  readonly frame: Frame;
  readonly root: StructureElement;
}
