import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { insertCheckpoint } from '../keys/keys.sql.gen.ts';
import { ensureLog, openSigner, signCheckpoint, type Signer } from '../keys/signers.ts';
import type { LedgerPorts } from '../ports.ts';
import { GrowingTree, openTilesOf } from '../tree/growing-tree.ts';
import { keepTiles } from '../tree/tiles.sql.gen.ts';
import { readTilesOf } from '../tree/tiles.ts';
import { hasWaiting, insertLeaves, lockLog, type LockLogRow, moveLog, takeOne, takeWaiting, type TakeWaitingRow } from './sequence.sql.gen.ts';

const BATCH = 10_000;
const PAUSE_MS = 500;

/** Gives waiting entries their places and signs the tree, in one transaction. @returns how many; 0 when none waits or another is at it. */
export async function sequence(ports: LedgerPorts, limit = BATCH): Promise<number> {
  const { waits, made } = await ports.db.one((tx) => hasWaiting(tx, {}));
  if (!made) await ports.db.tx((tx) => ensureLog(tx, ports));
  return waits ? ports.db.tx((tx) => sequenceWithin(tx, ports, limit)) : 0;
}

/** Everything that waits, within a transaction that holds the log. */
export async function givePlaces(tx: Tx, ports: LedgerPorts): Promise<void> {
  while (await sequenceWithin(tx, ports, BATCH) === BATCH);
}

/** One entry, before all that wait. */
export async function givePlace(tx: Tx, ports: LedgerPorts, id: string): Promise<void> {
  const log = await lockLog(tx, {});
  if (log) await place(tx, log, await openSigner(tx, ports, 'log'), await takeOne(tx, { id }));
}

async function sequenceWithin(tx: Tx, ports: LedgerPorts, limit: number): Promise<number> {
  const log = await lockLog(tx, {});
  if (!log) return 0;
  const signer = await openSigner(tx, ports, 'log');
  const taken = await takeWaiting(tx, { limit });
  if (taken.length > 0) await place(tx, log, signer, taken);
  return taken.length;
}

async function place(tx: Tx, log: LockLogRow, signer: Signer, taken: readonly TakeWaitingRow[]): Promise<void> {
  const open = openTilesOf(log.size);
  const read = open.length === 0 ? [] : await readTilesOf(tx)(open);
  const tree = new GrowingTree(log.size, open.map((name, i) => ({ ...name, hashes: read[i] as Uint8Array })));
  for (const { leaf } of taken) tree.append(leaf);
  await insertLeaves(tx, { first: log.size, numbers: taken.map(({ number }) => number) });
  const changed = tree.takeChanged();
  await keepTiles(tx, { levels: changed.map(({ level }) => level), indexes: changed.map(({ index }) => index), hashes: changed.map(({ hashes }) => Buffer.from(hashes)) });
  const { size } = tree;
  const root = Buffer.from(tree.root());
  await moveLog(tx, { size, root });
  await insertCheckpoint(tx, { size, root, note: signCheckpoint(signer, { origin: log.origin, size, root }), now: systemClock.now().toISOString() });
}

/** Sequences for as long as the process lives; any number of processes may. */
export async function startSequencer(ports: LedgerPorts, pauseMs = PAUSE_MS): Promise<{ close(): Promise<void> }> {
  let open = true;
  let wake = () => {};
  const loop = (async () => {
    while (open) {
      const given = await sequence(ports).catch((error: unknown) => { ports.log.error({ cause: String(error) }, 'entries of the ledger wait for their places'); return 0; });
      if (given < BATCH && open) await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, pauseMs).unref(); });
    }
  })();
  return { async close() { open = false; wake(); await loop; } };
}
