import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  agency,
  official,
  type Agency,
  type Directory,
  type Official,
} from '../../functions/directory/index.ts';
import type { RequestedSubject } from '../../functions/signing/index.ts';
import type { HolderName } from './arguments.ts';
import { CeremonyRefused } from './refusal.ts';

/** An entry from a file lacks its key: the ceremony adds it. */
const newOfficial = official.omit({ key: true, formerCertificates: true });
const newAgency = agency.extend({ seal: agency.shape.seal.omit({ key: true, formerCertificates: true }) });

type OfficialKey = Official['key'];
type AgencyKey = Agency['seal']['key'];
export type EnteredKey = AgencyKey;

/** Whose key it is, as the directory has them or will. */
export interface Holder<Key = OfficialKey | AgencyKey> {
  readonly name: string;
  readonly subject: RequestedSubject;
  /** undefined for whom the directory does not know yet */
  readonly key: Key | undefined;
  /** Enters a key; the certificates of the one before stay readable. */
  register(key: AgencyKey, now: Date): Promise<void>;
}

/** @throws {CeremonyRefused} when the directory does not know them and no entry is given, or it is malformed */
export async function findHolder(
  directory: Directory,
  name: HolderName,
  { entry, title }: { readonly entry: string | undefined; readonly title?: string | undefined },
): Promise<Holder> {
  return name.kind === 'official'
    ? officialHolder(directory, name.id, entry, title)
    : agencyHolder(directory, name.id, entry);
}

async function officialHolder(
  directory: Directory,
  id: string,
  file: string | undefined,
  title: string | undefined,
): Promise<Holder> {
  const known = await directory.findOfficial(id);
  const entry = file === undefined ? known : await entryOf(file, newOfficial, ({ id: own }) => own === id);
  if (entry === undefined) throw unknown(`official ${id}`);
  const { name } = await directory.agency(entry.agency);
  return {
    name: entry.name,
    subject: {
      organisation: name,
      title: title ?? entry.title,
      commonName: entry.name,
    },
    key: known?.key,
    register: (key, now) =>
      directory.putOfficial({ ...entry, key, formerCertificates: former(known?.key, known, key, now) }),
  };
}

async function agencyHolder(directory: Directory, code: string, file: string | undefined): Promise<Holder> {
  const known = await directory.findAgency(code);
  const entry = file === undefined ? known : await entryOf(file, newAgency, (own) => own.code === code);
  if (entry === undefined) throw unknown(`agency ${code}`);
  return {
    name: entry.name,
    subject: { organisation: entry.parentName ?? entry.name, commonName: entry.name },
    key: known?.seal.key,
    register: (key, now) => {
      const formerCertificates = former(known?.seal.key, known?.seal, key, now);
      return directory.putAgency({ ...entry, seal: { ...entry.seal, key, formerCertificates } });
    },
  };
}

type Former = NonNullable<Official['formerCertificates']>;

/** The same certificate entered again replaces nothing. */
function former(
  before: OfficialKey | undefined,
  entry: { readonly formerCertificates?: Former | undefined } | undefined,
  key: AgencyKey,
  now: Date,
): Former | undefined {
  const list = entry?.formerCertificates;
  if (before === undefined || before.certificates[0]?.trim() === key.certificates[0]?.trim()) return list;
  const { algorithm, certificates } = before;
  return [{ algorithm, certificates, replacedAt: now.toISOString() }, ...(list ?? [])];
}

async function entryOf<Entry>(
  file: string,
  schema: z.ZodType<Entry>,
  isMeant: (entry: Entry) => boolean,
): Promise<Entry> {
  const parsed = schema.safeParse(await json(file));
  if (parsed.success && isMeant(parsed.data)) return parsed.data;
  const problem = parsed.success ? 'id' : z.prettifyError(parsed.error);
  throw new CeremonyRefused({
    vi: `${file} không phải là mục danh bạ của đối tượng này: ${problem}`,
    en: `${file} is no directory entry of theirs: ${problem}`,
  });
}

async function json(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CeremonyRefused({
      vi: `Không đọc được ${file}: ${reason}`,
      en: `Cannot read ${file}: ${reason}`,
    });
  }
}

function unknown(whom: string): CeremonyRefused {
  return new CeremonyRefused({
    vi: `Danh bạ không có ${whom}. Với đối tượng mới, hãy kèm --entry TỆP.json.`,
    en: `The directory does not know ${whom}. For a new one, add --entry FILE.json.`,
  });
}
