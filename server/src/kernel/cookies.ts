import type { FastifyReply } from 'fastify';

/** The cookie of our session; its value is a secret of {@link newSecret}. */
export const SESSION_COOKIE = 'saphan';

/**
 * Value of the cookie `__Host-NAME`; null when it is missing, empty, or sent twice (somebody planted one).
 *
 * @param header the request's `cookie` header.
 */
export function readCookie(header: string | undefined, name: string): string | null {
  const found = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return pair.slice(0, at).trim() === `__Host-${name}` ? [pair.slice(at + 1).trim()] : [];
  });
  return found.length === 1 && /^[\w.~-]+$/.test(found[0] as string) ? found[0] as string : null;
}

/** Sets `__Host-NAME` for this host only, out of reach of scripts; `maxAgeS` 0 removes it. */
export function writeCookie(reply: FastifyReply, name: string, value: string, maxAgeS: number): void {
  const cookie = `__Host-${name}=${value}; Path=/; Max-Age=${maxAgeS}; Secure; HttpOnly; SameSite=Lax`;
  const before = reply.getHeader('set-cookie');
  reply.removeHeader('set-cookie');
  reply.header('set-cookie', [...(before === undefined ? [] : [before].flat().map(String)), cookie]);
}
