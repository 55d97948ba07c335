import { isDeepStrictEqual } from 'node:util';
import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { checkReading } from '../reading/check-reading.ts';
import type { Reading } from '../reading/reading.ts';
import { claimPlace } from '../reading/take-changes.ts';
import { changeReading } from '../reading/reading.sql.gen.ts';
import { selectSourceView } from '../reads/sources.ts';
import type { SourceChange, SourceView } from '../schemas.ts';
import { findNewestContract } from './contract.sql.gen.ts';
import { liftSuspension } from '../schedule/schedule.sql.gen.ts';
import { changedConfig, connectorOf, type SourceConfig } from './source-config.ts';
import { changeSource as writeSource, selectAndLockSource, type SelectAndLockSourceRow } from './source.sql.gen.ts';

/** A source in use, held against other changes. Throws `linkage.source-not-found`, `linkage.source-retired`. */
export async function selectSourceInUse(tx: Tx, datasetId: number, id: number): Promise<SelectAndLockSourceRow> {
  const source = await selectAndLockSource(tx, { id, dataset_id: datasetId });
  if (!source) throw linkageProblem('source-not-found', { sourceId: id });
  if (source.retired_at) throw linkageProblem('source-retired', { sourceId: id });
  return source;
}

/** Gives a source another name, other settings or another way of being read; what it brought so far stays. */
export async function changeSource(tx: Tx, ports: LinkagePorts, actor: Actor, datasetId: number, id: number, asked: Static<typeof SourceChange>): Promise<Static<typeof SourceView>> {
  const before = await selectSourceInUse(tx, datasetId, id);
  const connector = connectorOf(ports, before.kind);
  const config = asked.config ? changedConfig(ports, connector, before.config, asked.config as SourceConfig) : before.config;
  const changed = changedFields(before.config, config);
  const name = asked.name === undefined ? before.name : asked.name;
  const now = await selectSourceView(tx, datasetId, id);
  const isReadAnew = asked.reading !== undefined && !isDeepStrictEqual(asked.reading, now.reading);
  if (changed.length === 0 && name === before.name && !isReadAnew) return now;
  await writeSource(tx, { id, name, config, summary: connector.describe(config), changed_by: actor.name, new_settings: changed.length > 0 });
  if (isReadAnew) await writeReading(tx, actor, { id, datasetId, reading: asked.reading as Reading, connector });
  if (isReadAnew || changed.length > 0) await claimPlace(tx, { id, connector, config, reading: asked.reading ?? now.reading });
  // Perhaps the sign-in that was refused is mended: the schedule tries again.
  if (changed.length > 0) await liftSuspension(tx, { source_id: id });
  // Names of the fields only: values may be addresses with keys in them.
  await audit(tx, actor, 'linkage.source-changed', `dataset:${datasetId}`, { source: id, fields: changed, renamed: name !== before.name, ...(isReadAnew && { reading: asked.reading }) });
  await announce(tx, 'linkage.source-changed', { datasetId, sourceId: id });
  return selectSourceView(tx, datasetId, id);
}

async function writeReading(tx: Tx, actor: Actor, { id, datasetId, reading, connector }: { id: number; datasetId: number; reading: Reading; connector: Parameters<typeof checkReading>[2] }): Promise<void> {
  const contract = await findNewestContract(tx, { dataset_id: datasetId });
  if (!contract && reading.mode !== 'snapshot') throw linkageProblem('contract-missing', { sourceId: id });
  if (contract) checkReading(reading, contract.body, connector);
  await changeReading(tx, { id, reading, changed_by: actor.name });
}

/** A secret given anew is another envelope, and so counts as changed even when its text is the same. */
function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).sort();
}
