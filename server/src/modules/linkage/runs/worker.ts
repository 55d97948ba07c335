import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import { holdMarker } from '#kernel/marker.ts';
import { runsActive } from '#kernel/metrics.ts';
import { Seat } from '#kernel/seat.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { attemptRun } from './attempt.ts';
import { claimRun, giveBackDeadRuns } from './run.sql.gen.ts';

const POLL_MS = 1_000;
const REAP_EVERY_MS = 3_000;

export interface RunWorker { close(): Promise<void> }

/**
 * Works on runs one after another until closed: gives back the runs of dead workers, claims the oldest waiting one, attempts it.
 * While it lives it holds one marker connection named after its seat; when the process dies, PostgreSQL sees the socket close.
 *
 * @param seat says its name, and while it is held nothing is claimed.
 */
export async function startRunWorker(ports: LinkagePorts, databaseUrl: string, seat = new Seat()): Promise<RunWorker> {
  const { name } = seat;
  const stop = new AbortController();
  const marker = holdMarker(databaseUrl, name, stop.signal);
  let wake = () => {};
  const listener = ports.db.listen('run', () => wake());
  const loop = (async () => {
    let reapedAt = 0;
    while (!stop.signal.aborted) {
      if (Date.now() - reapedAt > REAP_EVERY_MS) { reapedAt = Date.now(); await reap(ports.db, ports.log); }
      const worked = await seat.take(async () => {
        const run = await ports.db.tx((tx) => claimRun(tx, { worker: name })).catch(() => null);
        if (run) await work(ports, run, stop.signal);
        return run !== null;
      });
      if (worked) continue;
      await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, POLL_MS); stop.signal.addEventListener('abort', () => resolve(), { once: true }); });
    }
  })();
  return { async close() { stop.abort(); wake(); await loop; await listener.close(); await marker; } };
}

async function work(ports: LinkagePorts, run: NonNullable<Awaited<ReturnType<typeof claimRun>>>, stopping: AbortSignal): Promise<void> {
  runsActive.inc();
  try {
    await attemptRun(ports, run, stopping);
  } finally {
    runsActive.dec();
  }
}

/** Gives back runs whose worker is gone. */
export async function reap(db: Database, log: Log): Promise<void> {
  const back = await db.tx((tx) => giveBackDeadRuns(tx, {})).catch(() => []);
  for (const { id, attempt } of back) log.warn({ run: id, attempt }, 'a run was given back: its worker is gone');
}
