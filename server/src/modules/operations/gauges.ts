import { Gauge } from 'prom-client';
import { registry } from '#kernel/metrics.ts';
import type { Reading } from './reads/operations.ts';
import type { Operations } from './schemas.ts';

interface Figure { name: string; help: string; labels?: readonly string[]; tell(facts: Operations): { labels?: Record<string, string>; value: number }[] }

const ageS = (at: string | null, asOf: string) => at === null ? [] : [{ value: Math.max(0, (Date.parse(asOf) - Date.parse(at)) / 1000) }];

/** The figures of the page, by the names that alarms are written for. */
const figures: readonly Figure[] = [
  { name: 'saphan_operations_signs', help: 'Signs that need a person (act) or are worth knowing (watch), by code.', labels: ['code', 'level'], tell: ({ signs }) => [...Map.groupBy(signs, ({ code, level }) => `${code} ${level}`)].map(([key, all]) => ({ labels: { code: key.split(' ')[0] as string, level: key.split(' ')[1] as string }, value: all.length })) },
  { name: 'saphan_runs_waiting', help: 'Runs that a worker could claim now, by priority.', labels: ['priority'], tell: ({ runs }) => runs.waiting.map(({ priority, count }) => ({ labels: { priority: String(priority) }, value: count })) },
  { name: 'saphan_runs_oldest_wait_seconds', help: 'How long the oldest waiting run has waited.', tell: ({ runs, asOf }) => ageS(runs.waiting.map(({ oldestAt }) => oldestAt).sort()[0] ?? null, asOf) },
  { name: 'saphan_runs_put_off', help: 'Runs that are tried again later.', tell: ({ runs }) => [{ value: runs.putOff.count }] },
  { name: 'saphan_runs_held', help: 'Runs that wait for a decision.', tell: ({ runs }) => [{ value: runs.held.count }] },
  { name: 'saphan_runs_paused', help: '1 while all runs are paused.', tell: ({ runs }) => [{ value: runs.paused ? 1 : 0 }] },
  { name: 'saphan_workers', help: 'Workers, by state.', labels: ['state'], tell: ({ workers }) => ['working', 'idle', 'draining', 'drained', 'lost'].map((state) => ({ labels: { state }, value: workers.filter((each) => each.state === state).length })) },
  { name: 'saphan_disk_free_bytes', help: 'Free space of the data disk.', tell: ({ disk }) => [{ value: disk.freeBytes }] },
  { name: 'saphan_disk_bytes', help: 'Size of the data disk.', tell: ({ disk }) => [{ value: disk.totalBytes }] },
  { name: 'saphan_database_bytes', help: 'Size of the register.', tell: ({ disk }) => [{ value: disk.databaseBytes }] },
  { name: 'saphan_store_bytes', help: 'Bytes kept in the object store, as last measured.', labels: ['store'], tell: ({ disk }) => (['raw', 'lake'] as const).flatMap((store) => disk.stores[store] ? [{ labels: { store }, value: disk.stores[store].bytes }] : []) },
  { name: 'saphan_sources_failing', help: 'Sources whose last run failed or that stand still.', tell: ({ sources }) => [{ value: sources.failing }] },
  { name: 'saphan_sources_suspended', help: 'Sources that refused their sign-in twice.', tell: ({ sources }) => [{ value: sources.suspended }] },
  { name: 'saphan_outbox_behind', help: 'Events a consumer has not heard, up to 1,000.', labels: ['consumer'], tell: ({ consumers }) => consumers.map(({ name, behind }) => ({ labels: { consumer: name }, value: behind })) },
  { name: 'saphan_sweep_failures', help: 'Failures of a sweep in a row.', labels: ['sweep'], tell: ({ sweeps }) => sweeps.map(({ name, failures }) => ({ labels: { sweep: name }, value: failures })) },
  { name: 'saphan_backup_age_seconds', help: 'Age of the last backup.', tell: ({ backups, asOf }) => ageS(backups.backup?.at ?? null, asOf) },
  { name: 'saphan_drill_age_seconds', help: 'Age of the last restore drill.', tell: ({ backups, asOf }) => ageS(backups.drill?.at ?? null, asOf) },
];

/** Adds the figures of the page to the metrics of this process; they are read when somebody asks for them, and left out while the register does not answer. */
export function openGauges({ read }: Reading): void {
  for (const { name, help, labels, tell } of figures) {
    registry.removeSingleMetric(name);
    registry.registerMetric(new Gauge({
      name, help, labelNames: [...labels ?? []], registers: [],
      async collect() {
        this.reset();
        const facts = await read().catch(() => null);
        if (facts) for (const { labels: named, value } of tell(facts)) this.set(named ?? {}, value);
        else this.remove();
      },
    }));
  }
}
