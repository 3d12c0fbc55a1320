const OLD = /^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-(\d{6})-\d{4}$/;
const NEW = /^[A-Y]\d{2}(?:\.\d{1,4})*-(\d{6})-\d{4}$/;
const LONGEST_AGENCY = 35;

/** Characters a code has at most. */
export const LONGEST_CODE = LONGEST_AGENCY + '-YYMMDD-XXXX'.length;

/** Both forms as one regular expression, for the JSON Schema. */
export const DOSSIER_CODE =
  '^(\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Y]\\d{2}|[A-Y]\\d{2}(\\.\\d{1,4})*)-\\d{6}-\\d{4}$';

/**
 * Whether a text is a mã hồ sơ `<agency>-YYMMDD-XXXX` (Circular 01/2018/TT-VPCP), the agency's code after
 * QCVN 102:2016 (`000.00.12.H01`) or Decision 20/2020/QĐ-TTg (`H01.12`, at most 35 characters), the day real.
 */
export function isDossierCode(text: string): boolean {
  const day = (OLD.exec(text) ?? NEW.exec(text))?.[1];
  return day !== undefined && text.length <= LONGEST_CODE && isDay(day);
}

function isDay(yymmdd: string): boolean {
  const iso = `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso);
}

/** The agency's code in front of a dossier's. */
export function agencyPart(code: string): string {
  return code.slice(0, -'-YYMMDD-XXXX'.length);
}
