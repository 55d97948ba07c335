import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from './exit.ts';
import { replaceFile } from './replace-file.ts';
import { endProcess, findProcess, isSameProcess, type ProcessMark, readCommandLine } from './processes.ts';

/** What the lock file of a data folder says: who holds it, and which children it started. */
export interface Holder extends ProcessMark { readonly startedAt: string; readonly address: string | null; readonly children: readonly ProcessMark[] }

export interface InstanceLock {
  /** Whether a killed instance held it before; its children may need a moment to let go of what they hold. */
  readonly inherited: boolean;
  /** Keeps the lock file telling where the page is and which processes to clear away after a crash. */
  describe(address: string | null, children: readonly ProcessMark[]): void;
  release(): void;
}

const CHILD_PATIENCE_MS = 8_000;
const lockFile = (dataDir: string) => join(dataDir, 'instance.lock');

/** The instance that runs on this data folder now, or null. */
export function findHolder(dataDir: string): Holder | null {
  const holder = readHolder(dataDir);
  return holder && isSameProcess(holder) ? holder : null;
}

/**
 * Takes the data folder for this process, after clearing away what a killed instance left behind.
 *
 * @throws {StartProblem} `already-running` when another process holds it.
 */
export async function takeInstanceLock(dataDir: string): Promise<InstanceLock> {
  const file = lockFile(dataDir);
  const self: Holder = { pid: process.pid, startedAs: findProcess(process.pid)?.startedAs ?? '', startedAt: new Date().toISOString(), address: null, children: [] };
  const inherited = !createLock(file, self);
  if (inherited) {
    const left = readHolder(dataDir);
    if (left && isSameProcess(left)) throw alreadyRunning(left);
    removeStale(file, left);
    if (!createLock(file, self)) throw alreadyRunning(readHolder(dataDir));
    await endOrphans(left);
  }
  return {
    inherited,
    describe: (address, children) => replaceFile(file, JSON.stringify({ ...self, address, children })),
    release: () => { if (readHolder(dataDir)?.startedAs === self.startedAs) rmSync(file, { force: true }); },
  };
}

/** A complete file appears at once under its name, or not at all when the name is taken. */
function createLock(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the stale file aside and looks again: two starters must not both remove, or one would remove the other's fresh lock. */
function removeStale(file: string, stale: Holder | null): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = parseHolder(aside);
  if (moved && moved.startedAs !== stale?.startedAs && isSameProcess(moved)) {
    renameSync(aside, file);
    throw alreadyRunning(moved);
  }
  rmSync(aside, { force: true });
}

/** Children end by themselves when their supervisor vanishes; this waits for that and insists. */
async function endOrphans(left: Holder | null): Promise<void> {
  const orphans = (left?.children ?? []).filter((child) => isSameProcess(child) && readCommandLine(child.pid).includes('main.ts'));
  await Promise.all(orphans.map((orphan) => endProcess(orphan, 'SIGTERM', CHILD_PATIENCE_MS)));
}

function readHolder(dataDir: string): Holder | null {
  return parseHolder(lockFile(dataDir));
}

function parseHolder(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' && typeof holder.startedAs === 'string' ? { startedAt: '', address: null, children: [], ...holder } as Holder : null;
  } catch {
    return null;
  }
}

function alreadyRunning(holder: Holder | null): StartProblem {
  const where = holder?.address ? ` ${holder.address}` : '';
  const pid = holder ? holder.pid : '?';
  return new StartProblem('already-running',
    `สะพานทำงานอยู่แล้วกับโฟลเดอร์ข้อมูลนี้${where} (หมายเลขโพรเซส ${pid}) — หยุดด้วย kill ${pid} ก่อน หรือใช้ SAPHAN_DATA_DIR อื่น`,
    `Saphan is already running on this data folder${where} (process ${pid}); stop it with kill ${pid}, or use another SAPHAN_DATA_DIR.`);
}
