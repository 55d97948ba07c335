import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, SESSION_COOKIE, writeCookie } from '#kernel/cookies.ts';
import { hashSecret, newSecret } from '#kernel/tokens.ts';

/** Names the browser that set out, so that nobody ends somebody else's way (login CSRF, RFC 9700 §2.1). */
const WAY_COOKIE = `${SESSION_COOKIE}-way`;
const WAY_S = 15 * 60;

/** The secret of the browser that sets out; tabs share one, each way has an id of its own. */
export function openWay(request: FastifyRequest, reply: FastifyReply): string {
  const before = readCookie(request.headers.cookie, WAY_COOKIE);
  const secret = before !== null && before.length >= 43 ? before : newSecret().text;
  writeCookie(reply, WAY_COOKIE, secret, WAY_S);
  return secret;
}

/** The secret of the browser that comes back; null when it never set out. */
export const wayOf = (request: FastifyRequest): string | null => readCookie(request.headers.cookie, WAY_COOKIE);

/** What is kept of the browser's secret. */
export const browserOf = (secret: string): string => hashSecret(secret).toString('hex');

/**
 * State, nonce and PKCE verifier of one way, made from the browser's secret and the way's id: the database holds none of them, and
 * whoever has another browser can compute none.
 */
export function proofsOf(secret: string, wayId: string): { state: string; nonce: string; verifier: string } {
  const made = (use: string) => createHmac('sha256', secret).update(`${use}\0${wayId}`).digest('base64url');
  return { state: `${wayId}.${made('state')}`, nonce: made('nonce'), verifier: made('verifier') };
}

/** Id of the way in a state that came back; null when it has another form. */
export const wayIdIn = (state: unknown): string | null => typeof state === 'string' ? /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(state)?.[1] ?? null : null;
