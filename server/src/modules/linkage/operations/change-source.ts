import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { selectSourceView } from '../reads/sources.ts';
import type { SourceChange, SourceView } from '../schemas.ts';
import { changedConfig, connectorOf, type SourceConfig } from './source-config.ts';
import { changeSource as writeSource, selectAndLockSource, type SelectAndLockSourceRow } from './source.sql.gen.ts';

/** A source in use, held against other changes. Throws `linkage.source-not-found`, `linkage.source-retired`. */
export async function selectSourceInUse(tx: Tx, datasetId: number, id: number): Promise<SelectAndLockSourceRow> {
  const source = await selectAndLockSource(tx, { id, dataset_id: datasetId });
  if (!source) throw linkageProblem('source-not-found', { sourceId: id });
  if (source.retired_at) throw linkageProblem('source-retired', { sourceId: id });
  return source;
}

/** Gives a source another name or other settings; what it brought so far stays. */
export async function changeSource(tx: Tx, ports: LinkagePorts, actor: Actor, datasetId: number, id: number, asked: Static<typeof SourceChange>): Promise<Static<typeof SourceView>> {
  const before = await selectSourceInUse(tx, datasetId, id);
  const connector = connectorOf(ports, before.kind);
  const config = asked.config ? changedConfig(ports, connector, before.config, asked.config as SourceConfig) : before.config;
  const changed = changedFields(before.config, config);
  const name = asked.name === undefined ? before.name : asked.name;
  if (changed.length === 0 && name === before.name) return selectSourceView(tx, datasetId, id);
  await writeSource(tx, { id, name, config, summary: connector.describe(config), changed_by: actor.name, new_settings: changed.length > 0 });
  // Names of the fields only: values may be addresses with keys in them.
  await audit(tx, actor, 'linkage.source-changed', `dataset:${datasetId}`, { source: id, fields: changed, renamed: name !== before.name });
  await announce(tx, 'linkage.source-changed', { datasetId, sourceId: id });
  return selectSourceView(tx, datasetId, id);
}

/** A secret given anew is another envelope, and so counts as changed even when its text is the same. */
function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).sort();
}
