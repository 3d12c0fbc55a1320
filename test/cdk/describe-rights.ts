import type { Resource } from './synthesised.ts';

export interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

export function statementsOf(policy: Resource): Statement[] {
  return (policy.Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
}

/** A statement as a reviewer reads it: what on what, and when. */
export function describeStatement({ Sid, Effect, Action, Resource, Condition }: Statement): string {
  const lines = [
    `${Effect} ${Sid ?? '(unnamed)'}: ${[Action].flat().join(', ')}`,
    ...[Resource].flat().map((place) => `    on ${describePlace(place)}`),
    ...Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => `    when ${key} ${operator} ${JSON.stringify(value)}`),
    ),
  ];
  return lines.join('\n');
}

/** An ARN with CloudFormation's functions replaced by the name of what they point at. */
export function describePlace(place: unknown): string {
  if (typeof place === 'string') return place;
  if (!isRecord(place)) throw new TypeError(`not an address: ${JSON.stringify(place)}`);
  const [[call, given] = ['', undefined]] = Object.entries(place);
  if (call === 'Ref') return `<${withoutHash(String(given)).replace('AWS::', '')}>`;
  if (call === 'Fn::GetAtt' && Array.isArray(given)) return `<${withoutHash(String(given[0]))}>`;
  if (call === 'Fn::ImportValue') return `<${imported(String(given))}>`;
  if (call === 'Fn::Join' && Array.isArray(given) && Array.isArray(given[1])) {
    return given[1].map(describePlace).join('');
  }
  throw new TypeError(`unknown address ${JSON.stringify(place)}`);
}

function imported(name: string): string {
  const [, id = name] = /ExportsOutput(?:FnGetAtt|Ref)(\w+?)(?:Arn)?[0-9A-F]{8}$/.exec(name) ?? [];
  return withoutHash(id);
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
