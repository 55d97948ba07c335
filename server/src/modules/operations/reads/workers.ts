import type { RunInHand } from '#modules/linkage/index.ts';
import type { Facts, Worker } from '../schemas.ts';
import type { ListWorkersRow } from './facts.sql.gen.ts';

/** Workers with what each does now. */
export function viewWorkers(rows: readonly ListWorkersRow[], runs: readonly RunInHand[], sweeps: Facts['sweeps']): Worker[] {
  return rows.map((row) => {
    const now: Worker['now'] = [
      ...runs.filter((run) => run.worker === row.name).map(({ runId, state, attempt, startedAt, dataset }) => ({ kind: 'run' as const, runId, state, attempt, startedAt, dataset })),
      ...sweeps.filter((sweep) => sweep.worker === row.name).map(({ name }) => ({ kind: 'sweep' as const, name })),
    ];
    return {
      name: row.name, host: row.host, pid: row.pid, version: row.version, supervised: row.supervised, startedAt: row.started_at, beatAt: row.beat_at, state: stateOf(row, now.length > 0),
      drain: row.drain_asked_at === null ? null : { at: row.drain_asked_at, by: row.drain_asked_by as string, reason: row.drain_reason as string, then: row.drain_then as string },
      startAskedAt: row.start_asked_at, memoryMb: row.memory_mb, diskFreeBytes: row.disk_free_bytes, now,
    };
  });
}

function stateOf(row: ListWorkersRow, busy: boolean): Worker['state'] {
  if (row.ended_at !== null) return 'drained';
  if (row.silent) return 'lost';
  if (row.drain_asked_at !== null) return 'draining';
  return busy ? 'working' : 'idle';
}
