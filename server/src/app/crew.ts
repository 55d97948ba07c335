import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#kernel/config.ts';
import { exitCodes, StartProblem } from './exit.ts';
import { portTaken } from './free-port.ts';
import type { InstanceLock } from './instance-lock.ts';
import { superviseChild, type SupervisedChild } from './supervised-child.ts';
import { say } from './terminal.ts';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** The child processes of one instance, kept alive and noted in the lock file. */
export interface Crew {
  start(name: 'web' | 'worker'): SupervisedChild;
  /** Runs a command until it once ends well. */
  startOnce(name: 'first-start'): SupervisedChild;
  /** Ends each child so that it comes back with the database's present address. */
  recycle(): void;
  stop(): Promise<void>;
  /** Rejects with a {@link StartProblem} when a child finds that it can never start. */
  readonly failed: Promise<never>;
}

/** @param databaseUrl asked at each start of a child. */
export function createCrew(config: Config, lock: InstanceLock, databaseUrl: () => string): Crew {
  const children = new Map<string, SupervisedChild>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined); // it may come before anybody waits for it
  let address: string | null = null;
  let stopping = false;

  const describe = () => {
    if (stopping) return;
    try {
      lock.describe(address, [...children.values()].flatMap((child) => child.mark() ?? []));
    } catch (error) {
      // A full disk must not end what still runs; the file keeps its former text.
      say(`เขียนแฟ้ม instance.lock ไม่ได้: ${(error as Error).message}`, `The file instance.lock could not be written: ${(error as Error).message}`);
    }
  };
  const mourn = (name: string, how: string, code: number | null, logFile: string) => {
    if (code === exitCodes['port-taken']) return failure.reject(portTaken(config.host, config.port));
    if (code === exitCodes['bad-setting']) return failure.reject(childFailed(name, logFile));
    say(`โพรเซส ${name} หยุดไป (${how}) กำลังเริ่มใหม่ — บันทึกอยู่ที่ ${logFile}`, `The ${name} process ended (${how}); starting it again. Its log is ${logFile}`);
  };
  const launch = (name: string, once: boolean) => {
    const logFile = join(config.dataDir, 'logs', `${name}.log`);
    rotateLog(logFile);
    const child = superviseChild({
      name, logFile, once,
      env: () => ({ DATABASE_URL: databaseUrl(), SAPHAN_PORT: String(config.port) }),
      changed: (event) => {
        if (event.state === 'ready') address = event.address ?? address;
        if (event.state === 'died') mourn(name, event.how, event.code, logFile);
        queueMicrotask(describe);
      },
    });
    children.set(name, child);
    return child;
  };
  return {
    start: (name) => launch(name, false),
    startOnce: (name) => launch(name, true),
    recycle: () => { for (const child of children.values()) child.recycle(); },
    async stop() {
      stopping = true;
      await Promise.all([...children.values()].map((child) => child.stop()));
    },
    failed: failure.promise,
  };
}

function childFailed(name: string, logFile: string): StartProblem {
  return new StartProblem('child-failed', `โพรเซส ${name} เริ่มไม่ได้ — ดู ${logFile}`, `The ${name} process cannot start; see ${logFile}`);
}

/** One older log is kept, so that a machine that runs for years does not fill its disk with them. */
function rotateLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
