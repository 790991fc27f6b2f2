export interface KeyedQueue<Item, Result> {
  add(key: string, item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly settle: { resolve(result: Result): void; reject(error: unknown): void };
}

/** Works on the items of a key one batch after the other: what comes while a batch is at work makes the next one. */
export function makeKeyedQueue<Item, Result>(
  work: (key: string, items: readonly Item[]) => Promise<readonly Result[]>,
): KeyedQueue<Item, Result> {
  const waiting = new Map<string, Waiting<Item, Result>[]>();
  const drain = async (key: string): Promise<void> => {
    for (let batch = waiting.get(key) ?? []; batch.length > 0; batch = waiting.get(key) ?? []) {
      waiting.set(key, []);
      await settleAll(batch, () =>
        work(
          key,
          batch.map(({ item }) => item),
        ),
      );
    }
    waiting.delete(key);
  };
  return {
    add: (key, item) =>
      new Promise((resolve, reject) => {
        const queued = waiting.get(key);
        const one = { item, settle: { resolve, reject } };
        if (queued !== undefined) return void queued.push(one);
        waiting.set(key, [one]);
        // What is added in the same breath belongs to the same batch.
        setImmediate(() => void drain(key));
      }),
  };
}

async function settleAll<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  work: () => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await work();
    for (const [index, { settle }] of batch.entries()) {
      const result = results[index];
      if (result === undefined) settle.reject(new Error('a batch has fewer results than items'));
      else settle.resolve(result);
    }
  } catch (error) {
    for (const { settle } of batch) settle.reject(error);
  }
}
