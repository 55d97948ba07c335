import { Readable } from 'node:stream';
import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Actor } from '#kernel/policy.ts';
import type { SampleBody, SampleView } from '../draft/draft-schemas.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { FetchResult } from '../ports.ts';
import { sealAskedSource } from './asked-source.ts';
import { boundSample } from './bound-sample.ts';
import { connectorOf, openSourceSecret, sealedConfig, type SourceConfig } from './source-config.ts';
import { findSource } from './source.sql.gen.ts';
import { insertSample } from './upload.sql.gen.ts';

const SAMPLE_TIMEOUT_MS = 60_000;

type Asked = Static<typeof SampleBody>;
interface Found { id: number | null; kind: string; config: SourceConfig; sealed: string | null }

/**
 * Fetches the beginning of what a source has and keeps it as a raw file, from which a contract is drafted and tried like from any other.
 * The source itself is not touched: it need not be set up yet, and its next run fetches all of it.
 *
 * @param findDatasetId id of a dataset by its slug.
 * @throws problems of the connector, `linkage.sample-too-large` (a workbook, JSON or Parquet file over 256 MB), `linkage.sample-too-slow` (over 60 s).
 */
export async function fetchSample(ports: LinkagePorts, actor: Actor, asked: Asked, findDatasetId: (slug: string) => Promise<number>): Promise<SampleView> {
  const source = await findAsked(ports, asked, findDatasetId);
  const { fetched, cut } = await fetchBounded(ports, source);
  const { name, sha256, bytes, rawKey } = fetched;
  const summary = connectorOf(ports, source.kind).describe(source.config);
  const rawId = await ports.db.tx(async (tx) => {
    const raw = await insertSample(tx, { sha256, bytes, object_key: rawKey, name, cut });
    await audit(tx, actor, 'linkage.sample-fetched', `raw:${raw.id}`, { kind: source.kind, source: source.id, summary });
    return raw.id;
  });
  return { rawId, sha256, bytes, name, cut, source: { id: source.id, kind: source.kind, summary, sealed: source.sealed } };
}

async function findAsked(ports: LinkagePorts, asked: Asked, findDatasetId: (slug: string) => Promise<number>): Promise<Found> {
  if ('kind' in asked) {
    const clear = asked.config as SourceConfig;
    return { id: null, kind: asked.kind, config: sealedConfig(ports, connectorOf(ports, asked.kind), clear), sealed: sealAskedSource(ports, { kind: asked.kind, config: clear }) };
  }
  const datasetId = await findDatasetId(asked.dataset);
  const source = await ports.db.read((tx) => findSource(tx, { id: asked.sourceId, dataset_id: datasetId }));
  if (!source) throw linkageProblem('source-not-found', { sourceId: asked.sourceId });
  return { id: source.id, kind: source.kind, config: source.config, sealed: null };
}

async function fetchBounded(ports: LinkagePorts, { kind, config }: Found): Promise<{ fetched: Extract<FetchResult, { kind: 'fetched' }>; cut: boolean }> {
  const signal = AbortSignal.timeout(SAMPLE_TIMEOUT_MS);
  let cut = false;
  const fetched = await connectorOf(ports, kind).fetch(config, {
    store: async (stream) => {
      const sample = boundSample(stream);
      const { key, sha256, bytes } = await ports.objects.putContentAddressed('raw', Readable.from(sample.chunks, { objectMode: false }));
      cut = sample.cut();
      return { rawKey: key, sha256, bytes };
    },
    openSecret: (sealed) => openSourceSecret(ports, sealed),
    signal,
    onBytes: () => undefined,
  }).catch((error: unknown) => { throw signal.aborted ? linkageProblem('sample-too-slow', { limitS: SAMPLE_TIMEOUT_MS / 1000 }, { cause: error }) : error; });
  if (fetched.kind === 'unchanged') throw linkageProblem('empty-file');
  if (fetched.bytes === 0) throw linkageProblem('empty-file');
  return { fetched, cut };
}
