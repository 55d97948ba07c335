import type { LinkagePorts } from '../linkage-ports.ts';
import { linkageProblem } from '../errors.ts';
import { connectorOf, openSourceSecret } from './source-config.ts';
import { findSource } from './source.sql.gen.ts';

const TEST_TIMEOUT_MS = 20_000;

/** Tries to reach a source, step by step. */
export async function testSource(ports: LinkagePorts, asked: { datasetId: number; id: number }): Promise<{ ok: boolean; steps: { th: string; en: string; ok: boolean }[] }> {
  const source = await ports.db.read((tx) => findSource(tx, { id: asked.id, dataset_id: asked.datasetId }));
  if (!source) throw linkageProblem('source-not-found', { sourceId: asked.id });
  return connectorOf(ports, source.kind).test(source.config, { openSecret: (sealed) => openSourceSecret(ports, sealed), signal: AbortSignal.timeout(TEST_TIMEOUT_MS) });
}
