import { randomBytes } from 'node:crypto';
import { signEdgeRequest } from '@saphan/contracts/edge/edge-request';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom } from '@saphan/contracts/http-signatures/message';
import { Agent, request } from 'undici';
import { sha256Base64 } from '#kernel/message-keys.ts';
import { EdgeProblem, HubAway, Refusal } from '../edge-problem.ts';
import type { AgencyKey } from '../keys/agency-key.ts';

const LIFE_S = 60;
/** Beyond this difference to the hub's clock nothing is signed for others; its Date header knows seconds only. */
const MOST_DRIFT_MS = 5_000;
const DATE_STEP_MS = 1_000;
const ANSWER_BYTES = 128 * 1024 * 1024;

export interface HubOptions { hub: string; system: string; key: AgencyKey; now(): Date }
export interface HubAnswer { status: number; headers: [string, string][]; header(name: string): string | undefined; body: Buffer }
export interface HubAsk { body?: Uint8Array; type?: string; headers?: Record<string, string>; signal?: AbortSignal; timeoutMs?: number }

/** The way to the hub: outward only, each request signed with the agency's key. */
export class HubClient {
  readonly #options: HubOptions;
  readonly #agent = new Agent({ connect: { timeout: 10_000 }, keepAliveTimeout: 30_000 });
  /** How far this clock is ahead of the hub's, in ms; null before the first answer. */
  driftMs: number | null = null;
  /** Whether the last thing heard of the hub was nothing. */
  away = false;
  constructor(options: HubOptions) { this.#options = options; }

  get url(): string { return this.#options.hub; }

  /** Asks as this system's edge. @throws {HubAway} when there is no answer, {Refusal} when it is a refusal. */
  async ask(method: 'GET' | 'POST', path: string, { body, type = 'application/json', headers = {}, signal, timeoutMs = 20_000 }: HubAsk = {}): Promise<HubAnswer> {
    const { hub, system, key, now } = this.#options;
    const { protocol, host } = new URL(hub);
    const said: Record<string, string> = { ...headers, host, 'exchange-client': system, ...(body && { 'content-type': type, 'content-digest': contentDigest(sha256Base64(body)) }) };
    const created = Math.floor(now().getTime() / 1000);
    const message = { method, scheme: protocol === 'https:' ? 'https' as const : 'http' as const, authority: host, target: path, fields: fieldsFrom(said) };
    Object.assign(said, signEdgeRequest(message, { created, expires: created + LIFE_S, nonce: randomBytes(16).toString('base64url'), keyid: key.kid }, key.sign));
    const answer = await this.send(method, path, said, body ?? null, { signal, timeoutMs });
    if (answer.status >= 400) throw refusalOf(answer);
    return answer;
  }

  /** Sends a request as it stands. @throws {HubAway} */
  async send(method: string, target: string, headers: Record<string, string>, body: Uint8Array | null, { signal, timeoutMs = 30_000, base = this.url }: { signal?: AbortSignal | undefined; timeoutMs?: number; base?: string } = {}): Promise<HubAnswer> {
    const sentAt = this.#options.now().getTime();
    try {
      const over = AbortSignal.timeout(timeoutMs);
      const reply = await request(`${base}${target}`, { method: method as 'GET', headers, body: body as Buffer | null, dispatcher: this.#agent, signal: signal ? AbortSignal.any([signal, over]) : over, responseHeaders: 'raw' });
      const answer = answerOf(reply.statusCode, reply.headers as unknown as string[], await readWithin(reply.body, ANSWER_BYTES));
      if (base === this.url) { this.away = false; this.#compareClock(answer.header('date'), sentAt); }
      return answer;
    } catch (error) {
      if (error instanceof EdgeProblem) throw error;
      if (base === this.url && !signal?.aborted) this.away = true;
      throw new HubAway(base, error);
    }
  }

  /** @throws {Refusal} `clock-off`. */
  assertClock(): void {
    if (this.driftMs !== null && Math.abs(this.driftMs) > MOST_DRIFT_MS) {
      const seconds = Math.round(this.driftMs / 1000);
      throw new Refusal(503, 'clock-off', `นาฬิกาของปลายทางต่างจากศูนย์ ${seconds} วินาที จึงไม่ลงลายมือชื่อ: ตั้งนาฬิกาด้วย NTP`, `The clock of this edge is ${seconds} s off the hub’s, so nothing is signed: set it by NTP`);
    }
  }

  async close(): Promise<void> { await this.#agent.destroy(); }

  /** The hub's Date was some moment of its second, said some time between sending and hearing: only what is surely off counts. */
  #compareClock(date: string | undefined, sentAt: number): void {
    const said = Date.parse(date ?? '');
    if (Number.isNaN(said)) return;
    const heardAt = this.#options.now().getTime();
    const [least, most] = [sentAt - (said + DATE_STEP_MS), heardAt - said];
    this.driftMs = least > 0 ? least : most < 0 ? most : 0;
  }
}

function answerOf(status: number, raw: readonly (string | Buffer)[], body: Buffer): HubAnswer {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([String(raw[i]).toLowerCase(), String(raw[i + 1])]);
  return { status, headers, header: (name) => headers.find(([each]) => each === name)?.[1], body };
}

async function readWithin(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > limit) throw new Refusal(502, 'answer-too-large', 'คำตอบใหญ่เกินไป', 'The answer is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function refusalOf({ status, body }: HubAnswer): Refusal {
  const told = readProblem(body);
  return new Refusal(status, (told['code'] ?? 'refused').replace(/^edge\./, ''), [told['titleTh'] ?? `ศูนย์ตอบ ${status}`, told['nextTh']].filter(Boolean).join(' — '), [told['titleEn'] ?? `The hub answered ${status}`, told['nextEn']].filter(Boolean).join(' — '));
}

function readProblem(body: Buffer): Record<string, string | undefined> {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
