import type { HostingPorts } from '../ports.ts';
import { fillSet } from './fill-set.ts';
import { claimSet, sweepRows } from './served-set.sql.gen.ts';

const POLL_MS = 5_000;

/** Fills served sets and removes rows that answer no more, until closed; woken when a release moves. */
export async function startHostingWorker(ports: HostingPorts): Promise<{ close(): Promise<void> }> {
  const stop = new AbortController();
  let wake = () => {};
  const listener = ports.db.listen('hosting_fill', () => wake());
  const loop = (async () => {
    while (!stop.signal.aborted) {
      if (await workOnce(ports, stop.signal).catch(() => false)) continue;
      await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, POLL_MS); stop.signal.addEventListener('abort', () => resolve(), { once: true }); });
    }
  })();
  return { async close() { stop.abort(); wake(); await loop; await listener.close(); } };
}

/** Fills one set, or sweeps some rows; false when there is nothing to do. */
async function workOnce(ports: HostingPorts, signal: AbortSignal): Promise<boolean> {
  const set = await ports.db.tx((tx) => claimSet(tx, {}));
  if (set) { await fillSet(ports, set, signal); return true; }
  return await ports.db.tx((tx) => sweepRows(tx, {})) !== null;
}

/** Works until nothing is left: for tests and the sample. */
export async function workOffSets(ports: HostingPorts): Promise<void> {
  while (await workOnce(ports, new AbortController().signal)) { /* the next one */ }
}
