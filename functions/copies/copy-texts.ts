/** Vietnam is seven hours ahead of UTC all year. */
const AHEAD_MS = 7 * 3_600_000;

/** Form of copy, agency, time of signing (Decree 30/2020, App. I, ô 14); the time with its zone (ISO 8601). */
export function blockTexts(agency: string, madeAt: Date): string[] {
  return ['SAO Y', agency, `Thời gian ký: ${signingTime(madeAt)}`];
}

/** Such as `23-11-2026 09:00:00 +07:00`. */
export function signingTime(moment: Date): string {
  const local = new Date(moment.getTime() + AHEAD_MS).toISOString();
  const [day = '', time = ''] = local.split('T');
  return `${day.split('-').toReversed().join('-')} ${time.slice(0, 8)} +07:00`;
}
