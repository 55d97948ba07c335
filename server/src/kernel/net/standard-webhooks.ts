import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export const newSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`;

/**
 * The headers of a delivery by Standard Webhooks (https://www.standardwebhooks.com, spec/standard-webhooks.md): signed over id, timestamp and body with
 * every secret that counts now, so that a receiver may change its own in peace.
 *
 * @param at seconds since 1970, of this attempt: receivers refuse old ones.
 */
export function signHeaders(secrets: readonly string[], id: string, at: number, body: string): Record<string, string> {
  const sign = (secret: string) => `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${at}.${body}`).digest('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': secrets.map(sign).join(' ') };
}
