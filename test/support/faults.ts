/** The process ended at an AWS call: no code of ours may catch this and go on. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Whether the call had reached the service when the process ended. */
export type Moment = 'before' | 'after';

/** An SDK client, real or mocked (`mockClient` first, then watch it). */
interface Client {
  send(...input: never[]): unknown;
}

const READS = /^(Get|Head|Query|Scan|List|Describe|BatchGet|Verify)/;

/**
 * Ends a "process" at its n-th write to AWS: once struck, every further call of the watched clients fails
 * with {@link Killed}, as nothing more would happen in a killed process, until {@link Faults.revive}.
 */
export class Faults {
  #writes = 0;
  #killAt = Infinity;
  #moment: Moment = 'before';
  #killed = false;
  readonly #underWay = new Set<Promise<unknown>>();

  /** Counts a client's writes from now on. The document client is watched by itself, not its inner client. */
  watch(...clients: Client[]): this {
    for (const client of clients) {
      const send = client.send.bind(client) as (...input: unknown[]) => Promise<unknown>;
      const watched = async (...input: unknown[]) =>
        this.#strike(input[0], () => this.#followed(send(...input)));
      (client as { send: unknown }).send = watched;
    }
    return this;
  }

  /** Strikes at the n-th write from now (1 is the next one). */
  arm(write: number, moment: Moment): void {
    this.#writes = 0;
    this.#killAt = write;
    this.#moment = moment;
    this.#killed = false;
  }

  /** The process is started again; nothing strikes any more. */
  revive(): void {
    this.#killAt = Infinity;
    this.#killed = false;
    this.#writes = 0;
  }

  /** The process is gone for good: nothing of it goes on, and what it had sent has arrived. */
  async end(): Promise<void> {
    this.#killed = true;
    await Promise.allSettled(this.#underWay);
  }

  /** Writes since it was last armed or revived. */
  get writes(): number {
    return this.#writes;
  }

  /** @param sent a mocked client may answer at once */
  #followed(sent: unknown): Promise<unknown> {
    const arrived = Promise.resolve(sent).finally(() => this.#underWay.delete(arrived));
    this.#underWay.add(arrived);
    return arrived;
  }

  async #strike(command: unknown, send: () => Promise<unknown>): Promise<unknown> {
    const name = command instanceof Object ? command.constructor.name : '';
    if (this.#killed) throw new Killed(`${name} after the process ended`);
    if (READS.test(name)) return send();
    this.#writes += 1;
    if (this.#writes !== this.#killAt) return send();
    if (this.#moment === 'after') await send().catch(() => 'a refused write is struck, too');
    this.#killed = true;
    throw new Killed(`${this.#moment} write ${this.#killAt}, ${name}`);
  }
}

/**
 * Runs `act` in ever new worlds, killed before and after its first write, its second, and so on until it is
 * through; after each kill it is run again and `check` looks at what there is. A world is as new when all that
 * outlives a process was put back (`fromHere`) and everything in memory is made anew.
 * @returns how many writes the act has, each of which was struck twice
 */
export async function killEverywhere<World extends { readonly faults: Faults }>(scenario: {
  world: () => Promise<World>;
  act: (world: World) => Promise<unknown>;
  check: (world: World, struck: string) => Promise<void>;
  end?: (world: World) => Promise<void>;
}): Promise<number> {
  for (let write = 1; ; write += 1) {
    for (const moment of ['before', 'after'] as const) {
      const world = await scenario.world();
      try {
        world.faults.arm(write, moment);
        const killed = await wasKilled(() => scenario.act(world));
        world.faults.revive();
        if (!killed) return write - 1;
        await scenario.act(world);
        await scenario.check(world, `${moment} write ${write}`);
      } finally {
        await world.faults.end();
        await scenario.end?.(world);
      }
    }
  }
}

async function wasKilled(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}
