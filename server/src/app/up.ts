import { type Config, publicUrlOf } from '#kernel/config.ts';
import { Crew } from './crew.ts';
import { prepareDataDir } from './data-dir.ts';
import { createDatabaseService, type DatabaseService } from './database-service.ts';
import { listPendingSteps } from './first-start.ts';
import { assertPortFree, findFreePort } from './free-port.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { buildPage } from './page-build.ts';
import { migrateRegister } from './register.ts';
import type { StopWish } from './service.ts';
import { say, sayBanner } from './terminal.ts';
import { version } from './version.ts';

export interface UpOptions {
  /** Whether to build the page when it is missing or old. */
  readonly page: boolean;
}

const ORPHANS_PATIENCE_MS = 5_000;

/**
 * Runs the whole of Saphan until `stop` is wished: PostgreSQL, web and worker as processes of their own, each started
 * again when it dies; then closes them in the order web and worker, database, lock.
 *
 * @throws {StartProblem} when it cannot start, or a child finds that it can never start.
 */
export async function up(settings: Config, options: UpOptions, stop: StopWish): Promise<void> {
  prepareDataDir(settings);
  const lock = await takeInstanceLock(settings.dataDir);
  const config = { ...settings, port: settings.port === 0 ? await findFreePort() : settings.port };
  const database = createDatabaseService(config, () => crew.recycle());
  const crew = new Crew(config, lock, database.url);
  try {
    await assertPortFree(config.host, config.port, lock.inherited ? ORPHANS_PATIENCE_MS : 0);
    await Promise.race([startAll(config, options, database, crew, stop), stop.requested, crew.failed]);
    await Promise.race([stop.requested, crew.failed]);
    say('กำลังหยุด…', 'Stopping…');
  } finally {
    stop.request('ending');
    await crew.stop();
    await database.stop();
    lock.release();
  }
}

async function startAll(config: Config, options: UpOptions, database: DatabaseService, crew: Crew, stop: StopWish): Promise<void> {
  sayBanner(version, config);
  await Promise.all([
    startRegister(config, database, stop),
    options.page && buildPage(stop.signal),
  ]);
  if (stop.signal.aborted) return;
  await crew.start('web').ready;
  if (stop.signal.aborted) return;
  crew.start('worker'); // after the page, which people wait for
  const address = publicUrlOf(config, config.port);
  say(`พร้อมแล้ว เปิดหน้าเว็บที่ ${address} (กด Ctrl-C เพื่อหยุด)`, `Ready: open ${address} (Ctrl-C stops).`);
  if (listPendingSteps(config).length > 0) crew.startOnce('first-start');
}

async function startRegister(config: Config, database: DatabaseService, stop: StopWish): Promise<void> {
  await database.start();
  if (!stop.signal.aborted) await migrateRegister(database.url(), config);
}
