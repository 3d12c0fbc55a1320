/** When a signature says that it was made: entry M, which its maker wrote and nobody proves (ISO 32000-1 §12.8.1). */
import { type PdfDict, PdfString } from './pdf-object.ts';

/** Of a signature dictionary; undefined where it says nothing that is a time. */
export function claimedTime(signature: PdfDict): Date | undefined {
  const made = signature.get('M');
  return made instanceof PdfString ? momentOf(made.text()) : undefined;
}

/** `D:YYYYMMDDHHmmSS` with an offset (§7.9.4). */
function momentOf(text: string): Date | undefined {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?'?)?/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute = '00'] = parts;
  const zone = zoneHour === undefined ? 'Z' : `${zoneHour}:${zoneMinute}`;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
