import type { Database } from './db.ts';
import type { Log } from './log.ts';
import { endJob, ensureJob, leaseDueJob } from './jobs.sql.gen.ts';

/** A sweep that runs on one worker at a time; it must be safe to repeat. */
export interface Job {
  /** Unique, `module.sweep`. */
  name: string;
  everySeconds: number;
  /** Longest a healthy sweep may take; a dead worker's sweep is taken over after it. */
  leaseSeconds: number;
  run(db: Database, signal: AbortSignal): Promise<void>;
}

const POLL_MS = 2_000;

/** Runs due jobs until closed. Leases are rows, so `kill -9` gives a job back when its lease ends. */
export async function startJobs(db: Database, jobs: readonly Job[], worker: string, log: Log): Promise<{ close(): Promise<void> }> {
  await db.tx(async (tx) => { for (const { name } of jobs) await ensureJob(tx, { name }); });
  const stop = new AbortController();
  const loop = (async () => {
    while (!stop.signal.aborted) {
      const worked = await runDueJob(db, jobs, worker, log, stop.signal).catch(() => false);
      if (!worked) await pause(POLL_MS, stop.signal);
    }
  })();
  return { async close() { stop.abort(); await loop; } };
}

/** Takes one due job and runs it; false when none is due. */
export async function runDueJob(db: Database, jobs: readonly Job[], worker: string, log: Log, signal: AbortSignal): Promise<boolean> {
  const lease_s = Math.max(...jobs.map((job) => job.leaseSeconds), 1);
  const leased = await db.tx((tx) => leaseDueJob(tx, { lease_s, worker, names: jobs.map((job) => job.name) }));
  const job = jobs.find((each) => each.name === leased?.name);
  if (!job) return false;
  let failure: string | null = null;
  try {
    await job.run(db, signal);
  } catch (error) {
    failure = String(error);
    log.error({ job: job.name, error: failure }, 'a job failed and will run again');
  }
  await db.tx((tx) => endJob(tx, { name: job.name, worker, error: failure, every_s: job.everySeconds }));
  return true;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
