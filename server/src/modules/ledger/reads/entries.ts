import { toBase64 } from '@saphan/contracts/transparency/bytes';
import { writeVerifier } from '@saphan/contracts/transparency/note';
import type { Tx } from '#kernel/db.ts';
import { readEpochs } from '../epochs/read-epochs.ts';
import { ledgerProblem } from '../errors.ts';
import { type LogKey, readLogKeys } from '../keys/log-keys.ts';
import type { CheckpointList, EntryList, EntryPage, LedgerStanding } from '../schemas.ts';
import { listCheckpoints as selectCheckpoints, listEntries, listKinds, listWitnessedLogs, listWitnesses, readStanding } from './entries.sql.gen.ts';
import { findEntry, findNewestCheckpoint } from './proofs.sql.gen.ts';
import { proveEntry, readLedgerKeys } from './proofs.ts';

const PAGE = 50;

export interface EntryFilter { kind?: string | null; subject?: string | null; before?: number | null }

/** Entries, the newest first. */
export async function listLedgerEntries(tx: Tx, { kind = null, subject = null, before = null }: EntryFilter): Promise<EntryList> {
  const rows = await listEntries(tx, { kind, subject, before, limit: PAGE + 1 });
  const items = rows.slice(0, PAGE).map((row) => ({ id: row.id, number: row.number, kind: row.kind, subject: row.subject, at: row.appended_at, leafIndex: row.leaf_index }));
  return { items, kinds: (await listKinds(tx, {})).map((row) => row.kind), next: rows.length > PAGE ? items.at(-1)?.number ?? null : null };
}

/** One entry with its text, its facts and, when it has its place, its proof. */
export async function getLedgerEntry(tx: Tx, id: string): Promise<EntryPage> {
  const row = await findEntry(tx, { id });
  if (!row) throw ledgerProblem('entry-not-found');
  const page = { id: row.id, number: row.number, kind: row.kind, subject: row.subject, at: row.appended_at, leafIndex: row.leaf_index, entry: row.entry, facts: row.facts };
  const newest = await findNewestCheckpoint(tx, {});
  if (row.leaf_index === null || !newest || newest.size <= row.leaf_index) return { ...page, evidence: null };
  const proven = await proveEntry(tx, id);
  return { ...page, evidence: {
    leafIndex: proven.leafIndex, size: proven.size, root: toBase64(proven.root), proof: proven.proof.map(toBase64), checkpoint: proven.checkpoint, tlogProof: proven.tlogProof,
    stampedAt: proven.stamp?.stampedAt ?? null, stampedBy: proven.stamp?.authority ?? null, logVkey: proven.log.vkey, witnesses: proven.witnesses,
  } };
}

/** Checkpoints, the newest first. */
export async function listCheckpoints(tx: Tx, before: number | null): Promise<CheckpointList> {
  const rows = await selectCheckpoints(tx, { before, limit: PAGE + 1 });
  const items = rows.slice(0, PAGE).map((row) => ({ size: row.size, root: toBase64(row.root), signedAt: row.signed_at, cosignatures: row.cosignatures, stampedAt: row.stamped_at }));
  return { items, next: rows.length > PAGE ? items.at(-1)?.size ?? null : null };
}

const earlierKey = ({ verifier, fromSize, toSize, turnedAt, turnedBy, reason }: LogKey) => (
  { vkey: writeVerifier(verifier), fromSize, toSize: toSize ?? fromSize, turnedAt: turnedAt ?? '', turnedBy: turnedBy ?? '', reason: reason ?? '' });

/** How the ledger stands: size, signatures, what waits, who witnesses. @param stamping whether an authority is configured. */
export async function getLedger(tx: Tx, now: Date, stamping: boolean): Promise<LedgerStanding> {
  const keys = await readLedgerKeys(tx);
  const newest = await findNewestCheckpoint(tx, {});
  if (!newest) throw ledgerProblem('nothing-signed-yet');
  const row = await readStanding(tx, {});
  const { epochs, asked } = await readEpochs(tx);
  return {
    origin: keys.origin, logVkey: keys.log.vkey, logKeyFromSize: keys.log.fromSize, earlierKeys: (await readLogKeys(tx)).filter(({ toSize }) => toSize !== null).map(earlierKey).toReversed(), witnessVkey: keys.witness.vkey, at: now.toISOString(), size: newest.size, root: toBase64(newest.root), signedAt: newest.signed_at,
    waiting: Math.min(row.waiting, 10_000), waitingSince: row.waiting_since,
    stamps: { configured: stamping, size: row.stamped_size, stampedAt: row.stamped_at, failures: row.stamp_failures ?? 0, lastError: row.stamp_error, failedSince: row.stamp_failed_since },
    witnesses: (await listWitnesses(tx, {})).map((w) => ({
      id: w.id, name: w.name, vkey: w.vkey, url: w.url, agencyId: w.agency_id, addedAt: w.added_at, addedBy: w.added_by, endedAt: w.ended_at, size: w.size, askedAt: w.asked_at, answeredAt: w.answered_at, failures: w.failures, lastError: w.last_error,
    })),
    witnessed: (await listWitnessedLogs(tx, {})).map((l) => ({
      origin: l.origin, vkey: l.vkey, size: l.size, cosignedAt: l.cosigned_at, refusals: l.refusals, lastRefusal: l.last_refusal, refusedAt: l.refused_at, addedAt: l.added_at, addedBy: l.added_by, endedAt: l.ended_at,
      follows: l.follows === null ? null : { origin: l.follows, lostFrom: l.lost_from ?? 0, lostTo: l.lost_to ?? 0 },
    })),
    epochs, epochAsked: asked,
  };
}
