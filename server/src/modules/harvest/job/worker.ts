import { randomUUID } from 'node:crypto';
import { holdMarker } from '#kernel/marker.ts';
import type { HarvestPorts } from '../ports.ts';
import { claimJob } from './job.sql.gen.ts';
import { runJob } from './run-job.ts';

const POLL_MS = 2_000;

/** Works on harvest jobs one after another until closed. Its marker connection tells PostgreSQL that it lives. */
export async function startHarvestWorker(ports: HarvestPorts, databaseUrl: string): Promise<{ close(): Promise<void> }> {
  const name = `saphan-harvest-${randomUUID().slice(0, 12)}`;
  const stop = new AbortController();
  const marker = holdMarker(databaseUrl, name, stop.signal);
  let wake = () => {};
  const listener = ports.db.listen('harvest', () => wake());
  const loop = (async () => {
    while (!stop.signal.aborted) {
      const job = await ports.db.tx((tx) => claimJob(tx, { worker: name })).catch(() => null);
      if (job) { await runJob(ports, job, stop.signal).catch((error: unknown) => ports.log.error({ job: job.id, error: String(error) }, 'a harvest stopped and will go on')); continue; }
      await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, POLL_MS); stop.signal.addEventListener('abort', () => resolve(), { once: true }); });
    }
  })();
  return { async close() { stop.abort(); wake(); await loop; await listener.close(); await marker; } };
}

/** Works on jobs that are due until there is none: for tests and for one-off commands. */
export async function workOff(ports: HarvestPorts, worker = 'saphan-harvest-once'): Promise<number> {
  for (let done = 0; ; done += 1) {
    const job = await ports.db.tx((tx) => claimJob(tx, { worker }));
    if (!job) return done;
    await runJob(ports, job, new AbortController().signal);
  }
}
