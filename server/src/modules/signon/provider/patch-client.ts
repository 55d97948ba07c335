import { timingSafeEqual } from 'node:crypto';
import type { Client, default as Provider } from 'oidc-provider';
import type { SignonPorts } from '../ports.ts';
import { endServiceSessions, wakeLogoutSender } from '../sessions/service-sessions.sql.gen.ts';
import { secretHash } from './client-metadata.ts';

type Tell = (this: Client, accountId: string, sid: string) => Promise<unknown>;
const senders = new WeakMap<Provider, Tell>();

/**
 * Two things that the provider does in its own way: secrets are compared by their hashes, and a logout is not sent within the
 * person's request but written down for the sender, who tries again.
 */
export function patchClient(provider: Provider, ports: SignonPorts): void {
  const prototype = provider.Client.prototype as unknown as { compareClientSecret(actual: string): boolean; backchannelLogout: Tell; clientSecret?: string };
  senders.set(provider, prototype.backchannelLogout);
  prototype.compareClientSecret = function (this: { clientSecret?: string }, actual: string) {
    const given = Buffer.from(secretHash(actual));
    return (this.clientSecret ?? '').split(' ').map((each) => Buffer.from(each)).some((each) => each.length === given.length && timingSafeEqual(each, given));
  };
  prototype.backchannelLogout = (_accountId, sid) => ports.db.tx(async (tx) => {
    await endServiceSessions(tx, { session_id: null, account_id: null, client_id: null, sid, why: 'signed-out' });
    await wakeLogoutSender(tx, {});
  });
}

/** Tells one client that a session ended: signs a fresh logout token and posts it. Throws with the answer when it is neither 200 nor 204. */
export function tellClient(provider: Provider, client: Client, accountId: string, sid: string): Promise<unknown> {
  return (senders.get(provider) as Tell).call(client, accountId, sid);
}
