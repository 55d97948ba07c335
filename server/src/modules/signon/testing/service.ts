import { createHash, randomBytes } from 'node:crypto';
import type { Browser } from './browser.ts';
import type { World } from './world.ts';

/** Follows where a service sends the browser, and agrees when asked; the address outside the house that it ends at. */
export async function followAndConsent(browser: Browser, address: string): Promise<URL> {
  const met = await browser.follow(address);
  const consent = /^\/(?:th|en)\/consent\/(.+)$/.exec(met.pathname);
  if (!consent) return met;
  const answer = await browser.ask(`/api/v1/interactions/${consent[1]}/consent`, { method: 'POST' });
  if (answer.status !== 200) throw new Error(await answer.text());
  return browser.follow((await answer.json() as { location: string }).location);
}

/** An e-service: asks for a sign-in and trades the code. */
export class Service {
  readonly world: World;
  readonly id: string;
  readonly secret: string;
  readonly redirect: string;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly state = randomBytes(8).toString('hex');
  readonly nonce = randomBytes(8).toString('hex');
  constructor(world: World, client: { client_id: string; secret: string; redirect: string }) {
    this.world = world;
    [this.id, this.secret, this.redirect] = [client.client_id, client.secret, client.redirect];
  }

  get params(): Record<string, string> {
    return {
      client_id: this.id, redirect_uri: this.redirect, response_type: 'code', scope: 'openid profile', state: this.state, nonce: this.nonce,
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'), code_challenge_method: 'S256',
    };
  }

  address(over: Record<string, string | undefined> = {}): string {
    const all = Object.entries({ ...this.params, ...over }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `/oidc/auth?${new URLSearchParams(all)}`;
  }

  /** Signs in with this browser, consents when asked; the address the service got back. */
  signIn(browser: Browser, over: Record<string, string | undefined> = {}): Promise<URL> { return followAndConsent(browser, this.address(over)); }

  async token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; body: any }> {
    const basic: Record<string, string> = this.secret && !('client_secret' in form) ? { authorization: `Basic ${Buffer.from(`${this.id}:${this.secret}`).toString('base64')}` } : {};
    const response = await this.world.browser().ask('/oidc/token', { method: 'POST', form: { ...(this.secret ? {} : { client_id: this.id }), ...form }, headers: { accept: 'application/json', ...basic, ...headers } });
    return { status: response.status, body: await response.json() };
  }

  trade(code: string | null, over: Record<string, string> = {}) {
    return this.token({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: this.redirect, code_verifier: this.verifier, ...over });
  }

  refresh(refresh_token: string) { return this.token({ grant_type: 'refresh_token', refresh_token }); }

  /** The whole way: tokens of somebody who is signed in here. */
  async tokens(browser: Browser, over: Record<string, string | undefined> = {}): Promise<any> {
    const { status, body } = await this.trade((await this.signIn(browser, over)).searchParams.get('code'));
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }
}
