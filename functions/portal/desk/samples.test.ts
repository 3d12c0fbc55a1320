import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkDossier } from '../../intake/index.ts';
import { freshDossier, loadSamples } from './samples.ts';

const samples = await loadSamples(pathToFileURL('examples/dossiers/'));

describe('a sample', () => {
  it('is there for each template', () => {
    expect(samples.map(({ template }) => template).toSorted()).toEqual([
      'cong-van-tra-loi',
      'giay-chung-nhan-ho-kinh-doanh',
      'giay-phep-xay-dung',
      'phieu-tu-choi',
      'quyet-dinh-ca-biet',
      'trich-luc-ket-hon',
      'van-ban-xin-loi',
    ]);
  });

  it.each(samples)('of $template is a dossier intake takes as it stands', (sample) => {
    const text = freshDossier(sample, new Date('2026-11-24T02:00:00Z'), '0042');
    const agency = String(sample.dossier['agency']);
    const dossier = checkDossier(JSON.parse(text));
    expect(dossier).toMatchObject({
      ok: true,
      value: { code: `${agency}-261124-0042`, revision: 1, acceptedOn: '2026-11-24', dueOn: '2026-12-01' },
    });
  });
});
