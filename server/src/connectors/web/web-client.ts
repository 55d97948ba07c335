import { checkUrl, guardedFetch, type FetchLimits, type GuardedAnswer, type GuardedRequest } from '#kernel/net/guarded-fetch.ts';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { FetchContext } from '#modules/linkage/index.ts';
import type { Attempt } from '../test-steps.ts';
import { webProblem } from './problems.ts';
import type { SignInConfig } from './sign-in.ts';
import { webSecrets } from './sign-in.ts';
import type { Tokens } from './tokens.ts';

export interface WebOptions { rules: HostRules; limits?: Partial<FetchLimits>; tokens: Tokens }
export type WebRequest = Pick<GuardedRequest, 'method' | 'body' | 'headers' | 'limits'>;

/** Asks one source in the way it is signed in to. Credentials go to the origin of the source's address and nowhere else. */
export class WebClient {
  readonly #config: SignInConfig;
  readonly #ctx: Pick<FetchContext, 'signal'>;
  readonly #options: WebOptions;
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #origin: string;

  constructor(config: SignInConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, options: WebOptions) {
    this.#config = config;
    this.#ctx = ctx;
    this.#options = options;
    this.#origin = URL.canParse(config.url) ? new URL(config.url).origin : '';
    this.#secrets = new Map(webSecrets.flatMap((name) => (config[name] ? [[name, ctx.openSecret(config[name]).trim()]] : [])));
  }

  get origin(): string { return this.#origin; }

  /** An answer of any status. A token that the source refuses with 401 is replaced once. */
  async ask(url: string, request: WebRequest = {}): Promise<GuardedAnswer> {
    if (checkUrl(url).origin !== this.#origin) return guardedFetch(url, this.#options.rules, this.#guarded(request));
    const token = await this.#token();
    const answer = await this.#send(url, request, token);
    if (answer.status !== 401 || token === null) return answer;
    answer.body.destroy();
    return this.#send(url, request, await this.#token(token));
  }

  /** A text of the source without our secrets, which it may repeat. */
  conceal(text: string): string {
    const all = [...this.#secrets.values()].filter((secret) => secret.length > 0);
    return all.reduce((shown, secret) => shown.replaceAll(secret, '•••').replaceAll(encodeURIComponent(secret), '•••'), text);
  }

  /** What a connection test tries before the first question. */
  steps(): Attempt[] {
    const { url, tokenUrl } = this.#config;
    const found = (address: string) => async () => { await checkHost(checkUrl(address).hostname, this.#options.rules); };
    const signIn: Attempt[] = tokenUrl ? [{ th: 'ขอโทเคน', en: 'Ask for a token', run: async () => { await found(tokenUrl)(); await this.#token(); } }] : [];
    return [{ th: 'ตรวจที่อยู่', en: 'Check the address', run: found(url) }, ...signIn];
  }

  #send(url: string, request: WebRequest, token: string | null): Promise<GuardedAnswer> {
    const { keyIn, keyName } = this.#config;
    const key = this.#secrets.get('apiKey');
    const target = new URL(url);
    if (key !== undefined && keyName && keyIn === 'query') target.searchParams.set(keyName, key);
    return guardedFetch(target.href, this.#options.rules, { ...this.#guarded(request), credentials: this.#credentials(token), ...this.#certificate() });
  }

  #guarded({ limits, headers, ...request }: WebRequest): GuardedRequest {
    return { ...request, headers: { 'user-agent': 'Saphan', ...headers }, signal: this.#ctx.signal, limits: { ...this.#options.limits, ...limits }, ...(this.#config.ca ? { ca: this.#config.ca } : {}) };
  }

  #certificate(): Pick<GuardedRequest, 'client'> {
    const key = this.#secrets.get('certificateKey');
    return this.#config.certificate && key ? { client: { cert: this.#config.certificate, key } } : {};
  }

  #credentials(token: string | null): Record<string, string> {
    const { user, keyIn, keyName } = this.#config;
    const [authorization, password, key] = [this.#secrets.get('authorization'), this.#secrets.get('password'), this.#secrets.get('apiKey')];
    if (token !== null) return { authorization: `Bearer ${token}` };
    if (user !== undefined) return { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` };
    if (keyName !== undefined) return keyIn === 'query' ? {} : { [keyName]: sendable(key ?? '') };
    return authorization ? { authorization: sendable(authorization) } : {};
  }

  async #token(refused?: string): Promise<string | null> {
    const { tokenUrl, clientId, scope, secretIn } = this.#config;
    if (!tokenUrl || !clientId) return null;
    const client = { tokenUrl, clientId, clientSecret: this.#secrets.get('clientSecret') ?? '', ...(scope ? { scope } : {}), ...(secretIn ? { secretIn } : {}) };
    return this.#options.tokens.of(client, (url, { credentials, ...request }) => guardedFetch(url, this.#options.rules, { ...this.#guarded(request), ...(credentials ? { credentials } : {}), ...this.#certificate() }), refused);
  }
}

/** Values of headers hold visible ASCII and blanks (RFC 9110 §5.5). */
function sendable(secret: string): string {
  if (!/^[\t\x20-\x7e]*$/.test(secret)) throw webProblem('secret-unsendable');
  return secret;
}
