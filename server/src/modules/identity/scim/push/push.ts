import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { openSecret } from '#kernel/secrets.ts';
import type { IdentityPorts } from '../../ports.ts';
import { findAccountToPush, giveBackPushes, leaseDuePushes, noteNotTold, noteScimChange, noteTold, type LeaseDuePushesRow } from './push.sql.gen.ts';
import { tell, TargetSilent, type Target } from './send.ts';
import { listOpenTargets, noteTargetAnswered, noteTargetFailure } from './targets.sql.gen.ts';

const BATCH = 50;
/** A slow target may not hold up the worker's other sweeps; it goes on five seconds later. */
const BUDGET_MS = 20_000;
/** What seals the token of a target. */
export const PURPOSE = 'identity/scim-target';

const everybody = { target_id: null, account_id: null, person_id: null };

/** Whoever changes here is to be told to the targets that know them, or should. */
export const scimConsumers: readonly Consumer[] = [{
  name: 'identity.note-scim-changes', topics: ['identity.account-changed', 'identity.roles-changed', 'organisations.person-changed', 'organisations.mandate-changed'],
  async hear(tx, { payload }) {
    const { accountId = null, personId = null } = payload as { accountId?: string; personId?: string };
    if (accountId !== null || personId !== null) await noteScimChange(tx, { ...everybody, account_id: accountId, person_id: personId });
  },
}];

/** Asks for every account to be compared with what a target was told; one that is the same is not told again. */
export const noteAll = (tx: Tx, targetId: number | null): Promise<void> => noteScimChange(tx, { ...everybody, target_id: targetId });

/** Tells what is due; mandates begin and end by themselves, so once an hour everybody is looked at. */
export const scimJobs = (ports: IdentityPorts): Job[] => [
  { name: 'identity.push-scim', everySeconds: 5, leaseSeconds: 600, run: (db, signal) => pushScim(db, ports, AbortSignal.any([signal, AbortSignal.timeout(BUDGET_MS)])) },
  { name: 'identity.compare-scim', everySeconds: 3_600, leaseSeconds: 600, run: (db) => db.tx((tx) => noteAll(tx, null)) },
];

type Ports = Pick<IdentityPorts, 'masterKey' | 'fetch' | 'log'>;

/** Tells every target that can be spoken to what is due, batch by batch, whoever waited longest first. */
export async function pushScim(db: Database, ports: Ports, signal: AbortSignal): Promise<void> {
  for (const { id, url, secret } of await db.tx((tx) => listOpenTargets(tx, {}))) {
    const target = { id, url, token: openSecret(ports.masterKey, PURPOSE, secret) };
    for (let told = BATCH; told === BATCH && !signal.aborted;) told = await tellBatch(db, ports, target, signal);
  }
}

/** @returns how many were looked at; 0 when the target fell silent, so that it is left alone for a while. */
async function tellBatch(db: Database, ports: Ports, target: Target, signal: AbortSignal): Promise<number> {
  const leased = await db.tx((tx) => leaseDuePushes(tx, { target_id: target.id, limit: BATCH }));
  const open = new Set(leased.map(({ account_id }) => account_id));
  try {
    // One by one: a target is somebody else's machine.
    for (const push of leased) {
      if (signal.aborted) break;
      await tellOne(db, ports, target, push);
      open.delete(push.account_id);
    }
    if (leased.length > 0) await db.tx((tx) => noteTargetAnswered(tx, { id: target.id }));
    return leased.length;
  } catch (error) {
    if (!(error instanceof TargetSilent)) throw error;
    ports.log.warn({ target: target.id, why: error.message }, 'a SCIM target cannot be reached and will be asked again');
    await db.tx((tx) => noteTargetFailure(tx, { id: target.id, error: error.message }));
    return 0;
  } finally {
    if (open.size > 0) await db.tx((tx) => giveBackPushes(tx, { target_id: target.id, account_ids: [...open], lease: leased[0]?.lease ?? null }));
  }
}

async function tellOne(db: Database, ports: Ports, target: Target, push: LeaseDuePushesRow): Promise<void> {
  const row = { target_id: target.id, account_id: push.account_id, lease: push.lease };
  const account = await db.tx((tx) => findAccountToPush(tx, { target_id: target.id, account_id: push.account_id }));
  if (!account) return;
  try {
    const known = await tell(ports.fetch, target, account, { remoteId: push.remote_id, sentHash: push.sent_hash });
    await db.tx((tx) => noteTold(tx, { ...row, remote_id: known.remoteId, sent_hash: known.sentHash }));
  } catch (error) {
    if (error instanceof TargetSilent) throw error;
    await db.tx((tx) => noteNotTold(tx, { ...row, remote_id: push.remote_id, error: (error as Error).message }));
  }
}
