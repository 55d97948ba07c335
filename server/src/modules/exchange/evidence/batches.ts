import { isConnectionLoss } from '#kernel/db.ts';

interface Waiting<T, R> { item: T; resolve(result: R): void; reject(error: unknown): void }

interface BatchOptions { largest: number; /** How many batches may be under way at once. */ lanes: number }

/**
 * Gathers what comes while a transaction is under way into the next one: the busier, the larger, and nobody waits for a clock.
 *
 * @param work does all of a batch or nothing of it, and gives one result for each item.
 */
export function openBatches<T, R>(work: (items: T[]) => Promise<R[]>, { largest, lanes }: BatchOptions) {
  const waiting: Waiting<T, R>[] = [];
  let busy = 0;
  let scheduled = false;
  let idle: (() => void)[] = [];
  const pump = () => {
    scheduled = false;
    while (busy < lanes && waiting.length > 0) {
      busy += 1;
      void run(waiting.splice(0, largest)).finally(() => {
        busy -= 1;
        if (waiting.length > 0) pump();
        else if (busy === 0) { for (const done of idle) done(); idle = []; }
      });
    }
  };
  const run = async (batch: Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, at) => resolve(results[at] as R));
    } catch (error) {
      // One that cannot be kept must not take others with it.
      if (batch.length > 1 && !isConnectionLoss(error) && (error as { code?: string }).code !== 'kernel.database-unavailable') for (const each of batch) await run([each]);
      else for (const { reject } of batch) reject(error);
    }
  };
  return {
    add: (item: T): Promise<R> => new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!scheduled && busy < lanes) { scheduled = true; setImmediate(pump); }
    }),
    /** Settles when nothing waits and nothing is under way. */
    drained: (): Promise<void> => busy === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => { idle.push(resolve); }),
  };
}
