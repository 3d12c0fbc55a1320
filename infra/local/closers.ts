/** What has been started, to be ended in the opposite order. */
export interface Closers {
  readonly add: (close: () => Promise<void> | void) => void;
  /** Ends everything, the last started first, even where one of them fails; once. */
  readonly closeAll: () => Promise<void>;
}

export function closers(): Closers {
  const list: (() => Promise<void> | void)[] = [];
  return {
    add: (close) => void list.push(close),
    closeAll: async () => {
      for (let close = list.pop(); close !== undefined; close = list.pop()) {
        try {
          await close();
        } catch (error) {
          process.emitWarning(error instanceof Error ? error : String(error));
        }
      }
    },
  };
}

/** Waits until none of these is under way any more, so that nothing starts behind the clean-up's back. */
export async function settled(starting: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(starting);
}
