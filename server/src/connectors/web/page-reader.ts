import { setTimeout as wait } from 'node:timers/promises';
import type { GuardedAnswer } from '#kernel/net/guarded-fetch.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { Problem } from '#kernel/problem.ts';
import { checkAnswer, isPassing } from './answers.ts';
import { JsonText } from './json-text.ts';
import { webProblem } from './problems.ts';
import type { WebClient, WebRequest } from './web-client.ts';

/** How long a source is waited for, and how often it is asked. */
export interface Patience {
  /** Most questions a minute; without it one follows the other. */
  requestsPerMinute?: number | undefined;
  /** A source that asks for a longer pause than this is left alone until a later run. */
  longestWaitS: number;
  /** Questions for one page before its trouble is the run's. */
  tries: number;
  /** The first pause when the source names none; doubled each time. */
  pauseMs: number;
  pageBytes: number;
}

export const patience: Patience = { longestWaitS: 300, tries: 6, pauseMs: 1000, pageBytes: 64 * 1024 * 1024 };

export interface PageAsked extends WebRequest {
  url: string;
  /** Makes JSON of an answer of another form; a SyntaxError says that it is no answer of that form. */
  convert?: ((text: string) => string) | undefined;
}
/** A page of a source: JSON that came with 200; `beginning` are its first characters on one line, without our secrets. */
export interface PageText { json: JsonText; headers: Record<string, string>; url: string; beginning: string }

/** Asks for one page after another: not faster than agreed, again after 429, 503 and broken transfers, and takes only JSON for an answer. */
export class PageReader {
  readonly #client: WebClient;
  readonly #signal: AbortSignal;
  readonly #patience: Patience;
  #lastAt = 0;

  constructor(client: WebClient, signal: AbortSignal, given: Partial<Patience> = {}) {
    this.#client = client;
    this.#signal = signal;
    this.#patience = { ...patience, ...given };
  }

  async read({ url, convert, ...request }: PageAsked): Promise<PageText> {
    for (let tried = 1; ; tried += 1) {
      await this.#pace();
      try {
        const answer = await this.#client.ask(url, { ...request, headers: { accept: convert ? '*/*' : 'application/json', ...request.headers } });
        return await this.#page(answer, convert);
      } catch (error) {
        await this.#wait(error, tried);
      }
    }
  }

  async #page(answer: GuardedAnswer, convert: PageAsked['convert']): Promise<PageText> {
    checkAnswer(answer);
    const bytes = await this.#bytes(answer);
    return { json: this.#json(bytes, answer.headers['content-type'] ?? '', convert), headers: answer.headers, url: answer.url, beginning: this.#beginning(bytes) };
  }

  async #bytes({ body }: GuardedAnswer): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let received = 0;
    for await (const piece of body) {
      received += (piece as Buffer).length;
      if (received > this.#patience.pageBytes) throw webProblem('page-too-large', { limit: this.#patience.pageBytes });
      pieces.push(piece as Buffer);
    }
    return Buffer.concat(pieces);
  }

  #json(bytes: Buffer, type: string, convert: PageAsked['convert']): JsonText {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return new JsonText(convert ? convert(text) : text);
    } catch (error) {
      if (error instanceof Problem) throw error;
      const beginning = this.#beginning(bytes);
      throw webProblem('answer-no-data', { contentType: type, detailTh: `ได้ ${type || 'เนื้อหาไม่บอกชนิด'} ขึ้นต้นว่า “${beginning}”`, detailEn: `${type || 'Content of no stated type'} that begins “${beginning}”.` }, { cause: error });
    }
  }

  /** The first characters of an answer on one line. */
  #beginning(bytes: Buffer): string {
    // A letter that was cut, and what is no letter, are left out.
    return this.#client.conceal(bytes.toString('utf8', 0, 1000)).replaceAll('\ufffd', '').replace(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 200);
  }

  /** Keeps the agreed distance between the beginnings of two questions. */
  async #pace(): Promise<void> {
    const { requestsPerMinute: rate } = this.#patience;
    if (rate) await this.#rest(this.#lastAt + 60_000 / rate - Date.now());
    this.#lastAt = Date.now();
  }

  /** Waits before a page is asked for again, or gives the trouble on. */
  async #wait(error: unknown, tried: number): Promise<void> {
    if (!(error instanceof Problem) || this.#signal.aborted || tried >= this.#patience.tries || !isWorthAnother(error)) throw error;
    const asked = error.fields['retryAfterS'] as number | undefined;
    if (asked !== undefined && asked > this.#patience.longestWaitS) throw error;
    await this.#rest(asked === undefined ? Math.min(this.#patience.pauseMs * 2 ** (tried - 1), this.#patience.longestWaitS * 1000) : asked * 1000);
  }

  async #rest(ms: number): Promise<void> {
    if (ms > 0) await wait(ms, undefined, { signal: this.#signal }).catch(() => undefined);
    if (this.#signal.aborted) throw netProblem('stopped');
  }
}

function isWorthAnother({ code, fields }: Problem): boolean {
  if (code === 'kernel.answer-unavailable') return isPassing(Number(fields['upstreamStatus']));
  return ['kernel.transfer-broken', 'kernel.timed-out', 'kernel.host-unreachable', 'kernel.length-lied'].includes(code);
}
