import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

/** A part of Saphan that runs until it is closed. */
export interface Running {
  /** Where people reach it, for instance `http://127.0.0.1:8080`; null for what has no address. */
  readonly address?: string | null;
  /** Settles with the exit code when it ends by itself, e.g. a worker that was drained. */
  readonly finished?: Promise<number>;
  /** Takes nothing new and resolves when it has nothing in hand, at the latest when `patience` is over. */
  drain?(patience: AbortSignal): Promise<void>;
  /** Finishes what it holds and lets go. */
  close(): Promise<void>;
}

/** What a supervised process tells its supervisor. */
export interface ReadyMessage { readonly ready: true; readonly address: string | null }
/** What a supervised process wants said at the terminal and in no log: a one-time code, for instance. */
export interface SayMessage { readonly say: { readonly th: string; readonly en: string } }

const CLOSE_MS = 20_000;
/** Without a supervisor the embedded database is going down too, so there is little to wait for. */
const ORPHAN_CLOSE_MS = 1_500;
const IMPATIENCE_MS = 1_000;
const SUPERVISOR_GONE = 'supervisor gone';

/** Whether this process was started by `saphan up`. */
export const isSupervised = (): boolean => process.env.SAPHAN_SUPERVISED === '1';

/**
 * Runs a service as this process: starts it, tells the supervisor, and closes it on SIGTERM or Ctrl-C, or when the
 * supervisor is gone. A second Ctrl-C does not wait.
 *
 * @param drainMs how long it may go on with what it has in hand before it is closed.
 */
export async function runService(start: () => Promise<Running>, drainMs = 0): Promise<never> {
  const stop = listenForStop();
  if (process.channel) process.once('disconnect', () => stop.request(SUPERVISOR_GONE));
  const started = start();
  started.catch(exitSoon);
  const first = await Promise.race([started, stop.requested]);
  if (typeof first !== 'string') {
    flushCompileCache(); // a process that is killed later would not leave it for the next start
    process.send?.({ ready: true, address: first.address ?? null } satisfies ReadyMessage);
  }
  const why = await Promise.race([stop.requested, started.then((running) => running.finished ?? new Promise<never>(() => undefined))]);
  if (why !== SUPERVISOR_GONE && drainMs > 0) await started.then((running) => running.drain?.(AbortSignal.timeout(drainMs))).catch(() => undefined);
  const closed = started.then((running) => running.close());
  await Promise.race([closed.catch(() => undefined), sleep(why === SUPERVISOR_GONE ? ORPHAN_CLOSE_MS : CLOSE_MS)]);
  process.exit(typeof why === 'number' ? why : 0); // whatever is still open, a timer or the supervisor's channel, must not keep a closed service alive
}

/** Ends the process once its exit code is set, whatever timers, connections or channels are still open. */
export function exitSoon(): void {
  setTimeout(() => process.exit(), 300);
}

/** A wish to stop, from a signal or from within. */
export interface StopWish { readonly requested: Promise<string>; readonly signal: AbortSignal; request(reason: string): void }

/** Hears SIGTERM, Ctrl-C and the closing of the terminal (unless `nohup` asked to ignore that); the second signal ends at once. */
export function listenForStop(): StopWish {
  const { promise, resolve } = Promise.withResolvers<string>();
  const controller = new AbortController();
  const request = (reason: string) => { controller.abort(); resolve(reason); };
  let firstAt = Infinity;
  const hear = (signal: NodeJS.Signals) => {
    // npm may pass on the Ctrl-C that the terminal has already sent; only a later one is a person's impatience.
    if (signal === 'SIGINT' && performance.now() - firstAt > IMPATIENCE_MS) process.exit(130);
    firstAt = Math.min(firstAt, performance.now());
    request(signal);
  };
  process.on('SIGTERM', hear);
  process.on('SIGINT', hear);
  if (process.stdin.isTTY || process.stdout.isTTY) process.on('SIGHUP', hear);
  return { requested: promise, signal: controller.signal, request };
}
