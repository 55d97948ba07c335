import { createHash, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters } from 'jose';
import type { Browser } from './browser.ts';
import { followAndConsent } from './service.ts';
import type { World } from './world.ts';

interface Pair { privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']; jwk: JWK }
export type Answer = { status: number; body: Record<string, any>; nonce: string | null };
export interface ProofParts { htm?: string; htu?: string; nonce?: string | null; jti?: string; iat?: number; ath?: string; header?: Partial<JWTHeaderParameters>; key?: Pair }

/** A client of the exchange tier: pushes its requests, proves itself by a key and shows that it holds the key of its tokens (FAPI 2.0, RFC 9126, RFC 9449). */
export class ExchangeClient {
  readonly world: World;
  readonly id: string;
  readonly redirect: string;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly own: Pair;
  readonly proofKey: Pair;
  nonce: string | null = null;
  private constructor(world: World, id: string, redirect: string, own: Pair, proofKey: Pair) {
    [this.world, this.id, this.redirect, this.own, this.proofKey] = [world, id, redirect, own, proofKey];
  }

  static async open(world: World, id: string, metadata: object = {}): Promise<ExchangeClient> {
    const [own, proofKey] = [await newPair(), await newPair()];
    const { redirect } = await world.client(id, { tier: 'exchange', secret: null, metadata: { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...own.jwk, kid: id, alg: 'ES256', use: 'sig' }] }, ...metadata } });
    return new ExchangeClient(world, id, redirect, own, proofKey);
  }

  get request(): Record<string, string> {
    return { client_id: this.id, redirect_uri: this.redirect, response_type: 'code', scope: 'openid profile', state: 'a-state-of-its-own', nonce: 'a-nonce-of-its-own', code_challenge: createHash('sha256').update(this.verifier).digest('base64url'), code_challenge_method: 'S256' };
  }

  assertion(over: Record<string, unknown> = {}, key = this.own): Promise<string> {
    const claims = { iss: this.id, sub: this.id, aud: this.world.issuer, jti: randomBytes(12).toString('hex'), ...over };
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: this.id }).setIssuedAt().setExpirationTime('1m').sign(key.privateKey);
  }

  /** A DPoP proof (RFC 9449 §4.2) with the nonce last heard. */
  async proof(path: string, { htm = 'POST', htu = `${this.world.url}${path}`, nonce = this.nonce, jti = randomBytes(12).toString('hex'), iat, ath, header, key = this.proofKey }: ProofParts = {}): Promise<string> {
    const claims = { htm, htu, jti, ...(nonce !== null && { nonce }), ...(ath !== undefined && { ath }) };
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk, ...header }).setIssuedAt(iat).sign(key.privateKey);
  }

  async post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const proved: Record<string, string> = 'client_assertion' in form ? {} : { client_assertion: await this.assertion() };
    return this.send(path, { method: 'POST', form: { client_id: this.id, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', ...proved, ...form }, headers });
  }

  async send(path: string, init: { method?: string; form?: Record<string, string>; headers?: Record<string, string> }): Promise<Answer> {
    const response = await this.world.browser().ask(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
    const nonce = response.headers.get('dpop-nonce');
    if (nonce !== null) this.nonce = nonce;
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) as Record<string, any> : {}, nonce };
  }

  push(over: Record<string, string> = {}): Promise<Answer> { return this.post('/oidc/request', { ...this.request, ...over }); }

  /** The code of a pushed request that this person answered. */
  async code(browser: Browser): Promise<string> {
    const { body } = await this.push();
    const back = await followAndConsent(browser, `/oidc/auth?${new URLSearchParams({ client_id: this.id, request_uri: body['request_uri'] as string })}`);
    return back.searchParams.get('code') ?? '';
  }

  async trade(code: string, parts: ProofParts | null = {}, form: Record<string, string> = {}): Promise<Answer> {
    const headers: Record<string, string> = parts === null ? {} : { dpop: await this.proof('/oidc/token', parts) };
    return this.post('/oidc/token', { grant_type: 'authorization_code', code, redirect_uri: this.redirect, code_verifier: this.verifier, ...form }, headers);
  }

  /** Asks a nonce first, as a good client does, then trades. */
  async tokens(browser: Browser): Promise<Record<string, any>> {
    const code = await this.code(browser);
    if (this.nonce === null) await this.trade('none');
    const { status, body } = await this.trade(code);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  async userinfo(token: string, parts: ProofParts | null, scheme = 'DPoP'): Promise<Answer> {
    const ath = createHash('sha256').update(token).digest('base64url');
    const dpop: Record<string, string> = parts === null ? {} : { dpop: await this.proof('/oidc/me', { htm: 'GET', ath, ...parts }) };
    return this.send('/oidc/me', { headers: { authorization: `${scheme} ${token}`, ...dpop } });
  }
}

export async function newPair(): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: await exportJWK(publicKey) };
}

export const thumbprintOf = (pair: Pair): Promise<string> => calculateJwkThumbprint(pair.jwk);
