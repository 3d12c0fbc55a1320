import { Name } from './x509.ts';

/** A certificate's subject, in the order in which it is written. */
export interface Subject {
  /** Cơ quan: the organisation the subject acts for. */
  readonly organisation: string;
  /** Chức vụ: an official's title. */
  readonly title?: string;
  readonly commonName: string;
}

/** The distinguished name, all of it UTF8String but the country (RFC 5280 §4.1.2.4). */
export function distinguishedName(subject: Subject): Name {
  return new Name([
    { C: [{ printableString: 'VN' }] },
    { O: [{ utf8String: subject.organisation }] },
    ...(subject.title === undefined ? [] : [{ T: [{ utf8String: subject.title }] }]),
    { CN: [{ utf8String: subject.commonName }] },
  ]);
}
