import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { ledgerProblem } from '../errors.ts';
import { findLog } from '../keys/keys.sql.gen.ts';
import type { LedgerPorts } from '../ports.ts';
import { endRequest, findOpenRequest, insertRequest } from './epochs.sql.gen.ts';
import { gatherSigned, type Known } from './signed-elsewhere.ts';
import { type Loss, weighLoss } from './what-is-lost.ts';

/** @param checkpoints signed notes or proofs of receipts that somebody brings. */
export interface EpochAsking { reason: string; checkpoints?: readonly string[] }
export interface OpenRequest { id: number; reason: string; askedBy: string; askedAt: string; known: Known[]; silent: string[] }

/** Asks that the log be closed where it stands and the next one begun; another person confirms. @throws `ledger.nothing-lost`, `ledger.checkpoint-not-ours`, `ledger.epoch-asked-already`. */
export async function askNewEpoch(ports: LedgerPorts, actor: Actor, { reason, checkpoints = [] }: EpochAsking): Promise<{ id: number; loss: Loss; held: number; silent: string[] }> {
  const { known, silent } = await gatherSigned(ports, checkpoints);
  return ports.db.tx(async (tx) => {
    const { held, loss } = await weighNow(tx, known);
    const made = await insertRequest(tx, { reason: reason.trim(), known: JSON.stringify(known), silent, actor: actor.name, now: systemClock.now().toISOString() });
    if (!made) throw ledgerProblem('epoch-asked-already');
    await audit(tx, actor, 'ledger.epoch-asked', `epoch-request:${made.id}`, { held, agreed: loss.agreed, signed: loss.signed.size, reason: reason.trim() });
    return { id: made.id, loss, held, silent };
  });
}

/** What would be lost if the log were closed now. @throws `ledger.nothing-lost`. */
async function weighNow(tx: Tx, known: readonly Known[]): Promise<{ held: number; loss: Loss }> {
  const log = await findLog(tx, {});
  const loss = log && await weighLoss(tx, log, known);
  if (!log || !loss) throw ledgerProblem('nothing-lost');
  return { held: log.size, loss };
}

/** @throws `ledger.epoch-not-asked`. */
export async function withdrawNewEpoch(tx: Tx, actor: Actor, id: number): Promise<void> {
  if (!await endRequest(tx, { id, actor: actor.name, outcome: 'withdrawn', now: systemClock.now().toISOString() })) throw ledgerProblem('epoch-not-asked');
  await audit(tx, actor, 'ledger.epoch-withdrawn', `epoch-request:${id}`);
}

/** What is asked for and not yet confirmed; null: nothing. */
export async function readOpenRequest(tx: Tx): Promise<OpenRequest | null> {
  const row = await findOpenRequest(tx, {});
  return row && { id: row.id, reason: row.reason, askedBy: row.asked_by, askedAt: row.asked_at, known: JSON.parse(row.known) as Known[], silent: row.silent };
}
