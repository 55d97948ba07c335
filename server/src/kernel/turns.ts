/**
 * Lets work in a few at a time, in the order in which it came; so many may wait, whoever comes then is told so instead of slowing everybody.
 *
 * @param full makes what is thrown then.
 */
export function openTurns(atOnce: number, mostWaiting: number, full: () => Error): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= mostWaiting) throw full();
    // The turn is handed over, so `running` stays as it is.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
