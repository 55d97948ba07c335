import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark { readonly pid: number; readonly startedAs: string }

const onLinux = process.platform === 'linux';

/** Marks a running process, or null when there is none (a zombie counts as none). */
export function findProcess(pid: number): ProcessMark | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    if (!onLinux) {
      const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
      return line === '' || line.startsWith('Z') ? null : { pid, startedAs: line.replace(/^\S+\s+/, '') };
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // proc(5): field 3 is the state, field 22 the start in clock ticks
    return fields[0] === 'Z' || fields[0] === 'X' ? null : { pid, startedAs: String(fields[19]) };
  } catch {
    return null;
  }
}

/** Whether the very process that was marked still runs. */
export function isSameProcess(mark: ProcessMark): boolean {
  return findProcess(mark.pid)?.startedAs === mark.startedAs;
}

/** Command line of a process, arguments separated by blanks; empty when unknown. */
export function readCommandLine(pid: number): string {
  try {
    if (onLinux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** Process number of a process's parent; 0 when unknown. */
export function readParent(pid: number): number {
  try {
    if (!onLinux) return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

/** Sends `signal`, then `SIGKILL` when the process is still there after `patienceMs`. */
export async function endProcess(mark: ProcessMark, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  sendSignal(mark, signal);
  if (await waitForEnd(mark, patienceMs)) return;
  sendSignal(mark, 'SIGKILL');
  await waitForEnd(mark, 5_000);
}

/** True once the process is gone, false when it still runs after `patienceMs`. */
export async function waitForEnd(mark: ProcessMark, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (isSameProcess(mark)) {
    if (Date.now() > until) return false;
    await sleep(25);
  }
  return true;
}

function sendSignal(mark: ProcessMark, signal: NodeJS.Signals): void {
  if (!isSameProcess(mark)) return;
  try {
    process.kill(mark.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
