import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, SESSION_COOKIE, writeCookie } from '#kernel/cookies.ts';
import { newSecret } from '#kernel/tokens.ts';
import type { Place } from '../history/record.ts';
import type { Started } from '../session/start.ts';

/** Names a browser to the accounts that signed in with it; gives no right to anything. */
const DEVICE_COOKIE = `${SESSION_COOKIE}-device`;
const SESSION_S = 8 * 3600;
const DEVICE_S = 400 * 86_400;

/** From where a request comes; a browser without a name gets one with the reply. */
export function placeOf(request: FastifyRequest, reply: FastifyReply): Place {
  let device = readCookie(request.headers.cookie, DEVICE_COOKIE);
  if (device === null || device.length < 32) writeCookie(reply, DEVICE_COOKIE, device = newSecret().text, DEVICE_S);
  return { address: request.ip, agent: request.headers['user-agent'] ?? null, device };
}

/** The secret of the session cookie, whatever its session's state. */
export const sessionSecretOf = (request: FastifyRequest): string | null => readCookie(request.headers.cookie, SESSION_COOKIE);

/** Hands a session to the browser. */
export const keepSession = (reply: FastifyReply, { secret }: Started): void => writeCookie(reply, SESSION_COOKIE, secret, SESSION_S);

/** Takes the session from the browser. */
export const dropSession = (reply: FastifyReply): void => writeCookie(reply, SESSION_COOKIE, '', 0);
