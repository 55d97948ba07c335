import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { problem } from '../errors.ts';
import { endAgreement as endAgreementRow } from './agreement.sql.gen.ts';
import { tellReach } from './tell-reach.ts';

/**
 * Ends an agreement now, with a reason: what it permitted is refused from the next request on.
 *
 * @throws `access.agreement-not-found` when there is none, or it has ended.
 */
export async function endAgreement(tx: Tx, who: Actor, id: number, reason: string): Promise<void> {
  if (!await endAgreementRow(tx, { id })) throw problem('agreement-not-found', { id });
  await audit(tx, who, 'access.agreement-ended', `agreement:${id}`, { reason });
  await appendEntry(tx, { kind: 'access.agreement-ended', subject: `agreement:${id}`, facts: { id } });
  await tellReach(tx);
}
