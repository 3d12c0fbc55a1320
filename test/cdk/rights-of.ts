import { statementsOf, type Statement } from './describe-rights.ts';
import { resourcesOf, type Synthesised } from './synthesised.ts';

/** What a function may do, found through the role it runs as. */
export function rightsOf(stacks: Synthesised, name: string): Statement[] {
  const [, lambda] = resourcesOf(stacks, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties['FunctionName'] === `ket-qua-dev-${name}`,
  )!;
  const role = (lambda.Properties['Role'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
  return resourcesOf(stacks, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => JSON.stringify(Properties['Roles']).includes(`"${role}"`))
    .flatMap(([, policy]) => statementsOf(policy));
}
