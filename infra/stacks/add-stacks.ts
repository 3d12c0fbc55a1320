import { Tags, type App } from 'aws-cdk-lib';
import { ApiStack } from './api-stack.ts';
import { DataStack } from './data-stack.ts';
import { stageTag } from '../key-tags.ts';
import { readStage } from './stage-settings.ts';
import { WorkflowStack } from './workflow-stack.ts';

/**
 * The three stacks of one stage. The functions' bundles must be there.
 * @throws {StageSettingsInvalid}
 */
export function addStacks(app: App): { data: DataStack; workflow: WorkflowStack; api: ApiStack } {
  const stage = readStage(app);
  const env = { region: stage.region, ...(stage.account !== undefined && { account: stage.account }) };
  const name = (part: string) => `ket-qua-${stage.name}-${part}`;
  const data = new DataStack(app, name('data'), { env, stage, terminationProtection: true });
  const workflow = new WorkflowStack(app, name('workflow'), { env, stage, data });
  const api = new ApiStack(app, name('api'), { env, stage, data, stateMachine: workflow.stateMachine });
  Tags.of(app).add(stageTag, stage.name);
  return { data, workflow, api };
}
