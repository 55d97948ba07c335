import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { settleBecamePersonal } from '../following/tell-personal.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import { addEvent } from './open-agreement.ts';
import { tellOutcome } from './tell.ts';

/** A version that both parties signed is in force; the one before it is replaced. */
export async function activate(tx: Tx, who: Principal, row: ListAgreementsAtRow, { version, sha256 }: { version: number; sha256: string }, now: Date): Promise<void> {
  const before = row.in_force;
  const event = await addEvent(tx, who, row, { version, what: 'activated', state: 'active', facts: { termsSha256: sha256 } }, now);
  if (before !== null) await addEvent(tx, who, row, { version: before, what: 'replaced', state: 'replaced', facts: { by: version } }, now);
  await settleBecamePersonal(tx, row);
  await tellOutcome(tx, row, 'activated', { agencies: [row.consumer_agency_id, row.provider_agency_id], event });
  await audit(tx, who, 'sharing.agreement-activated', `agreement:${row.number}`, { version });
  await announce(tx, 'sharing.agreement-activated', { agreementId: row.id, number: row.number, version, consumerSystemId: row.consumer_system_id, serviceId: row.service_id });
}
