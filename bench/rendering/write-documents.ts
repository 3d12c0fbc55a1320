import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { authorityFor, authorityLines } from '../../functions/directory/index.ts';
import { RELEASE_FILE, releaseSums } from '../../functions/rendering/template/release.ts';
import { resultRecord } from '../../functions/rendering/result-record.ts';
import { agency, official, sampleDossier } from '../../test/support/province.ts';
import { applicant } from './applicants.ts';
import { APPLICANTS, documentOf, inputOf, LENGTHS, type documentInput, type Length } from './documents.ts';

const TEMPLATES = path.join(import.meta.dirname, '../../templates');
const PERMIT = path.join(TEMPLATES, 'giay-phep-xay-dung/1');
const ACCEPTED = '2026-11-20T02:00:00Z';

/** Rows of the permit's table that leave its page room for the signatures. */
const ROWS = 4;

const permit = z.looseObject({ project: z.looseObject({}) });
const block = z.looseObject({ type: z.string(), rows: z.array(z.unknown()).optional() });
const written = z.looseObject({ blocks: z.array(block) });

type Blocks = readonly z.infer<typeof block>[];

/**
 * Writes the building permit as released templates of one, ten and a hundred pages, with fonts and with what each is rendered
 * from, for each applicant: the permit up to its signatures, its table short enough for one page; every page before the last is the same
 * without head and signatures.
 */
export async function writeDocuments(folder: string): Promise<void> {
  await cp(path.join(TEMPLATES, 'fonts'), path.join(folder, 'fonts'), { recursive: true });
  const template = written.parse(JSON.parse(await readFile(path.join(PERMIT, 'template.json'), 'utf8')));
  for (const length of LENGTHS) {
    const id = documentOf(length);
    const place = path.join(folder, id, '1');
    await mkdir(place, { recursive: true });
    await cp(path.join(PERMIT, 'schema.json'), path.join(place, 'schema.json'));
    const changed = { ...template, id, blocks: pages(template.blocks, length) };
    await writeFile(path.join(place, 'template.json'), JSON.stringify(changed));
    await writeFile(path.join(place, RELEASE_FILE), await releaseSums(place));
    for (let number = 0; number < APPLICANTS[length]; number += 1) {
      await writeFile(inputOf(folder, id, number), JSON.stringify(await permitInput(number)));
    }
  }
}

function pages(permit: Blocks, length: Length): Blocks {
  const signed = permit.slice(0, permit.findIndex(({ type }) => type === 'signature') + 1);
  const front = signed.map((each) => (each.rows ? { ...each, rows: each.rows.slice(0, ROWS) } : each));
  const inner = front.filter(({ type }) => type !== 'header' && type !== 'signature');
  const before = Array.from({ length: length - 1 }, () => [...inner, { type: 'pageBreak' }]);
  return [...before.flat(), ...front];
}

async function permitInput(number: number): Promise<z.infer<typeof documentInput>> {
  const { dossierCode, verifyId, owners, parcel, mapSheet, street, landRight, receivedOn } =
    applicant(number);
  const sample = permit.parse((await sampleDossier()).data);
  const { fullName: name, identityNumber } = owners[0];
  const address = `${street}, phường Buôn Ma Thuột, tỉnh Đắk Lắk`;
  const project = { ...sample.project, name: `Nhà ở gia đình ${name}`, parcel, mapSheet, address, landRight };
  const data = { ...sample, receivedOn, owners: owners.map((owner) => ({ ...owner })), project };
  const dossier = await sampleDossier({ code: dossierCode, applicant: { name, identityNumber }, data });
  const authority = authorityFor(official, dossier.procedure.code, '2026-11-23');
  if (!authority) throw new Error(`${official.id} has no authority`);
  const lines = authorityLines(authority, official.title);
  const verifyUrl = `https://ketqua.daklak.example.vn/v/${verifyId}`;
  return {
    dossier: { code: dossier.code },
    data: dossier.data,
    result: resultRecord({ dossier, agency, signer: official.name, authority: lines, verifyUrl }),
    verifyUrl,
    agency: { name: agency.name, parentName: 'Ủy ban nhân dân tỉnh Đắk Lắk', place: agency.place },
    signing: { authorityLines: lines, signerName: official.name, sealDiameterMm: agency.seal.diameterMm },
    number: { suffix: '/GPXD-UBND' },
    createdAt: new Date(ACCEPTED),
  };
}
