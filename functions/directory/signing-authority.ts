import { z } from 'zod';

/** Chức vụ, as people write it (`Phó Chủ tịch`): capitals are the page's affair. */
export const officialTitle = z.string().trim().min(1).max(120);

/** The written act an authority rests on, and its first and last day in Vietnam. */
const act = z.object({
  /** such as `Quyết định số 45/QĐ-UBND ngày 01/7/2026` */
  document: z.string().trim().min(1).max(300),
  from: z.iso.date(),
  until: z.iso.date().optional(),
});

/** Codes of the procedures (mã TTHC) an authority covers. */
const procedures = z.array(z.string()).min(1);
/** The collective leadership or agency signed for (`Ủy ban nhân dân`), where it decides as a body. */
const collective = officialTitle.optional();
const headTitle = officialTitle;

/**
 * In which capacity an official signs (Decree 30/2020, art. 13, and Appendix I, II.7.b), for which procedures.
 * Signing by mandate is by a written act with limited time and content and is not passed on (art. 13.3); by
 * order, it follows the rules of the agency's work, and a deputy may sign for the unit's head (art. 13.4).
 */
export const signingAuthority = z.discriminatedUnion('capacity', [
  z.strictObject({ capacity: z.literal('head'), collective, procedures }),
  z.strictObject({ capacity: z.literal('acting'), collective, headTitle, act, procedures }),
  z.strictObject({ capacity: z.literal('deputy'), collective, headTitle, procedures }),
  z.strictObject({
    capacity: z.literal('by-order'),
    headTitle,
    /** title of the unit's head, where their deputy signs */
    unitHeadTitle: officialTitle.optional(),
    act,
    procedures,
  }),
  z.strictObject({
    capacity: z.literal('by-mandate'),
    headTitle,
    act: act.required({ until: true }),
    procedures,
  }),
]);
export type SigningAuthority = z.infer<typeof signingAuthority>;

/** Who signs, as far as their authority goes. */
export interface Signatory {
  readonly title: string;
  readonly authorities: readonly SigningAuthority[];
}

/** The authority under which somebody signs for a procedure on a day in Vietnam; undefined where they have none. */
export function authorityFor(
  { authorities }: Signatory,
  procedure: string,
  day: string,
): SigningAuthority | undefined {
  return authorities.find((each) => each.procedures.includes(procedure) && isInForce(each, day));
}

/**
 * Quyền hạn, chức vụ as printed above the signature (Decree 30/2020, App. I, II.7.b and c): `TM.` before the
 * collective, `Q.`, `KT.`, `TL.` or `TUQ.` before the head's title, the signer's own title on a line of its own.
 */
export function authorityLines(authority: SigningAuthority, title: string): string[] {
  return linesOf(authority, title).map((line) => line.toLocaleUpperCase('vi-VN'));
}

function linesOf(authority: SigningAuthority, title: string): string[] {
  switch (authority.capacity) {
    case 'head':
      return [...onBehalf(authority), title];
    case 'acting':
      return [...onBehalf(authority), `Q. ${authority.headTitle}`];
    case 'deputy':
      return [...onBehalf(authority), `KT. ${authority.headTitle}`, title];
    case 'by-order': {
      const unit = authority.unitHeadTitle === undefined ? [] : [`KT. ${authority.unitHeadTitle}`];
      return [`TL. ${authority.headTitle}`, ...unit, title];
    }
    default:
      return [`TUQ. ${authority.headTitle}`, title];
  }
}

function onBehalf({ collective: body }: { readonly collective?: string | undefined }): string[] {
  return body === undefined ? [] : [`TM. ${body}`];
}

/** Whether no day has two authorities for one procedure: which one is printed must be beyond doubt. */
export function areDistinct(authorities: readonly SigningAuthority[]): boolean {
  return authorities.every((one, index) =>
    authorities.slice(index + 1).every((other) => !shareProcedure(one, other) || !overlap(one, other)),
  );
}

function shareProcedure(one: SigningAuthority, other: SigningAuthority): boolean {
  return one.procedures.some((code) => other.procedures.includes(code));
}

function overlap(one: SigningAuthority, other: SigningAuthority): boolean {
  const [a, b] = [periodOf(one), periodOf(other)];
  return a.from <= b.until && b.from <= a.until;
}

function isInForce(authority: SigningAuthority, day: string): boolean {
  const { from, until } = periodOf(authority);
  return from <= day && day <= until;
}

function periodOf(authority: SigningAuthority): { readonly from: string; readonly until: string } {
  const { from = '0000-01-01', until = '9999-12-31' } = 'act' in authority ? authority.act : {};
  return { from, until };
}
