import { AccessTokens } from './access-token.ts';
import { readHead, readSandboxAnswer, wholeOf, type Answer, type SandboxAnswer, type StreamedAnswer } from './answer.ts';
import { ClientFault, ExchangeRefused } from './client-fault.ts';
import { HouseKeys, verifierOf, type Verifier } from './house-keys.ts';
import { readWithin, send, streamChecked, type Coming } from './receive.ts';
import { mayTryAgain, pause, readRetryAfter, waitBefore } from './retry.ts';
import { addressOf, hashOf, newNonce, prepareBody, prepareCall, signCall, type CallOptions, type PreparedBody } from './sign-call.ts';
import { readSystemKey, type SystemKey } from './system-key.ts';
import { TypedService, type ServiceDescription } from './typed-service.ts';
import { assertDigest, verifyHead, type Proof } from './verify-answer.ts';

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;

export interface ClientSettings {
  /** The public address of the house, e.g. `https://data.moac.go.th`. */
  readonly baseUrl: string;
  /** Path of the system that calls: `TH/GOV/<agency>/<system>`. */
  readonly system: string;
  /** The system's private key, PKCS#8 PEM, or one read before. */
  readonly key: string | SystemKey;
  /** Number of the sharing agreement: `SA-2569-0001`. The sandbox needs none. */
  readonly agreement?: string;
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

interface Answered { readonly coming: Coming; readonly proof: Proof; readonly tokens: AccessTokens | null }

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
    return this.#again(addressOf(this.#baseUrl, service, path), options, (answered) => this.#readWhole(answered, options));
  }

  /**
   * Calls as {@link call} does, for an answer that is too large to hold: its body comes as a stream, of any size, which fails at its end with `answer-digest-wrong` when it is not what was signed.
   * `timeoutMs` counts from piece to piece.
   */
  async stream(service: string, path: string, options: CallOptions): Promise<StreamedAnswer> {
    return this.#again(addressOf(this.#baseUrl, service, path), options, async (answered) => {
      const { coming, proof } = answered;
      if (coming.reply.headers.has('exchange-error-origin')) await this.#readWhole(answered, options);
      return { ...readHead(coming.reply, proof, this.#from), body: streamChecked(coming, (sha256) => assertDigest(proof, sha256)) };
    });
  }

  /** The same service by the names of its operations, with the types that `saphan types` wrote. */
  service<Operations>(described: ServiceDescription<Operations>): TypedService<Operations> { return new TypedService((...asked) => this.call(...asked), described); }

  /** Tries an operation with made-up data, before anything is agreed: the key of the system is enough. */
  async tryOut(service: string, path: string, options: Partial<CallOptions> = {}): Promise<SandboxAnswer> {
    const { mostBytes = MOST_BYTES, timeoutMs = TIMEOUT_MS, system, agreement = 'SA-0000-0000' } = this.#settings;
    const [{ key }, body, nonce] = [await this.#prepare(), await prepareBody(options.body), newNonce()];
    const address = addressOf(this.#baseUrl, service, path, 'sandbox');
    const { request, headers } = await signCall(key, prepareCall({ system, agreement, key }, address, { ...options, purpose: options.purpose ?? 'try' }, body, {}, nonce), nonce, Date.now());
    const coming = await send(this.#fetch, address, { method: request.method, headers, ...body && { body: body.bytes } }, timeoutMs, options.signal);
    return readSandboxAnswer(coming.reply, await readWithin(coming, mostBytes, options.signal));
  }

  get #from() { return { baseUrl: this.#baseUrl, fetch: this.#fetch }; }

  async #again<T>(address: URL, options: CallOptions, read: (answered: Answered) => Promise<T>): Promise<T> {
    const body = await prepareBody(options.body);
    for (let turn = 0; ; turn++) {
      try {
        return await read(await this.#try(address, options, body));
      } catch (error) {
        const waitMs = turn < (this.#settings.retries ?? 3) && error instanceof Error && mayTryAgain(error, options) ? waitBefore(turn, error) : null;
        if (waitMs === null || options.signal?.aborted) throw error;
        await pause(waitMs, options.signal);
      }
    }
  }

  /** One try: a fresh nonce and the next place in the stream. */
  async #try(address: URL, options: CallOptions, body: PreparedBody | null): Promise<Answered> {
    const { key, tokens, providerKeys } = await this.#prepare();
    const { system, agreement = '', sign = true, timeoutMs = TIMEOUT_MS } = this.#settings;
    if (agreement === '') throw new ClientFault('bad-header', 'ต้องระบุเลขที่ข้อตกลง (agreement)', 'the number of the agreement is needed');
    const nonce = newNonce();
    const more = { ...await tokens?.headersFor(options.method ?? 'GET', address.href), ...sign && { 'exchange-seq': `${this.#stream};n=${++this.#count}` } };
    const prepared = prepareCall({ system, agreement, key }, address, options, body, more, nonce);
    const { request, headers } = sign ? await signCall(key, prepared, nonce, Date.now()) : prepared;
    const coming = await send(this.#fetch, address, { method: request.method, headers, ...body && { body: body.bytes } }, timeoutMs, options.signal);
    try {
      return { coming, tokens, proof: await verifyHead(request, coming.reply, this.#houseKeys, providerKeys) };
    } catch (error) {
      coming.stopClock();
      await coming.reply.body?.cancel();
      throw error;
    }
  }

  /** @throws {ExchangeRefused} */
  async #readWhole({ coming, proof, tokens }: Answered, { signal }: CallOptions): Promise<Answer> {
    const bytes = await readWithin(coming, this.#settings.mostBytes ?? MOST_BYTES, signal);
    assertDigest(proof, await hashOf(bytes));
    const answer = { ...readHead(coming.reply, proof, this.#from), ...wholeOf(bytes) };
    const origin = coming.reply.headers.get('exchange-error-origin');
    if (origin !== null) throw refusalOf(answer, origin, tokens);
    return answer;
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

function refusalOf(answer: Answer, origin: string, tokens: AccessTokens | null): ExchangeRefused {
  if (answer.status === 401) tokens?.forget();
  let problem: Record<string, any> = {};
  try {
    problem = answer.json() as Record<string, any>;
  } catch {
    // Refusals are problem+json; one that is not has a status at least.
  }
  return new ExchangeRefused(answer.status, problem, origin, answer.exchangeId, readRetryAfter(answer.headers.get('retry-after'), Date.now()));
}
