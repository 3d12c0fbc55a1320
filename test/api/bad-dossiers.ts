import { someDossier } from './dossiers.ts';

export const dossier = someDossier();
const { data } = dossier;
const inData = (change: object) => ({ data: { ...data, ...change } });
const applicant = (change: object) => ({ applicant: { ...dossier.applicant, ...change } });
const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);
const withoutOfficial = { official: undefined };
const decomposed = 'Nguyễn Thị Hồng Hạnh'.normalize('NFD');

type Row = readonly [
  what: string,
  change: object,
  status: number,
  code: string,
  at?: readonly [string, string],
];

const ROWS: readonly Row[] = [
  ['an unknown template', { template: { id: 'giay-khai-sinh', version: 1 } }, 422, 'template-unknown'],
  ['an unknown version', { template: { ...dossier.template, version: 7 } }, 422, 'template-unknown'],
  ['a template by a path', { template: { id: '../x', version: 1 } }, 422, 'dossier-invalid'],
  ['a missing field', withoutOfficial, 422, 'dossier-invalid', ['official', 'missing']],
  ['a surplus field', { urgent: true }, 422, 'dossier-invalid', ['urgent', 'unknown-field']],
  [
    'a field below missing',
    inData({ design: {} }),
    422,
    'data-invalid',
    ['data.design.documents', 'missing'],
  ],
  ['a surplus field below', inData({ fee: 1 }), 422, 'data-invalid', ['data.fee', 'unknown-field']],
  ['text for a number', { revision: '1' }, 422, 'dossier-invalid', ['revision', 'wrong-type']],
  ['an impossible day', { dueOn: '2026-02-30' }, 422, 'dossier-invalid', ['dueOn', 'impossible-day']],
  ['a due day too early', { dueOn: '2026-11-11' }, 422, 'dossier-invalid', ['dueOn', 'before-accepted']],
  ['no channel', { delivery: {} }, 422, 'dossier-invalid', ['delivery', 'no-channel']],
  ['a code of no form', { code: 'H15-1' }, 422, 'dossier-invalid', ['code', 'wrong-form']],
  ['NFD text', applicant({ name: decomposed }), 422, 'text-not-nfc', ['applicant.name', 'text-not-nfc']],
  [
    'mixed text',
    applicant({ name: `Hạnh ${decomposed}` }),
    422,
    'text-not-nfc',
    ['applicant.name', 'text-not-nfc'],
  ],
  ['NFD in a name of a field', inData({ [decomposed]: 1 }), 422, 'text-not-nfc'],
  [
    'a control character',
    applicant({ name: 'Hồng\u0007Hạnh' }),
    422,
    'control-character',
    ['applicant.name', 'control-character'],
  ],
  ['a line break', applicant({ name: 'Hồng\nHạnh' }), 422, 'control-character'],
  ['a zero-width space', applicant({ name: 'Hồng\u200bHạnh' }), 422, 'control-character'],
  ['a direction override', inData({ note: '\u202eabc' }), 422, 'control-character'],
  ['a half surrogate', applicant({ name: 'Hồng \ud800' }), 422, 'control-character'],
  [
    'a letter the typeface lacks',
    inData({
      receivedOn: '2026-11-12',
      owners: [{ fullName: 'Hạnh 漢', identityNumber: '066190001234', address: 'Buôn Ma Thuột' }],
    }),
    422,
    'data-invalid',
    ['data.owners[0].fullName', 'unprintable-letter'],
  ],
  ['an unknown agency', { agency: 'H99.99' }, 403, 'agency-not-yours'],
  ['an unknown official', { official: 'ai-do' }, 422, 'official-unknown'],
  ['an official of another agency', { official: 'giam-doc-so-xay-dung' }, 422, 'official-of-other-agency'],
  [
    'an official without authority',
    { procedure: { code: '2.000001', name: 'Thủ tục khác' } },
    422,
    'official-without-authority',
  ],
  ['more than 32 levels', inData({ note: deep(40) }), 400, 'json-too-deep'],
  ['more than 256 KiB', inData({ note: 'a'.repeat(257 * 1024) }), 413, 'payload-too-large'],
];

/** What is wrong with a dossier, how it is refused, and the field that is named for it. */
export const badDossiers = ROWS.map(([what, change, status, code, at]) => ({
  what,
  body: { ...dossier, ...change },
  status,
  code,
  at: at && { field: at[0], rule: at[1] },
}));
