import { writeVerifier } from '@saphan/contracts/transparency/note';
import { widthOf, type TileName } from '@saphan/contracts/transparency/tiles';
import type { Tx } from '#kernel/db.ts';
import { ledgerProblem } from '../errors.ts';
import { type LogKey, readLogKeys } from '../keys/log-keys.ts';
import { findCheckpoint } from '../reads/proofs.sql.gen.ts';
import { readCheckpoint, readTile, withCosignatures } from '../reads/proofs.ts';
import { listEpochs, type ListEpochsRow } from './epochs.sql.gen.ts';
import { readOpenRequest } from './ask-new-epoch.ts';
import { weighLoss } from './what-is-lost.ts';
import { findLog } from '../keys/keys.sql.gen.ts';

/** One of the logs of this house: the first, and those that were begun after a loss. @param size where it was closed; null: it goes on. @param link by which its last key names the next log. */
export interface OneLog { number: number; origin: string; keys: LogKey[]; size: number | null; link: string | null }

/** The logs by the names of their keys, the first one first. */
export function readLogs(keys: readonly LogKey[]): OneLog[] {
  const logs: OneLog[] = [];
  for (const key of keys) {
    const last = logs.at(-1);
    if (last && last.origin === key.verifier.name) last.keys.push(key);
    else logs.push({ number: logs.length + 1, origin: key.verifier.name, keys: [key], size: null, link: null });
  }
  for (const log of logs.slice(0, -1)) [log.size, log.link] = [log.keys.at(-1)?.toSize ?? null, log.keys.at(-1)?.turn ?? null];
  return logs;
}

/** The first log has the name of the house; the n-th has its number behind that. */
export const originOfEpoch = (origin: string, number: number): string => `${origin.replace(/\/\d+$/, '')}/${number}`;

async function findLogNumbered(tx: Tx, number: number): Promise<OneLog> {
  const log = readLogs(await readLogKeys(tx)).find((each) => each.number === number);
  if (!log) throw ledgerProblem('nothing-signed-yet');
  return log;
}

/** The last checkpoint of one of the logs, as a signed note. @throws `ledger.nothing-signed-yet`. */
export async function readCheckpointOf(tx: Tx, number: number): Promise<string> {
  const { size } = await findLogNumbered(tx, number);
  const row = size === null ? null : await findCheckpoint(tx, { size });
  return row ? (await withCosignatures(tx, row)).note : readCheckpoint(tx);
}

/** A tile of one of the logs: of a closed one no wider than it was. @throws `ledger.no-such-tile`. */
export async function readTileOf(tx: Tx, number: number, name: TileName): Promise<Uint8Array> {
  const { size } = await findLogNumbered(tx, number);
  if (size !== null && widthOf(name.level, name.index, size) < name.width) throw ledgerProblem('no-such-tile', { ...name });
  return readTile(tx, name);
}

/** What everybody may know of the logs: names, keys, where each was closed, and the signed link to the next. */
export async function listLogs(tx: Tx) {
  const epochs = await listEpochs(tx, {});
  return readLogs(await readLogKeys(tx)).map(({ number, origin, keys, size, link }) => {
    const after = epochs.find((each) => each.closed_origin === origin);
    return { number, origin, vkey: keys.map(({ verifier }) => writeVerifier(verifier)).at(-1) as string, closedSize: size, link, lost: after ? { from: after.agreed_size, to: after.signed_size } : null };
  });
}

const epochShown = (row: ListEpochsRow) => ({
  number: row.number, origin: row.origin, closedOrigin: row.closed_origin, heldSize: row.held_size, lostFrom: row.agreed_size, lostTo: row.signed_size,
  reason: row.reason, askedBy: row.asked_by, confirmedBy: row.confirmed_by, begunAt: row.begun_at, known: knownShown(row.known),
});
const knownShown = (text: string): { source: string; size: number }[] => (JSON.parse(text) as { source: string; note: string }[]).map(({ source, note }) => ({ source, size: Number(note.split('\n')[1]) }));

/** The logs that were begun after a loss, the newest first, and the one that is asked for. */
export async function readEpochs(tx: Tx) {
  const [rows, asked, log] = [await listEpochs(tx, {}), await readOpenRequest(tx), await findLog(tx, {})];
  const loss = asked && log && await weighLoss(tx, log, asked.known);
  return {
    epochs: rows.map(epochShown).toReversed(),
    asked: asked && { id: asked.id, reason: asked.reason, askedBy: asked.askedBy, askedAt: asked.askedAt, silent: asked.silent, known: knownShown(JSON.stringify(asked.known)), heldSize: log?.size ?? 0, lostFrom: loss?.agreed ?? 0, lostTo: loss?.signed.size ?? 0 },
  };
}
