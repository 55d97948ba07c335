import type { RequestMessage } from '@saphan/contracts/http-signatures/message';
import { AccessTokens } from './access-token.ts';
import { readAnswer, type Answer } from './answer.ts';
import { ClientFault, ExchangeRefused } from './client-fault.ts';
import { HouseKeys, unreachable, verifierOf, type Verifier } from './house-keys.ts';
import { mayTryAgain, waitBefore } from './retry.ts';
import { addressOf, newNonce, prepareBody, prepareCall, signCall, type CallOptions, type PreparedBody } from './sign-call.ts';
import { readSystemKey, type SystemKey } from './system-key.ts';
import { verifyAnswer } from './verify-answer.ts';

export interface ClientSettings {
  /** The public address of the house, e.g. `https://data.moac.go.th`. */
  readonly baseUrl: string;
  /** Path of the system that calls: `TH/GOV/<agency>/<system>`. */
  readonly system: string;
  /** The system's private key, PKCS#8 PEM, or one read before. */
  readonly key: string | SystemKey;
  /** Number of the sharing agreement: `SA-2569-0001`. */
  readonly agreement: string;
  /** The only keys (`kid`) by which the house may sign; without it, those that it publishes. */
  readonly houseKeys?: readonly string[];
  /** Public keys (JWK) of providers, to check their own signatures too. */
  readonly providerKeys?: readonly object[];
  /** Asks for a token as this client of the sign-on service, and sends it with each call. */
  readonly clientId?: string;
  /** false: send the token without a signature (assurance 2). */
  readonly sign?: boolean;
  /** How often a call is sent again; 3 when not said. */
  readonly retries?: number;
  /** Milliseconds that one try may take; 30,000 when not said. */
  readonly timeoutMs?: number;
  /** Most bytes of an answer; 64 MiB when not said. */
  readonly mostBytes?: number;
  readonly fetch?: typeof fetch;
}

/** Calls data services of other agencies: signs each call with the agency's own key, and believes no answer that is not signed. */
export class SaphanClient {
  readonly #settings: ClientSettings;
  readonly #baseUrl: string;
  readonly #fetch: typeof fetch;
  readonly #houseKeys: HouseKeys;
  readonly #stream = newNonce();
  #count = 0;
  #ready: Promise<{ key: SystemKey; tokens: AccessTokens | null; providerKeys: ReadonlyMap<string, Verifier> }> | null = null;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#baseUrl = settings.baseUrl.replace(/\/+$/, '');
    this.#fetch = settings.fetch ?? globalThis.fetch;
    this.#houseKeys = new HouseKeys(this.#baseUrl, settings.houseKeys, this.#fetch);
  }

  /**
   * Calls one operation of a service.
   *
   * @param path path and query below the service, encoded: `/farmers?province=10`.
   * @returns the provider's answer, whatever its status. @throws {@link ExchangeRefused} when somebody on the way refused, {@link ClientFault} for the rest.
   */
  async call(service: string, path: string, options: CallOptions): Promise<Answer> {
    const address = addressOf(this.#baseUrl, service, path);
    const body = await prepareBody(options.body);
    for (let turn = 0; ; turn++) {
      const given = await this.#try(address, options, body).catch((error: unknown) => error as Error);
      if (!(given instanceof Error)) return given;
      const waitMs = turn < (this.#settings.retries ?? 3) && mayTryAgain(given, options) ? waitBefore(turn, given) : null;
      if (waitMs === null || options.signal?.aborted) throw given;
      await new Promise((resolve) => { setTimeout(resolve, waitMs); });
    }
  }

  /** One try: a fresh nonce and the next place in the stream. */
  async #try(address: URL, options: CallOptions, body: PreparedBody | null): Promise<Answer> {
    const { key, tokens, providerKeys } = await this.#prepare();
    const { system, agreement, sign = true } = this.#settings;
    const nonce = newNonce();
    const more = { ...await tokens?.headersFor(options.method ?? 'GET', address.href), ...sign && { 'exchange-seq': `${this.#stream};n=${++this.#count}` } };
    const prepared = prepareCall({ system, agreement, key }, address, options, body, more, nonce);
    const call = sign ? await signCall(key, prepared, nonce, Date.now()) : prepared;
    const { reply, bytes } = await this.#send(address, call, body, options.signal);
    const proof = await verifyAnswer(call.request, reply, bytes, this.#houseKeys, providerKeys);
    const answer = readAnswer(reply, bytes, proof, { baseUrl: this.#baseUrl, fetch: this.#fetch });
    const origin = reply.headers.get('exchange-error-origin');
    if (origin !== null) throw this.#refused(answer, origin, tokens);
    return answer;
  }

  #refused(answer: Answer, origin: string, tokens: AccessTokens | null): ExchangeRefused {
    if (answer.status === 401) tokens?.forget();
    let problem: Record<string, any> = {};
    try {
      problem = answer.json() as Record<string, any>;
    } catch {
      // Refusals are problem+json; one that is not has a status at least.
    }
    const seconds = answer.headers.get('retry-after');
    return new ExchangeRefused(answer.status, problem, origin, answer.exchangeId, seconds !== null && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null);
  }

  async #send(address: URL, { request, headers }: { request: RequestMessage; headers: Record<string, string> }, body: PreparedBody | null, signal?: AbortSignal): Promise<{ reply: Response; bytes: Uint8Array }> {
    const { timeoutMs = 30_000, mostBytes = 64 * 1024 * 1024 } = this.#settings;
    const late = AbortSignal.timeout(timeoutMs);
    try {
      const reply = await this.#fetch(address, { method: request.method, headers, redirect: 'manual', signal: signal ? AbortSignal.any([signal, late]) : late, ...body && { body: body.bytes } });
      if (reply.status >= 300 && reply.status < 400 && reply.headers.has('location')) throw new ClientFault('redirected', 'ศูนย์แลกเปลี่ยนส่งไปที่อื่น จึงไม่ตามไป', 'the exchange points elsewhere; nothing was followed');
      return { reply, bytes: await readWithin(reply, mostBytes) };
    } catch (cause) {
      if (cause instanceof ClientFault || signal?.aborted) throw cause;
      throw unreachable(cause);
    }
  }

  #prepare() {
    const { key, clientId, providerKeys = [] } = this.#settings;
    this.#ready ??= (async () => {
      const own = typeof key === 'string' ? await readSystemKey(key) : key;
      const verifiers = await Promise.all(providerKeys.map(verifierOf));
      return { key: own, tokens: clientId === undefined ? null : new AccessTokens(this.#baseUrl, clientId, own, this.#fetch), providerKeys: new Map(verifiers.filter((each) => each !== null)) };
    })();
    return this.#ready;
  }
}

async function readWithin(reply: Response, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > mostBytes) throw new ClientFault('answer-too-large', `คำตอบใหญ่กว่า ${mostBytes} ไบต์`, `the answer is larger than ${mostBytes} bytes`);
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
