import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { problem } from '../errors.ts';
import { turnAgreement } from './agreement.sql.gen.ts';
import { tellReach } from './tell-reach.ts';

/** Lets an agreement rest: it permits nothing until it is resumed; its last day stays. @throws `access.agreement-state`. */
export async function suspendAgreement(tx: Tx, who: Actor, id: number, reason: string): Promise<void> {
  if (!await turnAgreement(tx, { id, from: 'active', to: 'suspended' })) throw problem('agreement-state', { id, wanted: 'active' });
  await audit(tx, who, 'access.agreement-suspended', `agreement:${id}`, { reason });
  await appendEntry(tx, { kind: 'access.agreement-suspended', subject: `agreement:${id}`, facts: { id } });
  await tellReach(tx);
}

/** Takes a suspension back. @throws `access.agreement-state`. */
export async function resumeAgreement(tx: Tx, who: Actor, id: number, reason: string): Promise<void> {
  if (!await turnAgreement(tx, { id, from: 'suspended', to: 'active' })) throw problem('agreement-state', { id, wanted: 'suspended' });
  await audit(tx, who, 'access.agreement-resumed', `agreement:${id}`, { reason });
  await appendEntry(tx, { kind: 'access.agreement-resumed', subject: `agreement:${id}`, facts: { id } });
  await tellReach(tx);
}
