import { describe, expect, it } from 'vitest';
import { reportTable } from './report-table.ts';
import type { RevisionReport } from './summary.ts';

const report: RevisionReport = {
  code: 'H15.27-261112-0001',
  revision: 1,
  template: 'giay-phep-xay-dung',
  channels: ['link', 'post'],
  status: 'failed',
  number: null,
  date: null,
  pdf: null,
  sha256: null,
  steps: [{ name: 'RenderResult', ms: 12 }],
  remark: 'EmbedSignature: TsaUnavailable',
};

const stream = (columns: number | undefined) =>
  Object.assign(Object.create(process.stdout), { columns, isTTY: false }) as NodeJS.WriteStream;

describe('the table a run ends with', () => {
  it('says where a dossier failed and why, and how long each step took', () => {
    const text = reportTable([report], stream(undefined));
    expect(text).toMatch(
      /^H15\.27-261112-0001 {2}r1 .*link, post .*failed: EmbedSignature: TsaUnavailable$/mu,
    );
    expect(text).toMatch(/RenderResult +12 +12/u);
  });

  it('says the same in lines that fit a narrow terminal', () => {
    const [head = []] = [reportTable([report], stream(50)).split('\n\n')[0]?.split('\n')];
    expect(head).toContain('  failed: EmbedSignature: TsaUnavailable');
    expect(Math.max(...head.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it('has no colour where the stream is no terminal', () => {
    expect(reportTable([report], stream(undefined))).not.toContain('\u001B');
  });
});
