/** A form field that exists, empty, when the official signs (architecture §4: created in revision 0). */
export type FormField = TextField | SignatureField;

interface FieldName {
  /** /T: what the signing capability finds the field by */
  readonly name: string;
  /** /TU: what a screen reader says */
  readonly label: string;
}

export interface TextField extends FieldName {
  readonly kind: 'text';
  /** font resource of the field's default appearance, see README.md */
  readonly resource: string;
  readonly size: number;
}

export interface SignatureField extends FieldName {
  readonly kind: 'signature';
  /** fields this signature locks (/Lock, FieldMDP Include); never All, which forbids archive timestamps */
  readonly locks: readonly string[];
}
