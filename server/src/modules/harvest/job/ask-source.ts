import { setTimeout as sleep } from 'node:timers/promises';
import { guardedFetch, type GuardedAnswer } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Problem } from '#kernel/problem.ts';
import { problem } from '../errors.ts';

const LARGEST_PAGE = 100_000_000;
const PAGE_MS = 120_000;
/** A source that asks for a longer pause is come back to later. */
export const LONGEST_WAIT_S = 60;
const LONGEST_PUT_OFF_S = 6 * 3_600;

export interface Answer { text: string; mediaType: string; url: string }

export interface SourceClientOptions { rules: HostRules; delayMs: number; publicUrl: string; signal?: AbortSignal }

/** Asks one source, one request at a time, with a pause between two and a name by which its owner can write to us. */
export class SourceClient {
  readonly #options: SourceClientOptions;
  #lastAt = 0;
  constructor(options: SourceClientOptions) { this.#options = options; }

  /** The text of an answer. @throws `harvest.answer-refused`, `harvest.answer-unavailable` (with `retryAfterS`), `harvest.answer-is-html`, and what the network throws. */
  async text(url: string, accept: string): Promise<Answer> {
    const answer = await this.open(url, { accept, bytes: LARGEST_PAGE, totalMs: PAGE_MS });
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body) chunks.push(chunk as Buffer);
    const mediaType = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const text = new TextDecoder('utf-8').decode(Buffer.concat(chunks)).replace(/^\ufeff/, '');
    if (looksLikeHtml(mediaType, text)) throw problem('answer-is-html', { url: withoutQuery(url), detailTh: titleOfPage(text), detailEn: titleOfPage(text) });
    return { text, mediaType, url: answer.url };
  }

  /** The same as JSON. @throws also `harvest.answer-unreadable`. */
  async json(url: string): Promise<unknown> {
    const { text } = await this.text(url, 'application/json');
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw problem('answer-unreadable', { url: withoutQuery(url), detailTh: 'คำตอบไม่ใช่ JSON ที่ถูกต้อง', detailEn: `It is no JSON: ${(error as Error).message.slice(0, 200)}` }, { cause: error });
    }
  }

  /** An answer whose body is read by the caller. */
  async open(url: string, { accept, bytes, totalMs }: { accept: string; bytes: number; totalMs: number }): Promise<GuardedAnswer> {
    for (let tried = 0; ; tried += 1) {
      await this.#pause();
      const answer = await guardedFetch(url, this.#options.rules, {
        headers: { accept, 'user-agent': `Saphan-harvester (+${this.#options.publicUrl})` }, limits: { bytes, totalMs, idleMs: 60_000 }, ...(this.#options.signal && { signal: this.#options.signal }),
      });
      if (answer.status >= 200 && answer.status < 300) return answer;
      answer.body.destroy();
      const wait = retryAfter(answer.headers['retry-after']);
      if (![429, 502, 503, 504].includes(answer.status) || tried > 0 || wait === null || wait > LONGEST_WAIT_S) throw refusal(answer, url, wait);
      await sleep(wait * 1_000, undefined, { ...(this.#options.signal && { signal: this.#options.signal }) }).catch(() => undefined);
    }
  }

  async #pause(): Promise<void> {
    const wait = this.#lastAt + this.#options.delayMs - Date.now();
    if (wait > 0) await sleep(wait, undefined, { ...(this.#options.signal && { signal: this.#options.signal }) }).catch(() => undefined);
    this.#lastAt = Date.now();
  }
}

function refusal(answer: GuardedAnswer, url: string, retryAfterS: number | null): Problem {
  const isPassing = answer.status === 429 || answer.status >= 500 || answer.status === 408;
  const fields = { url: withoutQuery(url), status: answer.status, detailTh: `ต้นทางตอบ ${answer.status}`, detailEn: `The source answered ${answer.status}.` };
  return isPassing ? problem('answer-unavailable', { ...fields, ...(retryAfterS !== null && { retryAfterS: Math.min(retryAfterS, LONGEST_PUT_OFF_S) }) }) : problem('answer-refused', fields);
}

/** Seconds that `Retry-After` asks for, as a number or a date (RFC 9110 §10.2.3). */
export function retryAfter(header: string | undefined, now = Date.now()): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
}

const looksLikeHtml = (mediaType: string, text: string): boolean => mediaType === 'text/html' || mediaType === 'application/xhtml+xml' || /^\s*<(?:!doctype\s+html|html[\s>])/i.test(text.slice(0, 500));
const titleOfPage = (text: string): string => `“${(/<title[^>]*>([^<]{0,120})/i.exec(text.slice(0, 20_000))?.[1] ?? text.slice(0, 60)).replace(/\s+/g, ' ').trim()}”`;
const withoutQuery = (url: string): string => url.split(/[?#]/)[0] ?? url;
