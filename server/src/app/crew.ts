import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#kernel/config.ts';
import { exitCodes, StartProblem } from './exit.ts';
import { portTaken } from './free-port.ts';
import type { InstanceLock } from './instance-lock.ts';
import { waitForRecall } from './recall.ts';
import { type ChildEvent, SupervisedChild } from './supervised-child.ts';
import { say } from './terminal.ts';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
/** What closing takes beside the draining. */
const CLOSE_MS = 25_000;

/** The child processes of one instance, kept alive and noted in the lock file. */
export class Crew {
  /** Rejects with a {@link StartProblem} when a child finds that it can never start. */
  readonly failed: Promise<never>;
  readonly #children = new Map<string, SupervisedChild>();
  readonly #config: Config;
  readonly #lock: InstanceLock;
  readonly #databaseUrl: () => string;
  readonly #fail: (problem: StartProblem) => void;
  #address: string | null = null;
  #stopping = false;

  /** @param databaseUrl asked at each start of a child. */
  constructor(config: Config, lock: InstanceLock, databaseUrl: () => string) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined); // it may come before anybody waits for it
    this.failed = promise;
    this.#fail = reject;
    this.#config = config;
    this.#lock = lock;
    this.#databaseUrl = databaseUrl;
  }

  start(name: 'web' | 'worker'): SupervisedChild {
    return this.#launch(name, false);
  }

  /** Runs a command until it has once ended well. */
  startOnce(name: 'first-start'): SupervisedChild {
    return this.#launch(name, true);
  }

  /** Ends each child so that it comes back with the database's present address. */
  recycle(): void {
    for (const child of this.#children.values()) child.recycle();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#children.values()].map((child) => child.stop()));
  }

  #launch(name: string, once: boolean): SupervisedChild {
    const logFile = join(this.#config.dataDir, 'logs', `${name}.log`);
    rotateLog(logFile);
    const child = new SupervisedChild({
      name, logFile, once, patienceMs: CLOSE_MS + (name === 'worker' ? this.#config.drainSeconds * 1000 : 0),
      recalled: (pid, signal) => waitForRecall(this.#databaseUrl, pid, signal),
      env: () => ({ DATABASE_URL: this.#databaseUrl(), SAPHAN_PORT: String(this.#config.port) }),
      changed: (event) => this.#hear(name, logFile, event),
    });
    this.#children.set(name, child);
    return child;
  }

  #hear(name: string, logFile: string, event: ChildEvent): void {
    if (event.state === 'ready') this.#address = event.address ?? this.#address;
    if (event.state === 'died') this.#mourn(name, logFile, event.how, event.code);
    if (event.state === 'drained') say(`โพรเซส ${name} ทำงานที่มีอยู่เสร็จและหยุดตามที่สั่ง เริ่มใหม่ได้จากหน้าการเดินระบบ`, `The ${name} process finished what it had and ended, as it was told; start it again on the operations page.`);
    if (event.state === 'recalled') say(`เริ่มโพรเซส ${name} ใหม่ตามที่สั่ง`, `Starting the ${name} process again, as it was told.`);
    queueMicrotask(() => this.#describe());
  }

  #mourn(name: string, logFile: string, how: string, code: number | null): void {
    const { host, port } = this.#config;
    if (code === exitCodes['port-taken']) return this.#fail(portTaken(host, port));
    if (code === 0) return say(`โพรเซส ${name} หยุดตามที่สั่ง กำลังเริ่มใหม่`, `The ${name} process ended as it was told; starting it again.`);
    if (code === exitCodes['bad-setting']) return this.#fail(childFailed(name, logFile));
    say(`โพรเซส ${name} หยุดไป (${how}) กำลังเริ่มใหม่ — บันทึกอยู่ที่ ${logFile}`, `The ${name} process ended (${how}); starting it again. Its log is ${logFile}`);
  }

  #describe(): void {
    if (this.#stopping) return;
    try {
      this.#lock.describe(this.#address, [...this.#children.values()].flatMap((child) => child.mark() ?? []));
    } catch (error) {
      // A full disk must not end what still runs; the file keeps its former text.
      say(`เขียนแฟ้ม instance.lock ไม่ได้: ${(error as Error).message}`, `The file instance.lock could not be written: ${(error as Error).message}`);
    }
  }
}

function childFailed(name: string, logFile: string): StartProblem {
  return new StartProblem('child-failed', `โพรเซส ${name} เริ่มไม่ได้ — ดู ${logFile}`, `The ${name} process cannot start; see ${logFile}`);
}

/** One older log is kept, so that a machine that runs for years does not fill its disk with them. */
function rotateLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
