import type { IncomingMessage } from 'node:http';
import { assertCanonicalTarget } from '@saphan/contracts/http-signatures/canonical-target';
import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { fieldsOf, singleField, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { exchangeProblem } from '../errors.ts';
import { emptyBody, spool, type SpooledBody } from './spool.ts';

const BODY_MS = 30_000;

/** The request as it was sent; nothing is made plainer than it was. */
export function messageOf(incoming: IncomingMessage, house: { scheme: 'http' | 'https'; host: string }): RequestMessage {
  return { method: incoming.method ?? '', scheme: house.scheme, authority: house.host, target: incoming.url ?? '', fields: fieldsOf(incoming.rawHeaders) };
}

/**
 * Whether a request is meant for this house and can be read in one way only.
 * @throws `target-not-canonical`, `host-wrong`, `field-twice`.
 */
export function assertPlain({ target, authority, fields }: RequestMessage): void {
  assertCanonicalTarget(target);
  if (singleField(fields, 'host') !== authority) throw exchangeProblem('host-wrong');
  for (const [name, values] of fields) if (values.length > 1 && (name.startsWith('exchange-') || name === 'content-digest' || name === 'content-length')) throw new SignatureFault('field-twice', name);
}

const announcedOf = ({ fields }: RequestMessage): number | undefined => fields.has('transfer-encoding') ? undefined : Number(fields.get('content-length')?.[0]);

/** Whether bytes come with a request. */
export const hasBody = ({ fields }: RequestMessage): boolean => fields.has('transfer-encoding') || (fields.get('content-length')?.[0] ?? '0') !== '0';

/**
 * Reads the body and checks it against its digest, whoever sent it. @param needsDigest a body without one is refused.
 * @throws `exchange.digest-wrong`, `body-too-large`, `body-too-slow`, `spool-full`.
 */
export async function readBody(incoming: IncomingMessage, message: RequestMessage, { limitBytes, dir, needsDigest }: { limitBytes: number; dir: string; needsDigest: boolean }): Promise<SpooledBody> {
  const said = singleField(message.fields, 'content-digest');
  const digest = said === undefined ? null : parseContentDigest(said);
  const comes = hasBody(message);
  if (comes && digest === null && needsDigest) throw new SignatureFault('digest-missing', 'content-digest');
  const tooLarge = () => exchangeProblem('body-too-large', { limitBytes });
  if (Number(message.fields.get('content-length')?.[0] ?? 0) > limitBytes) throw tooLarge();
  const body = comes ? await spool(incoming, { limitBytes, dir, withinMs: BODY_MS, announced: announcedOf(message), wantsSha512: digest?.sha512 != null, tooLarge, tooSlow: () => exchangeProblem('body-too-slow') }) : emptyBody;
  if (digest !== null && (digest.sha256 !== body.sha256 || (digest.sha512 !== null && digest.sha512 !== body.sha512))) {
    await body.discard();
    throw new SignatureFault('digest-wrong', 'content-digest');
  }
  return body;
}
