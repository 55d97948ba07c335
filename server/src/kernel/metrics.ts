import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus registry of one process; every metric name begins `saphan_`, units in the name. */
export const registry = new Registry();
let started = false;

/** Adds process metrics (memory, event loop) once. */
export function startProcessMetrics(): void {
  if (started) return;
  started = true;
  collectDefaultMetrics({ register: registry, prefix: 'saphan_' });
}

export const httpSeconds = new Histogram({
  name: 'saphan_http_request_seconds', help: 'Time to answer, by operation and status.', labelNames: ['operation', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [registry],
});
export const runsEnded = new Counter({
  name: 'saphan_runs_ended_total', help: 'Runs that ended, by outcome.', labelNames: ['outcome'] as const, registers: [registry],
});
export const rowsRead = new Counter({
  name: 'saphan_rows_read_total', help: 'Records read from sources, by verdict.', labelNames: ['verdict'] as const, registers: [registry],
});
export const runsActive = new Gauge({ name: 'saphan_runs_active', help: 'Runs under way in this worker.', registers: [registry] });
