import { execFile } from 'node:child_process';

/**
 * Puts this process and its threads into `SCHED_BATCH` (sched(7)): a thread of it that wakes waits for its turn on a core instead of interrupting whoever runs there. On two cores the
 * threads that sign and verify otherwise interrupt the loop and the database at every call: a fifth fewer exchanges a second (ADR 0042). Everybody may do this to what is theirs;
 * where there is no `chrt`, or a container forbids it, nothing changes.
 */
export function yieldWhenWaking(): Promise<void> {
  return new Promise((resolve) => { execFile('chrt', ['-b', '-a', '-p', '0', String(process.pid)], { timeout: 5_000 }, () => resolve()); });
}
