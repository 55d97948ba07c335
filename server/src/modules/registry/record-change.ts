import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';

/** Writes a change down in the audit and in the ledger. @param facts ids, hashes and numbers; @param reason in somebody's own words, which the ledger does not take. */
export async function recordChange(tx: Tx, actor: Actor, what: string, subject: string, facts: Record<string, unknown>, reason?: string | null): Promise<void> {
  await audit(tx, actor, `registry.${what}`, subject, { ...facts, ...(reason && { reason }) });
  await appendEntry(tx, { kind: `registry.${what}`, subject, facts });
}
