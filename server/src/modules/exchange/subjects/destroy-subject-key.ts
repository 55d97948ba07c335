import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { exchangeProblem } from '../errors.ts';
import { destroySubjectKey as destroyKey, selectAndLockSubjectKey } from './subject-keys.sql.gen.ts';
import { yearOf } from './subject-keys.ts';

/** Destroys the key of a year that is over: nobody finds a person in its index any more, and every proof stays. @throws `exchange.subject-key-not-found`, `subject-key-destroyed`, `year-under-way`. */
export async function destroySubjectKey(tx: Tx, actor: Actor, { year, reason }: { year: number; reason: string }, now: Date): Promise<void> {
  const key = await selectAndLockSubjectKey(tx, { year });
  if (!key) throw exchangeProblem('subject-key-not-found');
  if (key.destroyed_at !== null) throw exchangeProblem('subject-key-destroyed');
  if (year >= yearOf(now.getTime())) throw exchangeProblem('year-under-way');
  await destroyKey(tx, { year, at: now.toISOString(), actor: actor.name, reason });
  await audit(tx, actor, 'exchange.subject-key-destroyed', `subject-key:${year}`, { reason });
  await appendEntry(tx, { kind: 'exchange.subject-key-destroyed', subject: `year:${year}`, facts: { year } });
}
