/** Times of X.509 certificates and revocation lists: UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5). */
import { type DerElement, MalformedDer, readGeneralizedTime } from './der-reader.ts';

const UTC_TIME = 0x17;

/** @throws {MalformedDer} where it is neither, or not in UTC with seconds */
export function readTime(element: DerElement): Date {
  if (element.tag !== UTC_TIME) return readGeneralizedTime(element);
  const text = String.fromCharCode(...element.content.subarray(0, 14));
  const parts = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (element.content.length !== 13 || parts === null) throw new MalformedDer('time expected');
  const [, year = '', month, day, hour, minute, second] = parts;
  const century = Number(year) >= 50 ? '19' : '20';
  const time = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime())) throw new MalformedDer('time expected');
  return time;
}
