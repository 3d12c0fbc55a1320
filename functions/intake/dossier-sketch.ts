import { z } from 'zod';
import { dossier } from './dossier.ts';

const { shape } = dossier;

/** Whatever of a dossier has its form by itself; the rest is undefined. Contents and ways of return stay as sent. */
const sketch = z
  .object({
    code: shape.code.optional().catch(undefined),
    revision: shape.revision.optional().catch(undefined),
    procedure: shape.procedure.optional().catch(undefined),
    agency: shape.agency.optional().catch(undefined),
    official: shape.official.optional().catch(undefined),
    template: shape.template.optional().catch(undefined),
    acceptedOn: shape.acceptedOn.optional().catch(undefined),
    applicant: shape.applicant.optional().catch(undefined),
    result: shape.result.optional().catch(undefined),
    delivery: z.unknown().optional(),
    data: z.unknown().optional(),
  })
  .catch({});

export type DossierSketch = z.output<typeof sketch>;

/** Reads what can be read of a dossier that need not be right. */
export function sketchDossier(value: unknown): DossierSketch {
  return sketch.parse(value);
}
