import { expect, it } from 'vitest';
import { authorityFor } from '../../functions/directory/index.ts';
import { checkDossier } from '../../functions/intake/index.ts';
import { checkTemplateData, loadTemplate } from '../../functions/rendering/index.ts';
import { demoAgencies, demoOfficials } from '../local/demo/demo-offices.ts';
import { generateDossiers } from './generator.ts';

const COUNT = 80;

it('makes up dossiers of every template that the demo province takes', async () => {
  const templates = new Set<string>();
  for (const { dossier, source } of generateDossiers(COUNT, 1)) {
    const checked = checkDossier(dossier);
    if (!checked.ok) throw new Error(`${source}: ${JSON.stringify(checked)}`);
    const { template, data, agency: code, official: id, procedure } = checked.value;
    const official = demoOfficials.find((each) => each.id === id);
    const agency = demoAgencies.find((each) => each.code === code);
    expect(official?.agency, source).toBe(code);
    expect(official && authorityFor(official, procedure.code, '2026-11-26'), source).toBeDefined();
    expect(
      agency?.series.map((each) => each.template),
      source,
    ).toContain(template.id);
    const loaded = await loadTemplate('templates', template.id, template.version);
    expect(loaded && checkTemplateData(loaded, data), source).toMatchObject({ ok: true });
    templates.add(template.id);
  }
  expect([...templates].toSorted()).toEqual([
    'cong-van-tra-loi',
    'giay-chung-nhan-ho-kinh-doanh',
    'giay-phep-xay-dung',
    'phieu-tu-choi',
    'quyet-dinh-ca-biet',
    'trich-luc-ket-hon',
    'van-ban-xin-loi',
  ]);
});

it('makes up the same for the same seed', () => {
  const dossiers = (seed: number) => generateDossiers(9, seed).map(({ dossier }) => dossier);
  expect(dossiers(5)).toEqual(dossiers(5));
  expect(dossiers(5)).not.toEqual(dossiers(6));
});
