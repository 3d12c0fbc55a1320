import { z } from 'zod';

/** The parts of a definition that its picture shows. */
const transitions = {
  Comment: z.string().optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  End: z.boolean().optional(),
  Resource: z.string().optional(),
  Choices: z.array(z.object({ Condition: z.string(), Next: z.string() })).default([]),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).default([]),
};

const branchState = z.object({ Type: z.string(), ...transitions });
const branch = z.object({ StartAt: z.string(), States: z.record(z.string(), branchState) });
const state = z.object({ Type: z.string(), ...transitions, Branches: z.array(branch).default([]) });

export const drawableDefinition = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });

export type DrawableDefinition = z.infer<typeof drawableDefinition>;
export type DrawableState = z.infer<typeof state>;
export type DrawableBranchState = z.infer<typeof branchState>;
