import { hostname } from 'node:os';
import { type Config, ConfigProblem } from '#kernel/config.ts';
import { startJobs } from '#kernel/jobs.ts';
import { openLog } from '#kernel/log.ts';
import { forgetHeardEvents, startDispatcher } from '#kernel/outbox.ts';
import { keepSeat, Seat } from '#kernel/seat.ts';
import type { Compose } from './composition.ts';
import { readDiskSpace } from './disk-space.ts';
import { exitCodes } from './exit.ts';
import { openRegister } from './register.ts';
import { isSupervised, type Running } from './service.ts';
import { version } from './version.ts';

/**
 * Runs what the modules ask of a worker: consumers of the outbox, jobs, and runs. Any number may run beside each other.
 * Asked to drain, in the register or by SIGTERM, it claims no more runs and finishes what it has; consumers and sweeps go on until it ends.
 */
export async function startWorker(config: Config, compose: Compose): Promise<Running> {
  if (!config.databaseUrl) throw new ConfigProblem('DATABASE_URL', 'ต้องตั้ง DATABASE_URL หรือเริ่มด้วย saphan up', 'DATABASE_URL must be set, or start with saphan up.');
  const log = openLog('worker', config.logLevel);
  const db = await openRegister(config.databaseUrl, log);
  const { modules, workers } = await compose({ config, db, log });
  const seat = new Seat();
  const kept = await keepSeat(db, seat, { host: hostname(), pid: process.pid, version, supervised: isSupervised(), diskFreeBytes: () => readDiskSpace(config.spillDir).freeBytes }, log);
  const parts: Running[] = [
    await startDispatcher(db, modules.flatMap((module) => module.consumers), log),
    await startJobs(db, [forgetHeardEvents, ...modules.flatMap((module) => module.jobs)], seat.name, log),
  ];
  for (const start of workers) parts.push(await start(seat));
  log.info({ worker: seat.name }, 'working');
  return {
    finished: kept.drained.then((then) => then === 'stay' ? exitCodes.drained : 0),
    async drain(patience) {
      seat.hold(true);
      await seat.emptied(patience);
    },
    async close() {
      await Promise.all(parts.map((part) => part.close()));
      await kept.close();
      await db.close();
    },
  };
}
