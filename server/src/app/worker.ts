import { hostname } from 'node:os';
import { type Config, ConfigProblem } from '#kernel/config.ts';
import { startJobs } from '#kernel/jobs.ts';
import { openLog } from '#kernel/log.ts';
import { forgetHeardEvents, startDispatcher } from '#kernel/outbox.ts';
import type { Compose } from './composition.ts';
import { openRegister } from './register.ts';
import type { Running } from './service.ts';

/** Runs what the modules ask of a worker: consumers of the outbox, jobs, and runs. Any number may run beside each other. */
export async function startWorker(config: Config, compose: Compose): Promise<Running> {
  if (!config.databaseUrl) throw new ConfigProblem('DATABASE_URL', 'ต้องตั้ง DATABASE_URL หรือเริ่มด้วย saphan up', 'DATABASE_URL must be set, or start with saphan up.');
  const log = openLog('worker', config.logLevel);
  const db = await openRegister(config.databaseUrl, log);
  const { modules, workers } = await compose({ config, db, log });
  const parts: Running[] = [
    await startDispatcher(db, modules.flatMap((module) => module.consumers), log),
    await startJobs(db, [forgetHeardEvents, ...modules.flatMap((module) => module.jobs)], `${hostname()}:${process.pid}`, log),
  ];
  for (const start of workers) parts.push(await start());
  log.info('working');
  return {
    async close() {
      await Promise.all(parts.map((part) => part.close()));
      await db.close();
    },
  };
}
