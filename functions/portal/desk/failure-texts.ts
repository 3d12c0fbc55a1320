import type { Fact } from '../components/summary-list.tsx';
import type { View } from '../http/view.ts';
import type { Texts } from '../text/catalogue.ts';

/** What kind of failure an error's name tells of. */
type FailureKind =
  | 'missing'
  | 'away'
  | 'revoked'
  | 'expired'
  | 'unfit'
  | 'statusUnknown'
  | 'keyRefused'
  | 'signingAway'
  | 'outcomeUnknown'
  | 'document'
  | 'signature'
  | 'refused'
  | 'unanswered'
  | 'lost';

const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ...named('missing', 'PreconditionMissing', 'ChainMissing'),
  ...named('revoked', 'CertificateRevoked'),
  ...named('expired', 'CertificateExpired'),
  ...named('unfit', 'CertificateUnfit'),
  ...named('statusUnknown', 'RevocationUnavailable'),
  ...named('keyRefused', 'SigningKeyRefused', 'KeyFileRefused', 'SecretSealBroken', 'SigningServiceRefused'),
  ...named('signingAway', 'SigningServiceUnavailable'),
  ...named('outcomeUnknown', 'SignatureOutcomeUnknown'),
  ...named('document', 'StepInputInvalid', 'GlyphMissing', 'MissingGlyph', 'PieceTooTall', 'FontUnreadable'),
  ...named(
    'document',
    'TemplateFieldMissing',
    'TemplateInvalid',
    'PictureUnreadable',
    'PictureUnsupported',
    'ZodError',
  ),
  ...named(
    'signature',
    'SignatureWithheld',
    'SignatureValueWrong',
    'PreparedFileChanged',
    'ApprovedBytesDiffer',
  ),
  ...named(
    'signature',
    'FieldAlreadySigned',
    'FieldMissing',
    'MalformedPdf',
    'MalformedDer',
    'ResultInvalid',
  ),
  ...named('signature', 'TokenTooLarge', 'ObjectConflict', 'NumberCancelled', 'SealNotAuthorised'),
  ...named('refused', 'EmailRefused'),
  ...named('unanswered', 'WaitExhausted'),
  ...named('lost', 'ParcelLost'),
]);

function named(kind: FailureKind, ...errors: readonly string[]): [string, FailureKind][] {
  return errors.map((error) => [error, kind]);
}

/** A failure in the reader's words: where it stopped, what happened, and what to do. */
export function failureTexts(
  { t }: View,
  { state, error }: { readonly state: string; readonly error: string },
): { readonly step: string; readonly what: string; readonly advice: string } {
  // By convention of the house, what goes away by itself is named so; a step that took too long may as well.
  const away = error.endsWith('Unavailable') || error === 'States.Timeout';
  const kind = KINDS.get(error) ?? (away ? 'away' : 'unknown');
  return {
    step: isStep(t, state) ? t.steps[state] : state,
    what: t.failures[kind],
    advice: t.failures[`${kind}Advice`],
  };
}

/** The same as facts of a summary. */
export function failureRows(view: View, failure: Parameters<typeof failureTexts>[1]): Fact[] {
  const { t } = view;
  const { step, what, advice } = failureTexts(view, failure);
  return [
    { name: t.repairs.failedAt, value: step },
    { name: t.repairs.error, value: what },
    { name: t.repairs.advice, value: advice },
  ];
}

function isStep(t: Texts, state: string): state is keyof Texts['steps'] {
  return Object.hasOwn(t.steps, state);
}
