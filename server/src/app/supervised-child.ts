import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { exitCodes } from './exit.ts';
import { endProcess, findProcess, type ProcessMark } from './processes.ts';
import type { ReadyMessage, SayMessage } from './service.ts';
import { say } from './terminal.ts';

export type ChildEvent =
  | { readonly state: 'started' | 'done' | 'drained' | 'recalled' }
  | { readonly state: 'ready'; readonly address: string | null }
  | { readonly state: 'died'; readonly how: string; readonly code: number | null };

export interface ChildPlan {
  /** Command of `saphan` that the child runs: `web`, `worker`. */
  readonly name: string;
  /** Whether it is done when it has once ended well. */
  readonly once: boolean;
  /** Environment, asked again at each start. */
  env(): Record<string, string | undefined>;
  readonly logFile: string;
  /** How long it may take to stop, in ms. */
  readonly patienceMs: number;
  /** Waits until somebody wants another in the place of one that was drained and ended. */
  recalled?(pid: number, signal: AbortSignal): Promise<void>;
  /** Called at each change, to keep the lock file telling the truth and the person informed. */
  changed(event: ChildEvent): void;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const HEALTHY_MS = 30_000;
/**
 * V8 lets garbage gather in proportion to the greatest heap, so a modest one takes a quarter off the page's memory under load (351 → 261 MB).
 * What is large streams, or lies in DuckDB, and does not count. A young generation of 4 MB instead of 16 saved 34 MB when ready and 12 under
 * load, and cost every tenth signed exchange.
 */
export const V8_OPTIONS: Record<string, string[]> = { web: ['--max-semi-space-size=16', '--max-old-space-size=512'] };
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Keeps one child process alive until stopped: a child that dies is started again, after longer pauses while it keeps dying. */
export class SupervisedChild {
  /** Settles with the address when the child is ready for the first time. */
  readonly ready: Promise<string | null>;
  readonly #plan: ChildPlan;
  readonly #sayReady: (address: string | null) => void;
  readonly #stopping = new AbortController();
  readonly #loop: Promise<void>;
  #child: ChildProcess | null = null;

  constructor(plan: ChildPlan) {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.ready = promise;
    this.#plan = plan;
    this.#sayReady = resolve;
    this.#loop = this.#keepAlive();
  }

  /** The process now running, or null between two. */
  mark(): ProcessMark | null {
    return this.#child?.pid === undefined ? null : findProcess(this.#child.pid);
  }

  /** Ends the child now, whatever it has in hand; the next one starts with fresh environment. */
  recycle(): void {
    if (this.#child?.connected) this.#child.disconnect(); // as if the supervisor were gone: there is nothing to wait for
    else this.#child?.kill('SIGTERM');
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const running = this.mark();
    if (running) await endProcess(running, 'SIGTERM', this.#plan.patienceMs);
    await this.#loop;
  }

  async #keepAlive(): Promise<void> {
    const { signal } = this.#stopping;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted;) {
      const startedAt = Date.now();
      const { code, how, pid } = await this.#run();
      if (signal.aborted) return;
      if (this.#plan.once && code === 0) return this.#plan.changed({ state: 'done' });
      if (code === exitCodes.drained && this.#plan.recalled) {
        await this.#rest(pid);
        continue;
      }
      this.#plan.changed({ state: 'died', how, code });
      pauseMs = Date.now() - startedAt > HEALTHY_MS ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Somebody drained it, so it stays away until somebody wants it back. */
  async #rest(pid: number): Promise<void> {
    this.#plan.changed({ state: 'drained' });
    await this.#plan.recalled?.(pid, this.#stopping.signal);
    if (!this.#stopping.signal.aborted) this.#plan.changed({ state: 'recalled' });
  }

  async #run(): Promise<{ code: number | null; how: string; pid: number }> {
    try {
      this.#child = launch(this.#plan, this.#sayReady);
      return { ...await waitForExit(this.#child), pid: this.#child.pid ?? 0 };
    } catch (error) {
      return { code: null, how: (error as Error).message, pid: 0 }; // the log could not be opened, or no process could be made
    } finally {
      this.#child = null;
    }
  }
}

/** A session of its own, so that Ctrl-C reaches only the supervisor; the channel tells the child when the supervisor is gone. */
function launch(plan: ChildPlan, ready: (address: string | null) => void): ChildProcess {
  const log = openSync(plan.logFile, 'a', 0o640);
  const child = spawn(process.execPath, [...V8_OPTIONS[plan.name] ?? [], main, plan.name], {
    detached: true, stdio: ['ignore', log, log, 'ipc'], env: { ...process.env, ...plan.env(), SAPHAN_SUPERVISED: '1' },
  });
  closeSync(log);
  child.on('message', (message) => {
    const { ready: isReady, address, say: words } = message as Partial<ReadyMessage & SayMessage>;
    if (words) say(words.th, words.en);
    if (!isReady) return;
    plan.changed({ state: 'ready', address: address ?? null });
    ready(address ?? null);
  });
  plan.changed({ state: 'started' });
  return child;
}

function waitForExit(child: ChildProcess): Promise<{ code: number | null; how: string }> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, how: error.message }));
    child.once('exit', (code, signal) => resolve({ code, how: signal ?? `exit ${code}` }));
  });
}
