import type { Tx } from '#kernel/db.ts';
import type { Event, Consumer } from '#kernel/outbox.ts';
import { selectRelease } from '#modules/lake/index.ts';
import { findFactsOfRun, listSupersededBefore, type RunFacts } from '#modules/linkage/index.ts';
import type { LineagePorts } from '../ports.ts';
import { findToldDataset, insertEvent, listTypesOfRun, listUnended } from './event.sql.gen.ts';
import { namingOf } from './names.ts';
import { runEvent, type EventType } from './run-event.ts';

/** How a run that is over is told; `held` is not over. */
const ends: Record<string, EventType> = { published: 'COMPLETE', no_change: 'COMPLETE', failed: 'FAIL', cancelled: 'ABORT', rejected: 'ABORT', superseded: 'ABORT' };

/** Writes what runs do as OpenLineage events, once each and in order: one START, one end, RUNNING for later attempts and for a wait for a decision. */
export function hearRuns(ports: LineagePorts): Consumer {
  return {
    name: 'lineage.hear-runs', topics: ['linkage.run-started', 'linkage.run-finished'],
    async hear(tx, event) {
      const facts = await findFactsOfRun(tx, Number(event.payload.runId));
      if (!facts) return;
      if (event.topic === 'linkage.run-started') return tellStarted(tx, ports, facts, event);
      await tellFinished(tx, ports, facts, event);
      if (event.payload.outcome === 'published') await tellSuperseded(tx, ports, facts, event);
    },
  };
}

async function tellStarted(tx: Tx, ports: LineagePorts, facts: RunFacts, { at }: Event): Promise<void> {
  const types = await typesOf(tx, facts.id);
  await write(tx, ports, facts, types.length === 0 ? 'START' : 'RUNNING', at);
}

async function tellFinished(tx: Tx, ports: LineagePorts, facts: RunFacts, { payload, at }: Event): Promise<void> {
  const types = await typesOf(tx, facts.id);
  // A run that was stopped before it began, or began before anybody listened.
  if (types.length === 0) await write(tx, ports, facts, 'START', facts.started_at ?? facts.created_at);
  await write(tx, ports, facts, ends[String(payload.outcome)] ?? 'RUNNING', String(payload.finishedAt ?? at));
}

/** Held runs whose comparison a newer release made worthless end without a word of their own. */
async function tellSuperseded(tx: Tx, ports: LineagePorts, facts: RunFacts, { at }: Event): Promise<void> {
  const gone = await listSupersededBefore(tx, { dataset_id: facts.dataset_id, id: facts.id });
  for (const { run_id: id } of await listUnended(tx, { run_ids: gone.map((run) => run.id) })) {
    const superseded = await findFactsOfRun(tx, id);
    if (superseded) await write(tx, ports, superseded, 'ABORT', superseded.finished_at ?? at);
  }
}

const typesOf = async (tx: Tx, id: number): Promise<string[]> => (await listTypesOfRun(tx, { run_id: id })).map(({ type }) => type);

async function write(tx: Tx, ports: LineagePorts, facts: RunFacts, type: EventType, at: string): Promise<void> {
  const row = await findToldDataset(tx, { id: facts.dataset_id });
  if (!row) return;
  const dataset = { slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, agencyId: row.agency_id };
  const naming = namingOf(ports, await ports.instanceId(tx));
  const release = type === 'COMPLETE' && facts.release_number !== null ? await selectRelease(tx, facts.dataset_id, facts.release_number) : null;
  const body = runEvent(naming, type, new Date(at).toISOString(), { facts, dataset, release });
  await insertEvent(tx, { dataset_id: facts.dataset_id, run_id: facts.id, type, body });
}
