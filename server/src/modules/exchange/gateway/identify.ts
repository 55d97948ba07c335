import type { IncomingMessage } from 'node:http';
import { singleField, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { assertCurrent, isSigned, readRequestSignature } from '@saphan/contracts/http-signatures/profile';
import { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { exchangeProblem } from '../errors.ts';
import { verifyBeside } from '../keys/verify.ts';
import type { TrustedSystem, TrustSnapshot } from '../trust/snapshot.ts';
import type { Asker } from './call.ts';
import type { Nonces } from './nonces.ts';
import { certificateThumbprint, readProof, readToken, type TokenRules } from './tokens.ts';

/** Assurance by who holds the key that signed. The house may sign for an agency; that is no proof of the agency's own. */
const ASSURANCE_OF_CUSTODY: Record<string, number> = { hub: 2, agency: 3, hsm: 4 };
const BEARER = 1;
const BOUND = 2;

export interface IdentifyPorts { readonly tokens: TokenRules; readonly nonces: Nonces; isTrustedProxy(address: string): boolean }

/**
 * Who asks: the system whose key signed the request, else the one whose token was brought. A token beside a signature must be of the same system.
 * @throws `exchange.system-moved`, `not-identified`, `signature-wrong`, `key-unknown`, `clock-wrong`, `token-wrong`, `proof-wrong`.
 */
export async function identify(ports: IdentifyPorts, incoming: IncomingMessage, message: RequestMessage, hasBody: boolean, trust: TrustSnapshot, nowMs: number): Promise<Asker> {
  assertNotMoved(message, trust);
  const signed = isSigned(message.fields) ? await bySignature(message, hasBody, trust, nowMs) : null;
  const token = message.fields.has('authorization') ? await byToken(ports, incoming, message, trust, nowMs) : null;
  if (token && signed && token.system !== signed.system) throw exchangeProblem('token-wrong', { detailTh: 'โทเคนเป็นของระบบอื่น', detailEn: 'The token is of another system than the signature.' });
  const asker = signed ?? token;
  if (asker === null) throw exchangeProblem('not-identified');
  if (singleField(message.fields, 'exchange-client') !== asker.system.path) {
    throw exchangeProblem(signed ? 'key-unknown' : 'header-wrong', { about: 'exchange-client', detailTh: 'exchange-client ไม่ใช่ระบบเจ้าของกุญแจหรือโทเคน', detailEn: 'exchange-client is not the system of the key or token.' });
  }
  return asker;
}

/** A path of before its agency became part of another says where it went. @throws `exchange.system-moved`. */
function assertNotMoved({ fields }: RequestMessage, trust: TrustSnapshot): void {
  const path = singleField(fields, 'exchange-client') ?? '';
  const moved = trust.moved.get(path);
  if (moved) throw exchangeProblem('system-moved', { movedTo: moved.path, since: moved.since, detailTh: `${path} คือ ${moved.path} แล้ว`, detailEn: `${path} is ${moved.path} now.` });
}

async function bySignature(message: RequestMessage, hasBody: boolean, trust: TrustSnapshot, nowMs: number): Promise<Asker> {
  const signature = readRequestSignature(message, hasBody);
  const key = trust.keys.get(signature.keyid);
  const system = key && trust.systemsById.get(key.systemId);
  if (key === undefined || system === undefined || nowMs < key.fromMs || nowMs >= key.untilMs) throw exchangeProblem('key-unknown');
  if (signature.alg !== null && signature.alg !== key.algorithm) throw new SignatureFault('parameter-wrong', 'alg');
  assertCurrent(signature, nowMs);
  if (!await verifyBeside(key, signature.base, signature.signature)) throw new SignatureFault('wrong-signature', 'sig1');
  return { system, assurance: ASSURANCE_OF_CUSTODY[key.custody] ?? BOUND, signature };
}

async function byToken(ports: IdentifyPorts, incoming: IncomingMessage, message: RequestMessage, trust: TrustSnapshot, nowMs: number): Promise<Asker> {
  const [, scheme = '', token = ''] = /^(Bearer|DPoP) ([A-Za-z0-9._~+/=-]+)$/i.exec(singleField(message.fields, 'authorization') ?? '') ?? [];
  if (token === '') throw exchangeProblem('token-wrong');
  const { clientId, cnf } = readToken(token, trust, ports.tokens, nowMs);
  const system = trust.systemsByClient.get(clientId);
  if (system === undefined) throw exchangeProblem('token-wrong', { detailTh: 'โทเคนไม่ได้ออกให้ระบบใดในทะเบียน', detailEn: 'The token is of no registered system.' });
  assertKeyCounts(trust, cnf?.jkt, nowMs);
  const assurance = await assuranceOf(ports, incoming, message, { scheme: scheme.toLowerCase(), token, cnf, system, nowMs });
  return { system, assurance, signature: null };
}

/** A token bound to a key of the register ends with that key; one bound to a key of its own making lives its minutes. */
function assertKeyCounts({ keys }: TrustSnapshot, jkt: string | undefined, nowMs: number): void {
  const key = jkt === undefined ? undefined : keys.get(jkt);
  if (key !== undefined && (nowMs < key.fromMs || nowMs >= key.untilMs)) throw exchangeProblem('key-unknown');
}

interface Held { scheme: string; token: string; cnf: { jkt?: string; 'x5t#S256'?: string } | undefined; system: TrustedSystem; nowMs: number }

/** A token that is bound counts only with its proof; one that is not bound has no proof to bring. */
async function assuranceOf({ nonces, isTrustedProxy }: IdentifyPorts, incoming: IncomingMessage, message: RequestMessage, { scheme, token, cnf, nowMs }: Held): Promise<number> {
  if (cnf?.jkt !== undefined) {
    const proof = singleField(message.fields, 'dpop');
    if (scheme !== 'dpop' || proof === undefined) throw exchangeProblem('proof-wrong');
    const { jti, untilMs } = await readProof(proof, token, cnf.jkt, message, nowMs);
    if (!await nonces.claim(`dpop:${cnf.jkt}`, jti, untilMs)) throw exchangeProblem('replayed');
    return BOUND;
  }
  if (scheme === 'dpop') throw exchangeProblem('proof-wrong');
  const thumbprint = cnf?.['x5t#S256'];
  if (thumbprint === undefined) return BEARER;
  const sent = isTrustedProxy(incoming.socket.remoteAddress ?? '') ? singleField(message.fields, 'x-forwarded-tls-client-cert') : undefined;
  if (sent === undefined || certificateThumbprint(sent) !== thumbprint) throw exchangeProblem('proof-wrong');
  return BOUND;
}
