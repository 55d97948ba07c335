import { createHash, randomUUID } from 'node:crypto';
import type { RequestMessage } from '@saphan/contracts/http-signatures/message';

export const kidOf = (jwk: Record<string, any>) => createHash('sha256').update(JSON.stringify({ crv: jwk['crv'], kty: jwk['kty'], x: jwk['x'] })).digest('base64url');

/** A token endpoint as small as RFC 7523 and RFC 9449 allow: it wants its nonce in the proof, gives tokens bound to the key, and takes each proof once. */
export function smallSignOn(origin: () => string, keys: ReadonlyMap<string, (base: string, signature: string) => boolean>) {
  const [given, seen] = [new Map<string, string>(), new Set<string>()];
  const nonce = randomUUID();
  /** The claims of a JWS that is signed by a registered key, under whose `kid` it stands. */
  const read = (jws: unknown): { kid: string; claims: Record<string, any>; typ: unknown } | null => {
    const [head = '', claims = '', signature = ''] = String(jws).split('.');
    const part = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString() || '{}') as Record<string, any>;
    const { kid = null, jwk, typ, alg } = part(head);
    const signer = jwk === undefined ? kid : kidOf(jwk);
    const isTrue = alg === 'EdDSA' && keys.get(signer)?.(`${head}.${claims}`, Buffer.from(signature, 'base64url').toString('base64'));
    return isTrue && !seen.has(part(claims)['jti']) && seen.add(part(claims)['jti']) ? { kid: signer, claims: part(claims), typ } : null;
  };
  const isNow = (seconds: number) => Math.abs(seconds - Date.now() / 1000) < 60;
  return {
    give(form: URLSearchParams, dpop: unknown): { status: number; body: object; nonce: string } {
      const [assertion, proof] = [read(form.get('client_assertion')), read(dpop)];
      const client = form.get('client_id');
      const issuer = `${origin()}/oidc`;
      if (form.get('grant_type') !== 'client_credentials' || form.get('resource') !== `${origin()}/x` || assertion?.claims['iss'] !== client || assertion?.claims['sub'] !== client || assertion?.claims['aud'] !== issuer || !isNow(assertion?.claims['exp'])) return { status: 401, body: { error: 'invalid_client' }, nonce };
      if (proof?.typ !== 'dpop+jwt' || proof.kid !== assertion?.kid || proof.claims['htm'] !== 'POST' || proof.claims['htu'] !== `${issuer}/token` || !isNow(proof.claims['iat'])) return { status: 400, body: { error: 'invalid_dpop_proof' }, nonce };
      if (proof.claims['nonce'] !== nonce) return { status: 400, body: { error: 'use_dpop_nonce' }, nonce };
      const token = randomUUID();
      given.set(token, proof.kid);
      return { status: 200, body: { access_token: token, token_type: 'DPoP', expires_in: 300 }, nonce };
    },
    /** Null: the call proves that it holds the key to which its token is bound. */
    refusal({ method, target }: RequestMessage, authorization: string, dpop: unknown): string | null {
      const [token, proof] = [authorization.replace(/^DPoP /, ''), read(dpop)];
      const fits = proof?.claims['htm'] === method && proof.claims['htu'] === `${origin()}${target.split('?')[0]}` && proof.claims['ath'] === createHash('sha256').update(token).digest('base64url') && isNow(proof.claims['iat']);
      return fits && given.get(token) === proof.kid ? null : 'token or proof';
    },
  };
}
