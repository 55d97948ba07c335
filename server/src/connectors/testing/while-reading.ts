import type { KeptContext } from './keep-in-memory.ts';

/** A context that runs `act` once, after the first piece of a file came. */
export function whileReading(ctx: KeptContext, act: () => Promise<unknown>): KeptContext {
  let done: Promise<unknown> | null = null;
  return { ...ctx, store: (stream) => ctx.store(stream.map(async (piece: Buffer) => { await (done ??= act()); return piece; })) };
}
