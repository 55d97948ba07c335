import { setImmediate as turn } from 'node:timers/promises';

/** Long enough to be worth a turn, short enough that nobody waits for it. */
const AT_A_TIME_MS = 8;

/** Lets others be served whenever this work has held the process for a while; to be asked between pieces. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < AT_A_TIME_MS) return;
    await turn();
    since = performance.now();
  };
}

/** Each of these in another form, with a breath between whenever it is due. */
export async function shapedWithBreath<T, Shaped>(items: readonly T[], shape: (item: T) => Shaped): Promise<Shaped[]> {
  const breathe = breather();
  const shaped: Shaped[] = [];
  for (const item of items) {
    shaped.push(shape(item));
    await breathe();
  }
  return shaped;
}
