import type { Tx } from './db.ts';
import type { Actor } from './policy.ts';
import { insertAudit, insertAuditRows } from './audit.sql.gen.ts';

/**
 * Writes who did what, in the transaction of the change itself: no change without its row, no row without its change.
 *
 * @param action `module.operation`, past tense, e.g. `lake.release-withdrawn`.
 * @param subject `kind:id`, e.g. `dataset:42`.
 * @param detail figures and reasons; never personal data or secrets.
 */
export async function audit(tx: Tx, actor: Actor, action: string, subject: string, detail: Record<string, unknown> = {}): Promise<void> {
  await insertAudit(tx, { actor: actor.name, role: actor.role, action, subject, detail });
}

/** The same change to many subjects at once: one row each, in one statement. */
export async function auditAll(tx: Tx, actor: Actor, action: string, subjects: readonly string[], detail: Record<string, unknown> = {}): Promise<void> {
  if (subjects.length > 0) await insertAuditRows(tx, { actor: actor.name, role: actor.role, action, subjects: [...subjects], detail });
}
