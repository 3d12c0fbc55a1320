import { beforeAll, describe, expect, it } from 'vitest';
import { signatureAlgorithm } from '../../functions/directory/index.ts';
import { functions } from '../../infra/functions.ts';
import { signatureAlgorithms } from '../../infra/stacks/signature-algorithms.ts';
import { describePlace, describeStatement, statementsOf } from './describe-rights.ts';
import { rightsOf as rightsOfFunction } from './rights-of.ts';
import { resourcesOf, synthesise, type Synthesised } from './synthesised.ts';

describe('rights', () => {
  let stacks: Synthesised;

  beforeAll(async () => {
    stacks = await synthesise();
  }, 120_000);

  const rightsOf = (name: string) => rightsOfFunction(stacks, name);

  function holders(action: string): string[] {
    return functions
      .map(({ name }) => name)
      .filter((name) => rightsOf(name).some(({ Action }) => [Action].flat().includes(action)));
  }

  it('of every function are exactly those written down in rights.txt', async () => {
    const table = functions.map(
      ({ name }) => `${name}\n${rightsOf(name).map(describeStatement).join('\n').replaceAll(/^/gm, '  ')}\n`,
    );
    await expect(table.join('\n')).toMatchFileSnapshot('rights.txt');
  });

  it('come from no managed policy and no inline policy of a role', () => {
    for (const [id, { Properties }] of resourcesOf(stacks, 'AWS::IAM::Role')) {
      expect(Properties, id).not.toHaveProperty('ManagedPolicyArns');
      expect(Properties, id).not.toHaveProperty('Policies');
    }
  });

  it('name single actions', () => {
    const actions = resourcesOf(stacks, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => statementsOf(policy))
      .flatMap(({ Action }) => [Action].flat());
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('reach beyond one named thing only where that is written down', () => {
    const wide = resourcesOf(stacks, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => statementsOf(policy))
      .flatMap((statement) =>
        [statement.Resource].flat().map((place) => ({ statement, place: describePlace(place) })),
      )
      .filter(({ place }) => place.includes('*'))
      .map(({ statement, place }) => `${statement.Sid ?? [statement.Action].flat()[0]} on ${place}`);
    expect([...new Set(wide)].toSorted()).toEqual([
      ...folders('DeleteWork on <Work>', ['uploads']),
      // Executions are named when they start.
      'DescribeExecutions on arn:aws:states:ap-southeast-1:<AccountId>:execution:<ReturnOfResults>:*',
      ...folders('PutArchive on <Archive>', ['copies', 'results']),
      ...folders('PutWork on <Work>', ['drafts', 'labels', 'signing', 'uploads']),
      ...folders('ReadArchive on <Archive>', ['copies', 'results']),
      ...folders('ReadWork on <Work>', [
        'directory',
        'drafts',
        'labels',
        'secrets/agency',
        'secrets/official',
        'signing',
        'uploads',
      ]),
      // Keys are chosen by their tag: officials' keys come from the key ceremony, after the deployment.
      'SignForAgencies on arn:aws:kms:ap-southeast-1:<AccountId>:key/*',
      'SignForOfficials on arn:aws:kms:ap-southeast-1:<AccountId>:key/*',
      // Step Functions' log delivery has no resource to name.
      'logs:CreateLogDelivery on *',
    ]);
  });

  it('to sign are held for officials by one function, and for agencies by the seal and the copies', () => {
    const signers = ['sign-with-kms', 'seal-result', 'issue-copies', 'check-health'];
    expect(holders('kms:Sign')).toEqual(signers);
    for (const [name, signer] of [
      ['sign-with-kms', 'official'],
      ['seal-result', 'agency'],
      ['issue-copies', 'agency'],
    ] as const) {
      const sign = rightsOf(name).find(({ Action }) => Action === 'kms:Sign');
      expect(sign?.Condition?.['StringEquals']).toMatchObject({
        'aws:ResourceTag/ket-qua:signs-for': signer,
        'aws:ResourceTag/ket-qua:stage': 'dev',
        'kms:MessageType': 'DIGEST',
        'kms:SigningAlgorithm': expect.anything() as unknown,
      });
    }
  });

  it('to open secrets are held for officials by one function, and for agencies by the seal and the copies', () => {
    const opening = (name: string) => rightsOf(name).find(({ Sid }) => Sid === 'OpenSecrets');
    const openers = ['sign-with-secret', 'seal-result', 'issue-copies'];
    expect(functions.map(({ name }) => name).filter(opening)).toEqual(openers);
    for (const [name, kind] of [
      ['sign-with-secret', 'official'],
      ['seal-result', 'agency'],
      ['issue-copies', 'agency'],
    ] as const) {
      const holder = 'kms:EncryptionContext:ket-qua:holder';
      expect(opening(name)?.Condition).toEqual({ StringLike: { [holder]: `${kind}/*` } });
    }
  });

  it('to make test signatures reach the key of the health check alone', () => {
    const sign = rightsOf('check-health').find(({ Action }) => Action === 'kms:Sign');
    expect(describePlace(sign?.Resource)).toBe('<KeysHealth>');
  });

  it('to sign cover every algorithm the directory knows', () => {
    expect([...signatureAlgorithms]).toEqual(signatureAlgorithm.options);
  });

  it('to write issued files are held by who issues and who renews them, and nobody may delete or unlock them', () => {
    const writers = (folder: string) =>
      functions
        .map(({ name }) => name)
        .filter((name) =>
          rightsOf(name).some(
            ({ Sid, Resource }) =>
              Sid === 'PutArchive' && [Resource].flat().map(describePlace).includes(`<Archive>/${folder}/*`),
          ),
        );
    expect(writers('results')).toEqual(['archive-result', 'renew-files']);
    expect(writers('copies')).toEqual(['renew-files', 'issue-copies']);
    for (const action of [
      's3:DeleteObjectVersion',
      's3:BypassGovernanceRetention',
      's3:PutObjectRetention',
    ]) {
      expect(holders(action), action).toEqual([]);
    }
  });

  it('to delete reach what strangers uploaded alone, and are held by who verifies it', () => {
    expect(holders('s3:DeleteObject')).toEqual(['verify']);
    const remove = rightsOf('verify').find(({ Action }) => Action === 's3:DeleteObject');
    expect(describePlace(remove?.Resource)).toBe('<Work>/uploads/*');
  });

  it('of who reads what strangers send reach no key, no archive, no task and no draft', () => {
    const actions = rightsOf('verify').flatMap(({ Action }) => [Action].flat());
    expect(actions.filter((action) => /^(states|ses|kms:(Sign|GenerateMac))/.test(action))).toEqual([]);
    const places = rightsOf('verify').flatMap(({ Resource }) => [Resource].flat().map(describePlace));
    expect(places.filter((place) => /Archive|drafts|signing|secrets|directory|index/.test(place))).toEqual(
      [],
    );
  });

  it('to answer the workflow are never held by what the workflow calls', () => {
    for (const action of ['states:SendTaskSuccess', 'states:StartExecution']) {
      expect(holders(action).toSorted(), action).toEqual(['api', 'sweep']);
    }
  });

  it('to write the directory are held by nobody', () => {
    const written = functions.flatMap(({ name }) =>
      rightsOf(name)
        .filter(({ Action }) => [Action].flat().includes('dynamodb:PutItem'))
        .flatMap(({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']),
    );
    expect(written).not.toContain(undefined);
    expect(
      written.flat().filter((key) => /^(AGENCY|OFFICIAL|OFFICE|USER|TRUST|\*)/.test(String(key))),
    ).toEqual([]);
  });
});

function folders(right: string, names: string[]): string[] {
  return names.map((name) => `${right}/${name}/*`);
}
