import { createPublicKey, hash, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { targetUri, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { exchangeProblem } from '../errors.ts';
import type { TrustSnapshot } from '../trust/snapshot.ts';

interface Claims { iss?: string; aud?: string | string[]; exp?: number; nbf?: number; client_id?: string; cnf?: { jkt?: string; 'x5t#S256'?: string } }
interface Parts { header: Record<string, unknown>; payload: Record<string, unknown>; signed: Buffer; signature: Buffer }

export interface TokenRules { readonly issuer: string; readonly audience: string }
export interface TokenCheck { readonly clientId: string; readonly cnf: Claims['cnf'] }

const PROOF_AGE_S = 60;
const PROOF_AHEAD_S = 30;
const LONGEST = 8192;

/** Reads a signed access token of our own provider (RFC 9068). @throws `exchange.token-wrong`. */
export function readToken(token: string, trust: TrustSnapshot, { issuer, audience }: TokenRules, nowMs: number): TokenCheck {
  const claims = verifiedClaims(token, trust);
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (claims.iss !== issuer || !audiences.includes(audience)) throw wrong('โทเคนนี้ออกให้ปลายทางอื่น', 'The token is for another audience.');
  if (typeof claims.exp !== 'number' || claims.exp * 1000 <= nowMs || (claims.nbf ?? 0) * 1000 > nowMs + PROOF_AHEAD_S * 1000) throw wrong('โทเคนหมดอายุ', 'The token is past.');
  if (typeof claims.client_id !== 'string') throw exchangeProblem('token-wrong');
  return { clientId: claims.client_id, cnf: claims.cnf };
}

/** Tokens whose signature was right by a key that is still trusted; each comes with every call of its hour. */
const verified = new Map<string, { kid: string; key: KeyObject; claims: Claims }>();
const MOST_VERIFIED = 1_000;

function verifiedClaims(token: string, trust: TrustSnapshot): Claims {
  const known = verified.get(token);
  if (known && trust.tokenKeys.get(known.kid) === known.key) return known.claims;
  const { header, payload, signed, signature } = split(token, 'token-wrong');
  const kid = String(header['kid']);
  const key = trust.tokenKeys.get(kid);
  if (header['alg'] !== 'ES256' || header['typ'] !== 'at+jwt' || key === undefined || !isRight(key, 'ES256', signed, signature)) throw exchangeProblem('token-wrong');
  const claims = payload as Claims;
  if (!known && verified.size >= MOST_VERIFIED) verified.delete(verified.keys().next().value as string);
  verified.set(token, { kid, key, claims });
  return claims;
}

/** The thumbprint (x5t#S256) of a certificate as a proxy tells it; null when it is none. */
export function certificateThumbprint(sent: string): string | null {
  try {
    const text = decodeURIComponent(sent).split(',')[0] ?? '';
    const certificate = new X509Certificate(text.includes('BEGIN CERTIFICATE') ? text : Buffer.from(text, 'base64'));
    return hash('sha256', certificate.raw, 'base64url');
  } catch {
    return null;
  }
}

/**
 * Checks a DPoP proof (RFC 9449 §4.3) for a token that is bound to a key.
 * @returns its `jti` and until when it must be remembered. @throws `exchange.proof-wrong`.
 */
export async function readProof(proof: string, token: string, jkt: string, message: RequestMessage, nowMs: number): Promise<{ jti: string; untilMs: number }> {
  const { header, payload, signed, signature } = split(proof, 'proof-wrong');
  const jwk = header['jwk'] as JWK | undefined;
  const algorithm = String(header['alg']);
  if (header['typ'] !== 'dpop+jwt' || typeof jwk !== 'object' || jwk === null || 'd' in jwk || !['ES256', 'EdDSA', 'Ed25519', 'PS256'].includes(algorithm)) throw proofWrong('typ, alg, jwk');
  if (!isRight(importKey(jwk), algorithm, signed, signature)) throw proofWrong('signature');
  if (await calculateJwkThumbprint(jwk) !== jkt) throw proofWrong('jwk');
  const { htm, htu, iat, jti, ath } = payload;
  if (htm !== message.method) throw proofWrong('htm');
  if (htu !== targetUri(message).split('?')[0]) throw proofWrong('htu');
  if (ath !== hash('sha256', token, 'base64url')) throw proofWrong('ath');
  if (typeof iat !== 'number' || iat * 1000 < nowMs - PROOF_AGE_S * 1000 || iat * 1000 > nowMs + PROOF_AHEAD_S * 1000) throw proofWrong('iat');
  if (typeof jti !== 'string' || jti.length < 8 || jti.length > 200) throw proofWrong('jti');
  return { jti, untilMs: (iat + PROOF_AGE_S) * 1000 };
}

function split(token: string, problem: 'token-wrong' | 'proof-wrong'): Parts {
  const [head = '', body = '', tail = '', more] = token.length > LONGEST ? [] : token.split('.');
  try {
    if (tail === '' || more !== undefined || !/^[\w-]+$/.test(head + body + tail)) throw new SyntaxError('not a JWS');
    const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<string, unknown>;
    const header = read(head);
    if ('crit' in header) throw new SyntaxError('crit');
    return { header, payload: read(body), signed: Buffer.from(`${head}.${body}`, 'latin1'), signature: Buffer.from(tail, 'base64url') };
  } catch {
    throw exchangeProblem(problem);
  }
}

function importKey(jwk: JWK): KeyObject {
  try {
    return createPublicKey({ key: jwk as never, format: 'jwk' });
  } catch {
    throw proofWrong('jwk');
  }
}

function isRight(key: KeyObject, algorithm: string, data: Buffer, signature: Buffer): boolean {
  try {
    if (algorithm === 'ES256') return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    if (algorithm === 'PS256') return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 && verify('sha256', data, { key, padding: 6, saltLength: 32 }, signature);
    return key.asymmetricKeyType === 'ed25519' && verify(null, data, key, signature);
  } catch {
    return false;
  }
}

const wrong = (detailTh: string, detailEn: string) => exchangeProblem('token-wrong', { detailTh, detailEn });
const proofWrong = (about: string) => exchangeProblem('proof-wrong', { about, detailTh: `ส่วนที่ไม่ตรง: ${about}`, detailEn: `What does not match: ${about}.` });
