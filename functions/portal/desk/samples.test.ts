import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkDossier } from '../../intake/index.ts';
import { freshDossier, loadSamples } from './samples.ts';

const samples = await loadSamples(pathToFileURL('examples/dossiers/'));

describe('a sample', () => {
  it('is there for each template', () => {
    expect(samples.map(({ template }) => template).toSorted()).toEqual([
      'giay-phep-xay-dung',
      'phieu-tu-choi',
      'quyet-dinh-ca-biet',
    ]);
  });

  it.each(samples)('of $template is a dossier intake takes as it stands', (sample) => {
    const text = freshDossier(sample, new Date('2026-11-24T02:00:00Z'), '0042');
    const dossier = checkDossier(JSON.parse(text));
    expect(dossier).toMatchObject({
      ok: true,
      value: { code: 'H15.27-261124-0042', revision: 1, acceptedOn: '2026-11-24', dueOn: '2026-12-01' },
    });
  });
});
