import { hash } from 'node:crypto';
import type { ObjectFile } from './object-file.ts';
import {
  asciiString,
  dateString,
  hexString,
  textString,
  type Dictionary,
  type Reference,
} from './objects.ts';

/** A file carried inside the document. */
export interface Attachment {
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** ISO 19005-3, 6.8: associated files of the whole document; by name, as a name tree is ordered (ISO 32000-1, 7.9.6). */
export function attachmentEntries(
  file: ObjectFile,
  attachments: readonly Attachment[],
  createdAt: Date,
): Dictionary {
  if (attachments.length === 0) return {};
  const named = attachments
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((attachment) => ({
      name: asciiString(attachment.name),
      specification: attach(file, attachment, createdAt),
    }));
  return {
    AF: named.map(({ specification }) => specification),
    Names: { EmbeddedFiles: { Names: named.flatMap(({ name, specification }) => [name, specification]) } },
  };
}

function attach(file: ObjectFile, attachment: Attachment, createdAt: Date): Reference {
  const stream = file.addStream(
    {
      Type: 'EmbeddedFile',
      Subtype: attachment.mediaType,
      Params: {
        Size: attachment.content.length,
        ModDate: dateString(createdAt),
        CheckSum: hexString(hash('md5', attachment.content)),
      },
    },
    attachment.content,
  );
  return file.add({
    Type: 'Filespec',
    F: asciiString(attachment.name),
    UF: textString(attachment.name),
    Desc: textString(attachment.description),
    AFRelationship: 'Data',
    EF: { F: stream, UF: stream },
  });
}
