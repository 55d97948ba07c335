import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { connectorOf, shownConfig } from '../operations/source-config.ts';
import { listSources, type ListSourcesRow } from '../operations/source.sql.gen.ts';
import type { SourceDetail, SourceView } from '../schemas.ts';

/** Sources of a dataset in the order they were set up; retired ones only when asked for. */
export async function listSourceViews(tx: Tx, datasetId: number, asked: { retired: boolean }): Promise<Static<typeof SourceView>[]> {
  return (await listSources(tx, { dataset_id: datasetId, id: null, retired: asked.retired })).map(viewSource);
}

/** One source, retired or not. Throws `linkage.source-not-found`. */
export async function selectSourceView(tx: Tx, datasetId: number, id: number): Promise<Static<typeof SourceView>> {
  return viewSource(await selectRow(tx, datasetId, id));
}

/** One source with its settings, secrets left out. Throws `linkage.source-not-found`. */
export async function selectSourceDetail(tx: Tx, ports: LinkagePorts, datasetId: number, id: number): Promise<Static<typeof SourceDetail>> {
  const row = await selectRow(tx, datasetId, id);
  const connector = connectorOf(ports, row.kind);
  const farewell = row.reading.mode === 'changes' ? connector.changes?.farewell(row.config) ?? null : null;
  return { ...viewSource(row), ...shownConfig(connector, row.config), farewell };
}

async function selectRow(tx: Tx, datasetId: number, id: number): Promise<ListSourcesRow> {
  const [row] = await listSources(tx, { dataset_id: datasetId, id, retired: true });
  if (!row) throw linkageProblem('source-not-found', { sourceId: id });
  return row;
}

function viewSource(row: ListSourcesRow): Static<typeof SourceView> {
  return {
    id: row.id, kind: row.kind, name: row.name, summary: row.summary, createdAt: row.created_at, createdBy: row.created_by, changedAt: row.changed_at, lastFetchedAt: row.last_fetched_at,
    reading: row.reading, fullReadAt: row.full_read_at, partsSinceFull: row.parts_since_full,
    lastRun: row.last_run_id === null ? null : { id: row.last_run_id, state: row.last_run_state as string, finishedAt: row.last_run_finished_at },
    retired: row.retired_at === null ? null : { at: row.retired_at, by: row.retired_by as string, reason: row.retired_reason as string },
  };
}
