// ศูนย์บริการเกษตรพิรุณราช: an outside e-service that people sign in to through Saphan, and everything it must mind.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as oidc from 'openid-client';

/** How the service is registered; `testIssuer` is the house's self-test, which exists for services in the sandbox only. */
export interface EServiceSettings { issuer: string; clientId: string; clientSecret: string; baseUrl: string; testIssuer?: string }

interface Attempt { issuer: string; state: string; nonce: string; verifier: string }
interface Person { issuer: string; sub: string; sid: string; name: string; idToken: string }
interface Visit { attempt?: Attempt; person?: Person }

const COOKIE = 'pirunrat';
const MOST_VISITS = 10_000;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const ALG = 'ES256';

/** Builds the service; it listens when the caller says so. */
export function buildEService(settings: EServiceSettings): Server {
  const service = new EService(settings);
  return createServer((request, response) => {
    // Whatever goes wrong in a sign-in, nobody is signed in and the page says no more than that.
    service.answer(request, response).catch(() => page(response, 400, 'ลงชื่อเข้าใช้ไม่สำเร็จ', 'The sign-in did not succeed.'));
  });
}

class EService {
  readonly #visits = new Map<string, Visit>();
  readonly #seenLogouts = new Set<string>();
  readonly #settings: EServiceSettings;
  #house: Promise<oidc.Configuration> | null = null;
  constructor(settings: EServiceSettings) { this.#settings = settings; }

  answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#settings.baseUrl);
    const visit = this.#visits.get(cookieOf(request)) ?? {};
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /': return page(response, 200, 'ศูนย์บริการเกษตรพิรุณราช', 'Phirunrat agriculture service centre', '<p><a href="/sign-in">ลงชื่อเข้าใช้ · Sign in</a></p>');
      case 'GET /sign-in': return this.#begin(response, url.searchParams.get('iss') ?? this.#settings.issuer);
      case 'GET /callback': return this.#finish(response, url, visit.attempt, cookieOf(request));
      case 'GET /me': return this.#me(response, visit);
      case 'GET /sign-out': return this.#leave(response, request, visit);
      case 'POST /backchannel-logout': return this.#hearLogout(request, response);
      default: return page(response, 404, 'ไม่พบหน้านี้', 'There is no such page.');
    }
  }

  /** Signatures are checked even over TLS. Discovery of the house is kept; of the self-test it is read anew, because its keys change on purpose. */
  #configuration(issuer: string): Promise<oidc.Configuration> {
    const { clientId, clientSecret, testIssuer } = this.#settings;
    if (![this.#settings.issuer, testIssuer].includes(issuer)) return Promise.reject(new Error('unknown issuer'));
    const discover = () => oidc.discovery(new URL(issuer), clientId, { id_token_signed_response_alg: ALG }, oidc.ClientSecretBasic(clientSecret), { execute: [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])] });
    if (issuer === testIssuer) return discover();
    this.#house ??= discover().catch((error: unknown) => { this.#house = null; throw error; });
    return this.#house;
  }

  async #begin(response: ServerResponse, issuer: string): Promise<void> {
    const config = await this.#configuration(issuer);
    const attempt: Attempt = { issuer, state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${this.#settings.baseUrl}/callback`, scope: 'openid profile', state: attempt.state, nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier), code_challenge_method: 'S256',
    });
    this.#keep(response, { attempt });
    response.writeHead(303, { location: address.href }).end();
  }

  async #finish(response: ServerResponse, url: URL, attempt: Attempt | undefined, cookie: string): Promise<void> {
    if (!attempt) throw new Error('nobody began a sign-in in this browser');
    this.#visits.delete(cookie);
    const config = await this.#configuration(attempt.issuer);
    const tokens = await oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier: attempt.verifier, expectedState: attempt.state, expectedNonce: attempt.nonce, idTokenExpected: true });
    const claims = tokens.claims() as oidc.IDToken;
    const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    // A new cookie for whoever signed in: one that was planted before is worth nothing.
    this.#keep(response, { person: { issuer: attempt.issuer, sub: claims.sub, sid: String(claims['sid'] ?? ''), name: String(info['name_th'] ?? info.name ?? ''), idToken: tokens.id_token ?? '' } });
    response.writeHead(303, { location: '/me' }).end();
  }

  #me(response: ServerResponse, { person }: Visit): Promise<void> {
    if (!person) return page(response, 401, 'กรุณาลงชื่อเข้าใช้', 'Please sign in.', '<p><a href="/sign-in">ลงชื่อเข้าใช้ · Sign in</a></p>');
    return page(response, 200, `สวัสดี ${person.name}`, `Signed in as ${person.name}`, '<p><a href="/sign-out">ออกจากระบบ · Sign out</a></p>');
  }

  async #leave(response: ServerResponse, request: IncomingMessage, { person }: Visit): Promise<void> {
    this.#visits.delete(cookieOf(request));
    const config = person && await this.#configuration(person.issuer);
    const address = config?.serverMetadata().end_session_endpoint ? oidc.buildEndSessionUrl(config, { id_token_hint: person?.idToken ?? '', post_logout_redirect_uri: `${this.#settings.baseUrl}/` }).href : '/';
    response.writeHead(303, { location: address }).end();
  }

  /** The house says that somebody signed out (OpenID Connect Back-Channel Logout 1.0 §2.6). */
  async #hearLogout(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = new URLSearchParams(await bodyOf(request)).get('logout_token') ?? '';
    const issuer = decodeJwt(token).iss ?? '';
    const config = await this.#configuration(issuer);
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ''));
    const { payload } = await jwtVerify(token, keys, { issuer, audience: this.#settings.clientId, algorithms: [ALG], typ: 'logout+jwt', maxTokenAge: 120, clockTolerance: 10, requiredClaims: ['jti', 'iat', 'exp', 'events'] });
    const events = payload['events'] as Record<string, unknown>;
    if (typeof events[LOGOUT_EVENT] !== 'object' || 'nonce' in payload || !(payload.sub ?? payload['sid'])) throw new Error('no logout token');
    if (this.#seenLogouts.has(payload.jti as string)) throw new Error('heard before');
    this.#seenLogouts.add(payload.jti as string);
    const means = (person: Person) => person.issuer === issuer && (payload['sid'] === undefined ? person.sub === payload.sub : person.sid === payload['sid']);
    for (const [id, { person }] of this.#visits) if (person && means(person)) this.#visits.delete(id);
    response.writeHead(200, { 'cache-control': 'no-store' }).end();
  }

  #keep(response: ServerResponse, visit: Visit): void {
    const id = randomBytes(24).toString('base64url');
    this.#visits.set(id, visit);
    if (this.#visits.size > MOST_VISITS) this.#visits.delete(this.#visits.keys().next().value ?? '');
    response.setHeader('set-cookie', `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax${this.#settings.baseUrl.startsWith('https:') ? '; Secure' : ''}`);
  }
}

const cookieOf = (request: IncomingMessage): string => new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) if ((body += String(part)).length > 16_384) throw new Error('too long');
  return body;
}

async function page(response: ServerResponse, status: number, th: string, en: string, links = ''): Promise<void> {
  const safe = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" });
  response.end(`<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(th)}</title><main><h1>${safe(th)}</h1><p lang="en">${safe(en)}</p>${links}</main></html>`);
}
