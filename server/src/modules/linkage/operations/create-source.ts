import { Value } from 'typebox/value';
import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Connector } from '../ports.ts';
import type { SourceView } from '../schemas.ts';
import { findSource, insertSource } from './source.sql.gen.ts';

const PURPOSE = 'linkage.source';
const TEST_TIMEOUT_MS = 20_000;

export function connectorOf(ports: LinkagePorts, kind: string): Connector<any> {
  const connector = ports.connectors.get(kind);
  if (!connector) throw linkageProblem('source-kind-unknown', { kind });
  return connector;
}

/** Sets up a source; secrets in its configuration are sealed before they are stored. */
export async function createSource(tx: Tx, ports: LinkagePorts, actor: Actor, datasetId: number, asked: { kind: string; config: unknown }): Promise<Static<typeof SourceView>> {
  const connector = connectorOf(ports, asked.kind);
  const errors = Value.Errors(connector.configSchema, asked.config);
  if (errors.length > 0) {
    throw linkageProblem('source-refused', { errors: errors.slice(0, 20).map(({ instancePath, message }) => ({ pointer: `/config${instancePath}`, th: `ค่าที่ /config${instancePath} ใช้ไม่ได้`, en: `/config${instancePath} ${message}` })) });
  }
  const config = sealFields(ports, connector, asked.config as Record<string, unknown>);
  const summary = connector.describe(config);
  const row = await insertSource(tx, { dataset_id: datasetId, kind: asked.kind, config, summary, created_by: actor.name });
  await audit(tx, actor, 'linkage.source-created', `dataset:${datasetId}`, { source: row.id, kind: asked.kind });
  await announce(tx, 'linkage.source-created', { datasetId, sourceId: row.id });
  return { id: row.id, kind: asked.kind, summary, createdAt: row.created_at, lastFetchedAt: null };
}

/** Tries to reach a source, step by step. */
export async function testSource(ports: LinkagePorts, asked: { datasetId: number; id: number }): Promise<{ ok: boolean; steps: { th: string; en: string; ok: boolean }[] }> {
  const source = await ports.db.read((tx) => findSource(tx, { id: asked.id, dataset_id: asked.datasetId }));
  if (!source) throw linkageProblem('source-not-found', { sourceId: asked.id });
  return connectorOf(ports, source.kind).test(source.config, { openSecret: (sealed) => openSourceSecret(ports, sealed), signal: AbortSignal.timeout(TEST_TIMEOUT_MS) });
}

/** Clear text of a sealed field of a source's configuration. */
export function openSourceSecret(ports: LinkagePorts, sealed: string): string {
  return openSecret(ports.masterKey, PURPOSE, sealed);
}

function sealFields(ports: LinkagePorts, connector: Connector<any>, config: Record<string, unknown>): Record<string, unknown> {
  const sealed = Object.fromEntries(connector.secretFields
    .filter((field) => typeof config[field] === 'string')
    .map((field) => [field, sealSecret(ports.masterKey, PURPOSE, config[field] as string)]));
  return { ...config, ...sealed };
}
