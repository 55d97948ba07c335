import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { toBase64, utf8 } from '@saphan/contracts/transparency/bytes';
import { ClientFault } from './client-fault.ts';
import { unreachable } from './house-keys.ts';
import type { SystemKey } from './system-key.ts';

const base64url = (bytes: Uint8Array) => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(16)));

async function jwt(key: SystemKey, header: object, claims: object): Promise<string> {
  // The name of the algorithm is signed too: asked first.
  const { alg } = await key.signJws('');
  const input = [{ alg, ...header }, claims].map((part) => base64url(utf8(JSON.stringify(part)))).join('.');
  return `${input}.${base64url((await key.signJws(input)).signature)}`;
}

/** Access tokens by `private_key_jwt` (RFC 7523), bound to the system's key by DPoP (RFC 9449). */
export class AccessTokens {
  readonly #baseUrl: string;
  readonly #clientId: string;
  readonly #key: SystemKey;
  readonly #fetch: typeof fetch;
  #token: { text: string; until: number } | null = null;
  #nonce: string | null = null;

  constructor(baseUrl: string, clientId: string, key: SystemKey, fetch: typeof globalThis.fetch) {
    this.#baseUrl = baseUrl;
    this.#clientId = clientId;
    this.#key = key;
    this.#fetch = fetch;
  }

  /** Headers of one call: the token, and a fresh proof that whoever sends it has the key. */
  async headersFor(method: string, address: string): Promise<Record<string, string>> {
    if (!this.#token || this.#token.until < Date.now()) this.#token = await this.#ask();
    return { authorization: `DPoP ${this.#token.text}`, dpop: await this.#prove(method, address.replace(/[?#].*$/, ''), { ath: base64url(sha256(utf8(this.#token.text))) }) };
  }

  forget(): void { this.#token = null; }

  #prove(htm: string, htu: string, more: object): Promise<string> {
    return jwt(this.#key, { typ: 'dpop+jwt', jwk: this.#key.publicJwk }, { htm, htu, iat: Math.floor(Date.now() / 1000), jti: random(), ...more });
  }

  /** One more try when the server wants its nonce in the proof. @throws {ClientFault} `no-token`. */
  async #ask(): Promise<{ text: string; until: number }> {
    const issuer = `${this.#baseUrl}/oidc`;
    const endpoint = `${issuer}/token`;
    for (let turn = 0; ; turn++) {
      const now = Math.floor(Date.now() / 1000);
      const assertion = await jwt(this.#key, { kid: this.#key.kid }, { iss: this.#clientId, sub: this.#clientId, aud: issuer, iat: now, exp: now + 60, jti: random() });
      const form = new URLSearchParams({
        grant_type: 'client_credentials', scope: 'exchange', resource: `${this.#baseUrl}/x`, client_id: this.#clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion,
      });
      const dpop = await this.#prove('POST', endpoint, this.#nonce === null ? {} : { nonce: this.#nonce });
      const reply = await this.#fetch(endpoint, { method: 'POST', body: form, headers: { dpop }, redirect: 'error' }).catch((cause: unknown) => { throw unreachable(cause, true); });
      this.#nonce = reply.headers.get('dpop-nonce') ?? this.#nonce;
      const answer = await reply.json().catch(() => ({})) as { access_token?: string; expires_in?: number; error?: string; error_description?: string };
      if (reply.ok && answer.access_token) return { text: answer.access_token, until: Date.now() + Math.max(0, (answer.expires_in ?? 60) - 20) * 1000 };
      if (answer.error === 'use_dpop_nonce' && turn === 0) continue;
      const why = [answer.error, answer.error_description].filter(Boolean).join(': ') || String(reply.status);
      throw new ClientFault('no-token', `ขอโทเคนไม่ได้ (${why})`, `no token was given (${why})`);
    }
  }
}
