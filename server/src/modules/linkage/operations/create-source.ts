import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { selectSourceView } from '../reads/sources.ts';
import type { SourceBody, SourceView } from '../schemas.ts';
import { openAskedSource } from './asked-source.ts';
import { connectorOf, sealedConfig } from './source-config.ts';
import { insertSource } from './source.sql.gen.ts';

export { connectorOf, openSourceSecret } from './source-config.ts';

/** Sets up a source, from its settings or from those that a sample was fetched with; secrets are sealed before they are stored. */
export async function createSource(tx: Tx, ports: LinkagePorts, actor: Actor, datasetId: number, asked: Static<typeof SourceBody>): Promise<Static<typeof SourceView>> {
  const { kind, config: clear } = 'sealed' in asked ? openAskedSource(ports, asked.sealed) : asked;
  const connector = connectorOf(ports, kind);
  const config = sealedConfig(ports, connector, clear as Record<string, unknown>);
  const { id } = await insertSource(tx, { dataset_id: datasetId, kind, name: asked.name ?? null, config, summary: connector.describe(config), created_by: actor.name });
  await audit(tx, actor, 'linkage.source-created', `dataset:${datasetId}`, { source: id, kind });
  await announce(tx, 'linkage.source-created', { datasetId, sourceId: id });
  return selectSourceView(tx, datasetId, id);
}
