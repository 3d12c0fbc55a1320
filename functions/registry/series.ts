import type { Agency } from '../directory/index.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { Series } from './number.ts';

/**
 * The series an agency numbers a template's results in.
 * @throws {PreconditionMissing} when the agency has none for it
 */
export function seriesFor(agency: Agency, template: string): Series {
  const series = agency.series.find((each) => each.template === template);
  if (!series) throw new PreconditionMissing(`agency ${agency.code} has no number series for ${template}`);
  return series;
}
