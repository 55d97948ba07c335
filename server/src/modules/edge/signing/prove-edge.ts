import { readEdgeRequest, type EdgeSignature } from '@saphan/contracts/edge/edge-request';
import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { singleField, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { systemClock } from '#kernel/clock.ts';
import { readJwk, sha256Base64, verifyText } from '#kernel/message-keys.ts';
import { edgeProblem } from '../errors.ts';
import type { EdgePorts } from '../ports.ts';
import { findEdgeKey, noteNonce, type FindEdgeKeyRow } from './prove.sql.gen.ts';

/** A nonce is kept a little longer than its request lives. */
const GRACE_MS = 60_000;

/** The system whose edge asks. */
export interface ProvenEdge { readonly systemId: number; readonly path: string; readonly kid: string; /** How far its clock is ahead of ours. */ readonly offsetS: number }

/**
 * Finds out which system's edge asks, from nothing but the signature under this request. Nothing of its body needs to have come: what the body is to be is signed.
 *
 * @throws `edge.signature-refused`, `edge.clock-off`, `edge.key-unknown`, `edge.seen-before`.
 */
export async function proveEdge({ db }: EdgePorts, request: RequestMessage, hasBody: boolean): Promise<ProvenEdge> {
  const now = systemClock.now();
  const signed = readSigned(request, hasBody, now);
  const row = await db.one((tx) => findEdgeKey(tx, { kid: signed.keyid }));
  if (!row || !isOfNow(row, now) || row.path !== singleField(request.fields, 'exchange-client')) throw edgeProblem('key-unknown');
  const key = readJwk(row.algorithm as SignatureAlgorithm, row.jwk);
  if (!key || !verifyText(row.algorithm as SignatureAlgorithm, key, signed.base, signed.signature)) throw edgeProblem('signature-refused', { reason: 'wrong-signature' });
  const fresh = await db.one((tx) => noteNonce(tx, { kid: signed.keyid, nonce: signed.nonce, expires_at: new Date(signed.expires * 1000 + GRACE_MS).toISOString() }));
  if (!fresh) throw edgeProblem('seen-before');
  return { systemId: row.system_id, path: row.path, kid: signed.keyid, offsetS: signed.created - Math.floor(now.getTime() / 1000) };
}

/** Whether a key of an active system counts at a moment. */
export function isOfNow({ state, not_before, not_after, revoked_at }: Pick<FindEdgeKeyRow, 'state' | 'not_before' | 'not_after' | 'revoked_at'>, at: Date): boolean {
  const ms = at.getTime();
  return state === 'active' && Date.parse(not_before) <= ms && ms < Date.parse(not_after) && (revoked_at === null || ms < Date.parse(revoked_at));
}

/** Whether a body is what its edge signed. @throws `edge.signature-refused`. */
export function assertIsSigned({ fields }: RequestMessage, body: Buffer): void {
  if (parseContentDigest(singleField(fields, 'content-digest') ?? '').sha256 !== sha256Base64(body)) throw edgeProblem('signature-refused', { reason: 'digest-wrong', about: 'content-digest' });
}

function readSigned(request: RequestMessage, hasBody: boolean, now: Date): EdgeSignature {
  try {
    if (hasBody) parseContentDigest(singleField(request.fields, 'content-digest') ?? '');
    return readEdgeRequest(request, hasBody, now.getTime());
  } catch (error) {
    if (!(error instanceof SignatureFault)) throw error;
    if (error.code === 'created-ahead' || error.code === 'expired') throw edgeProblem('clock-off', { reason: error.code, houseTime: now.toISOString() });
    throw edgeProblem('signature-refused', { reason: error.code, about: error.about });
  }
}
