import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readFileSync } from 'node:fs';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { addStacks } from '../../infra/stacks/add-stacks.ts';
import { otherSettings } from './other-settings.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

const bundled = bundleFunctions();

/**
 * The stacks' templates, with context overridden where a test needs it. What is as committed is made once for all
 * files of a process. CloudFormation's rules, most of a synthesis' work, are asked by `synthesiseAndJudge` alone.
 */
export async function synthesise(context?: Record<string, unknown>) {
  if (context !== undefined) return assemble(context, { builtinCloudFormationValidation: false });
  asCommitted ??= assemble({}, { builtinCloudFormationValidation: false });
  return asCommitted;
}
let asCommitted: ReturnType<typeof assemble> | undefined;

/** The templates of a stage that sets everything otherwise than as committed, made once for all files of a process, too. */
export async function synthesiseOtherwise() {
  otherwise ??= synthesise(devStageWith(otherSettings));
  return otherwise;
}
let otherwise: ReturnType<typeof assemble> | undefined;

/** As `npm run synth` does it. */
export const synthesiseAndJudge = () => assemble({}, {});

async function assemble(context: Record<string, unknown>, props: AppProps) {
  await bundled;
  const committed = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const app = new App({ ...props, context: { ...committed.context, ...context } });
  const stacks = addStacks(app);
  const assembly = app.synth();
  return {
    assembly,
    data: Template.fromStack(stacks.data),
    workflow: Template.fromStack(stacks.workflow),
    api: Template.fromStack(stacks.api),
  };
}

export type Synthesised = Awaited<ReturnType<typeof synthesise>>;

/** The committed settings of the development stage, with some changed. */
export function devStageWith(changes: Record<string, unknown>): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as {
    context: { stages: { dev: Record<string, unknown> } };
  };
  return { stages: { dev: { ...context.stages.dev, ...changes } } };
}

/** Every resource of the given kind in all three stacks, with its logical id. */
export function resourcesOf({ data, workflow, api }: Synthesised, type?: string): [string, Resource][] {
  return [data, workflow, api].flatMap((template) =>
    Object.entries((template.toJSON() as { Resources: Record<string, Resource> }).Resources).filter(
      ([, resource]) => type === undefined || resource.Type === type,
    ),
  );
}
