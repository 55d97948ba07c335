import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { wakeLogoutSender } from '../sessions/service-sessions.sql.gen.ts';
import { listLogoutDeliveries as selectLogoutDeliveries, retryLogoutDelivery } from './deliveries.sql.gen.ts';

/** Deliveries, the newest first, with what the service answered. */
export async function listLogoutDeliveries(tx: Tx, { client = null, state = null, before = null }: { client?: string | null; state?: string | null; before?: number | null }) {
  const rows = await selectLogoutDeliveries(tx, { client_id: client, state, before });
  return rows.map((row) => ({
    id: row.id, clientId: row.client_id, nameTh: row.name_th, nameEn: row.name_en, why: row.why, createdAt: row.created_at, attempts: row.attempts, nextAt: row.next_at,
    deliveredAt: row.delivered_at, status: row.status, lastError: row.last_error, givenUpAt: row.given_up_at,
  }));
}

/** Has a service told again, whatever it answered before. */
export async function retryLogout(tx: Tx, actor: Actor, id: number): Promise<void> {
  const row = await retryLogoutDelivery(tx, { id });
  if (!row) throw problem('delivery-not-found');
  await wakeLogoutSender(tx, {});
  await audit(tx, actor, 'signon.logout-retried', `client:${row.client_id}`, { delivery: id });
}
