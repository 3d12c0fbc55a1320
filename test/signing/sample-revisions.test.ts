import { beforeAll, describe, expect, it } from 'vitest';
import { countPages, renderPageBitmap } from '../../functions/rendering/page-image.ts';
import { expectPicture } from '../../functions/rendering/testing/expect-picture.ts';
import { inflatedHash } from '../../functions/rendering/testing/inflated.ts';
import { SHIPPED } from '../../functions/rendering/testing/sample-input.ts';
import { openSigningDesk, type SigningDesk } from '../../functions/signing/testing/signing-desk.ts';
import { archived, sampleRevisions, type SampleRevisions } from './sample-revisions.ts';

/** 72 dots to the inch of an A4 page. */
const WIDTH = 595;

let desk: SigningDesk;
const revisions = new Map<string, SampleRevisions>();
beforeAll(async () => {
  desk = await openSigningDesk();
  for (const each of SHIPPED) revisions.set(`${each.id}/${each.version}`, await sampleRevisions(each, desk));
});

async function expectPages(name: string, pdf: Uint8Array): Promise<void> {
  for (let page = 0; page < (await countPages(pdf)); page += 1) {
    expectPicture(`${name}-${page + 1}`, await renderPageBitmap(pdf, page, WIDTH));
  }
}

it('the samples of all templates have the same inflated objects at every revision, whoever’s keys signed', async () => {
  const lines: string[] = [];
  for (const [template, files] of revisions) {
    for (const [revision, pdf] of Object.entries(files)) {
      lines.push(`${await inflatedHash(pdf)}  ${template} ${revision}\n`);
    }
  }
  await expect(lines.join('')).toMatchFileSnapshot('sample-revisions.txt');
});

describe.each(SHIPPED)('a result of the template $id, version $version,', ({ id, version }) => {
  it.each(['draft', 'official', 'agency'] as const)(
    'looks at revision %s as it was approved',
    async (revision) => {
      const template = `${id}/${version}`;
      await expectPages(`${template}/${revision}`, revisions.get(template)![revision]);
    },
  );
});

it('an archived result looks as when the agency had signed', async () => {
  const template = 'giay-phep-xay-dung/2';
  await expectPages(`${template}/agency`, await archived(revisions.get(template)!.agency, desk));
});
