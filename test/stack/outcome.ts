import type { Evidence } from '../../infra/demo/evidence.ts';
import type { Planned } from '../../infra/demo/submission.ts';
import { expect } from 'vitest';
import { dataOf } from '../../functions/tracking/index.ts';

/** What must hold of every returned revision, however often its steps ran: one of each, and a whole chain. */
export async function expectOneOfEach(evidence: Evidence, planned: readonly Planned[]): Promise<void> {
  for (const { outline } of planned) {
    const { events, chain } = await evidence.log(outline);
    expect(chain.whole, `chain of ${outline.code}`).toBe(true);
    const count = (type: string) => events.filter((event) => event.type === type).length;
    for (const type of [
      'official-signed',
      'number-allotted',
      'result-sealed',
      'result-archived',
      'return-completed',
    ]) {
      expect(count(type), `${type} of ${outline.code}`).toBe(1);
    }
    for (const type of ['link-issued', 'postal-order-created', 'result-collected']) {
      expect(count(type), `${type} of ${outline.code}`).toBeLessThanOrEqual(1);
    }
    const issued = await evidence.issued(outline);
    const text = Buffer.from(issued?.pdf ?? []).toString('latin1');
    const made = [...text.matchAll(/\/Type \/(Sig|DocTimeStamp)\b/g)].map(([, kind]) => kind);
    expect(made, `signatures of ${outline.code}`).toEqual(['Sig', 'Sig', 'DocTimeStamp']);
  }
}

/** The numbers of a series, which must be 1, 2, 3 … without a gap or a double. */
export async function expectGaplessRegister(evidence: Evidence, planned: readonly Planned[]): Promise<void> {
  const series = new Map<string, number[]>();
  for (const { outline } of planned) {
    const { events } = await evidence.log(outline);
    for (const event of events) {
      if (event.type !== 'number-allotted') continue;
      const { series: name, number } = dataOf(event, 'number-allotted');
      series.set(name, [...(series.get(name) ?? []), number]);
    }
  }
  for (const [name, numbers] of series) {
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(sorted, `register of ${name}`).toEqual(sorted.map((_, index) => index + 1));
  }
}
