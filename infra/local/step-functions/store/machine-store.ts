import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from '../definition/definition.ts';
import { loadDefinition } from '../definition/loader.ts';
import { describeProblems } from '../definition/problem.ts';

/** A state machine as it stands; executions refer to definitions by hash, so an update leaves them alone. */
export type Machine = {
  name: string;
  stateMachineArn: string;
  roleArn: string;
  definitionHash: string;
  creationDate: string;
  revisionId: string | null;
};

/** State machines and every definition they ever had, one small file each. */
export class MachineStore {
  private readonly directory: string;
  private readonly machines = new Map<string, Machine>();
  private readonly definitions = new Map<string, Definition>();

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(join(directory, 'definitions'), { recursive: true });
    if (existsSync(this.listPath())) {
      const stored: Machine[] = JSON.parse(readFileSync(this.listPath(), 'utf8'));
      for (const machine of stored) this.machines.set(machine.stateMachineArn, machine);
    }
  }

  get(stateMachineArn: string): Machine | undefined {
    return this.machines.get(stateMachineArn);
  }

  list(): Machine[] {
    return [...this.machines.values()];
  }

  /** Known once it is written: what failed is not acknowledged when it is asked for again. */
  put(machine: Machine): void {
    const others = this.list().filter(({ stateMachineArn }) => stateMachineArn !== machine.stateMachineArn);
    replaceFile(this.listPath(), JSON.stringify([...others, machine], undefined, 2));
    this.machines.set(machine.stateMachineArn, machine);
  }

  /** Keeps a definition's text under its SHA-256. */
  keepDefinition(text: string): string {
    const hash = createHash('sha256').update(text).digest('hex');
    if (!existsSync(this.definitionPath(hash))) replaceFile(this.definitionPath(hash), text);
    return hash;
  }

  definitionText(hash: string): string {
    return readFileSync(this.definitionPath(hash), 'utf8');
  }

  /** @throws Error when a newer engine no longer runs a definition an older one accepted. */
  definition(hash: string): Definition {
    const known = this.definitions.get(hash);
    if (known !== undefined) return known;
    const loaded = loadDefinition(this.definitionText(hash));
    if (!loaded.ok) throw new Error(describeProblems(loaded.problems));
    this.definitions.set(hash, loaded.definition);
    return loaded.definition;
  }

  private listPath(): string {
    return join(this.directory, 'state-machines.json');
  }

  private definitionPath(hash: string): string {
    return join(this.directory, 'definitions', `${hash}.asl.json`);
  }
}

/** Writes beside and renames, so that a killed process leaves the old file or the new one. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
