import { Readable } from 'node:stream';
import type { Dispatcher, Pool } from 'undici';

export interface PoolAnswer { readonly status: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: Buffer | Readable }

export interface AskRules {
  /** An answer that says it is at most so long is gathered; a longer one, or one that does not say, is a stream. */
  readonly gatherBytes: number;
  /** The longest that the whole of it may take, the wait for a connection with it. */
  readonly withinMs: number;
  /** The longest that an answer to be gathered may take from its head to its end. */
  readonly gatherMs: number;
  tooSlow(): Error;
}

/**
 * Asks over one of the kept connections. Nearly every answer is short: it is gathered as it comes, without a stream in between.
 * @throws what the rules say, or the connection's own error.
 */
export function askPool(pool: Pool, options: Dispatcher.DispatchOptions, rules: AskRules): Promise<PoolAnswer> {
  return new Promise((resolve, reject) => { pool.dispatch(options, new Asked(rules, resolve, reject)); });
}

class Asked implements Dispatcher.DispatchHandler {
  readonly #rules: AskRules;
  readonly #resolve: (answer: PoolAnswer) => void;
  readonly #reject: (error: Error) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #timer: NodeJS.Timeout;
  #late: Error | null = null;
  #head: Pick<PoolAnswer, 'status' | 'headers'> | null = null;
  #chunks: Buffer[] = [];
  #stream: Readable | null = null;

  constructor(rules: AskRules, resolve: (answer: PoolAnswer) => void, reject: (error: Error) => void) {
    this.#rules = rules;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = this.#endAfter(rules.withinMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#late) controller.abort(this.#late);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: PoolAnswer['headers']): void {
    if (status < 200) return;
    this.#head = { status, headers };
    const announced = Number(headers['content-length'] ?? Number.NaN);
    if (announced <= this.#rules.gatherBytes) {
      clearTimeout(this.#timer);
      this.#timer = this.#endAfter(this.#rules.gatherMs);
      return;
    }
    const end = (error: Error | null) => { if (error) controller.abort(error); };
    this.#stream = new Readable({ read: () => controller.resume(), destroy: (error, done) => { end(error); done(error); } });
    this.#resolve({ ...this.#head, body: this.#stream });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#stream === null) this.#chunks.push(chunk);
    else if (!this.#stream.push(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    if (this.#stream) this.#stream.push(null);
    else if (this.#head) this.#resolve({ ...this.#head, body: this.#chunks.length === 1 ? this.#chunks[0] as Buffer : Buffer.concat(this.#chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    if (this.#stream) this.#stream.destroy(error);
    else this.#reject(error);
  }

  /** A request that waits for a connection is given up at once, and not sent when one comes. */
  #endAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#late = this.#rules.tooSlow();
      if (this.#controller) this.#controller.abort(this.#late);
      else this.#reject(this.#late);
    }, ms);
  }
}
