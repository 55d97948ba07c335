import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#kernel/config.ts';
import { prepareDataDir } from './data-dir.ts';
import { createDatabaseService } from './database-service.ts';
import { exitCodes, StartProblem } from './exit.ts';
import { listPendingSteps } from './first-start.ts';
import { assertPortFree, portTaken } from './free-port.ts';
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts';
import { buildPage } from './page-build.ts';
import { migrateRegister } from './register.ts';
import type { StopWish } from './service.ts';
import { superviseChild, type SupervisedChild } from './supervised-child.ts';
import { say, sayBanner } from './terminal.ts';
import { version } from './version.ts';

const ORPHANS_PATIENCE_MS = 5_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Runs the whole of Saphan until `stop` is wished: PostgreSQL, web and worker as processes of their own, each started
 * again when it dies; then closes them in the order worker and web, database, lock.
 *
 * @throws {StartProblem} when it cannot start, or a child finds that it can never start.
 */
export async function up(config: Config, stop: StopWish): Promise<void> {
  prepareDataDir(config);
  const lock = await takeInstanceLock(config.dataDir);
  const children = new Map<string, SupervisedChild>();
  let address: string | null = null;
  const database = createDatabaseService(config, () => { for (const child of children.values()) child.recycle(); });
  const fatal = Promise.withResolvers<never>();
  fatal.promise.catch(() => undefined);
  try {
    await Promise.race([start(), stop.requested, fatal.promise]);
    await Promise.race([stop.requested, fatal.promise]);
    say('กำลังหยุด…', 'Stopping…');
  } finally {
    stop.request('ending');
    await Promise.all([...children.values()].map((child) => child.stop()));
    await database.stop();
    lock.release();
  }

  async function start(): Promise<void> {
    await assertPortFree(config.host, config.port, ORPHANS_PATIENCE_MS);
    sayBanner(version);
    await Promise.all([database.start().then(() => migrateRegister(database.url(), config)), buildPage(stop.signal)]);
    if (stop.signal.aborted) return;
    const web = startChild('web');
    startChild('worker');
    await web.ready;
    say(`พร้อมแล้ว เปิดหน้าเว็บที่ ${address} (กด Ctrl-C เพื่อหยุด)`, `Ready: open ${address} (Ctrl-C stops).`);
    if (listPendingSteps(config).length > 0 && !stop.signal.aborted) startChild('first-start');
  }

  function startChild(name: string): SupervisedChild {
    const logFile = join(config.dataDir, 'logs', `${name}.log`);
    rotateLog(logFile);
    const child = superviseChild({
      name, logFile,
      env: () => ({ DATABASE_URL: database.url() }),
      changed: (event) => {
        if (event.state === 'died') onDeath(name, event.how ?? '', event.code ?? null, logFile);
        address = event.address ?? address;
        queueMicrotask(() => { if (!stop.signal.aborted) describe(lock, children, address); });
      },
    });
    children.set(name, child);
    return child;
  }

  function onDeath(name: string, how: string, code: number | null, logFile: string): void {
    if (name === 'first-start' && code === 0) {
      void children.get(name)?.stop();
      children.delete(name);
      return;
    }
    if (code === exitCodes['port-taken']) return fatal.reject(portTaken(config.host, config.port));
    if (code === exitCodes['bad-setting']) return fatal.reject(childFailed(name, logFile));
    say(`โพรเซส ${name} หยุดไป (${how}) กำลังเริ่มใหม่ — บันทึกอยู่ที่ ${logFile}`, `The ${name} process ended (${how}); starting it again. Its log is ${logFile}`);
  }
}

function describe(lock: InstanceLock, children: ReadonlyMap<string, SupervisedChild>, address: string | null): void {
  lock.describe(address, [...children.values()].flatMap((child) => child.mark() ?? []));
}

function childFailed(name: string, logFile: string): StartProblem {
  return new StartProblem('child-failed', `โพรเซส ${name} เริ่มไม่ได้ — ดู ${logFile}`, `The ${name} process cannot start; see ${logFile}`);
}

/** One older log is kept, so that a machine that runs for years does not fill its disk with them. */
function rotateLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
