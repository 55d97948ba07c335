import { formatBytes } from '@saphan/contracts/numbers';
import { partitionWords } from '@saphan/contracts/partitions';
import { connectorOf, openSourceSecret } from '../operations/create-source.ts';
import { insertRaw, type FindRawRow } from '../operations/upload.sql.gen.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Connector, FetchMark, FetchResult, KeyBuckets, PartitionAsked } from '../ports.ts';
import { choosePartition, partitionReach } from '../partitions/choose-partition.ts';
import { askFor } from '../partitions/partition.ts';
import { noteKeys } from '../reading/changes.sql.gen.ts';
import { checkReading } from '../reading/check-reading.ts';
import { keyBuckets } from '../reading/key-buckets.ts';
import { planReading, type ReadPlan } from '../reading/plan-reading.ts';
import { markRawPart, noteReach } from '../reading/reading.sql.gen.ts';
import { markAfter, reachOf } from '../reading/what-was-read.ts';
import { noteRaw } from '../runs/run.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import type { Work } from './work.ts';

/**
 * Brings the raw bytes into the object store, content-addressed; a repeated attempt finds them there.
 *
 * @returns the raw file, or `unchanged` when the source says nothing is new since its last fetch.
 */
export async function extract(session: RunSession, ports: LinkagePorts, work: Work): Promise<FindRawRow | 'unchanged'> {
  session.begin('extract');
  const raw = work.raw ?? await fetchFromSource(session, ports, work);
  if (raw === 'unchanged') {
    session.finish('extract', 'ต้นทางไม่มีอะไรใหม่', 'nothing new at the source');
    return raw;
  }
  session.progress.bytesTotal = raw.bytes;
  const figure = `${formatBytes(raw.bytes)} · sha256 ${raw.sha256.slice(0, 8)}…`;
  session.finish('extract', figure, figure);
  return raw;
}

async function fetchFromSource(session: RunSession, ports: LinkagePorts, work: Work): Promise<FindRawRow | 'unchanged'> {
  const { source, reading } = work;
  if (!source || !reading) throw linkageProblem('source-not-found');
  const connector = connectorOf(ports, source.kind);
  work.partition = choosePartition(work, connector.partitions?.(source.config) ?? 'never');
  if (work.partition) return fetchPartition(session, ports, work, { connector, config: source.config });
  checkReading(reading.reading, work.contract, connector);
  const { previous } = work;
  const plan = planReading({ ...reading, hasRelease: previous !== null, currentRelease: previous?.number ?? null, contractChanged: previous !== null && previous.contractVersion !== work.contractVersion }, work.contract);
  if (plan.why) await session.log('info', plan.why.th, plan.why.en);
  const fetched = await ask(session, ports, { connector, config: source.config, plan, ...(plan.buckets && { buckets: keyBuckets(ports, work) }) });
  if (fetched.kind === 'unchanged') return 'unchanged';
  for (const note of fetched.notes ?? []) await session.log(note.level, note.th, note.en);
  const after = markAfter(reading, fetched.mark, work.contract);
  if (after.note) await session.log('warn', after.note.th, after.note.en);
  work.reach = reachOf(reading.reading, plan, fetched);
  const raw = await keepFetched(session, ports, work, { ...fetched, mark: after.mark });
  // A part without a byte is a source without news: what is remembered still moves on.
  return raw.bytes === 0 && work.reach.scope === 'part' ? 'unchanged' : raw;
}

/** All of one partition; what is remembered of the source stays as it is. */
async function fetchPartition(session: RunSession, ports: LinkagePorts, work: Work, from: { connector: Connector<any>; config: unknown }): Promise<FindRawRow> {
  const partition = work.partition as NonNullable<Work['partition']>;
  const { th, en } = { th: partitionWords(partition.by, partition.id, 'th'), en: partitionWords(partition.by, partition.id, 'en') };
  await session.log('info', `อ่านเฉพาะ${th}`, `only ${en}`);
  const fetched = await ask(session, ports, { ...from, partition: askFor(partition, work.contract) });
  if (fetched.kind === 'unchanged') throw linkageProblem('partition-refused', { partition: partition.id });
  work.reach = partitionReach(fetched);
  return keepFetched(session, ports, work, { ...fetched, mark: null });
}

interface Asking { connector: Connector<any>; config: unknown; plan?: ReadPlan; partition?: PartitionAsked; buckets?: KeyBuckets }

function ask(session: RunSession, ports: LinkagePorts, { connector, config, plan, partition, buckets }: Asking): Promise<FetchResult> {
  return connector.fetch(config, {
    ...(plan?.since ? { since: plan.since } : {}),
    ...(plan?.bounds ? { bounds: plan.bounds } : {}),
    ...(plan?.changes ? { changes: plan.changes } : {}),
    ...(partition ? { partition } : {}),
    ...(buckets ? { buckets } : {}),
    store: async (stream) => {
      const { key, sha256, bytes } = await ports.objects.putContentAddressed('raw', stream);
      return { rawKey: key, sha256, bytes };
    },
    openSecret: (sealed) => openSourceSecret(ports, sealed),
    signal: session.signal,
    onBytes: (received, expected) => { session.progress.bytesTotal = expected ?? received; },
  });
}

/** Notes the bytes with what they hold, in one transaction: an attempt that finds them knows whether they are a part. */
function keepFetched(session: RunSession, ports: LinkagePorts, work: Work, fetched: Omit<Extract<FetchResult, { kind: 'fetched' }>, 'mark'> & { mark: FetchMark | null }): Promise<FindRawRow> {
  const { rawKey, sha256, bytes, name, mark } = fetched;
  return ports.db.tx(async (tx) => {
    const { id } = await insertRaw(tx, { sha256, bytes, object_key: rawKey, name });
    if (work.reach.scope === 'part') await markRawPart(tx, { id });
    const noted = await noteRaw(tx, { id: session.run.id, fence: session.currentFence, raw_id: id, mark });
    if (!noted) throw linkageProblem('lost-lease');
    const keys = fetched.gone ?? fetched.present?.keys;
    if (keys) await noteKeys(tx, { id: session.run.id, fence: session.currentFence, raw_id: (await insertRaw(tx, { sha256: keys.sha256, bytes: keys.bytes, object_key: keys.rawKey, name })).id });
    await noteReach(tx, { id: session.run.id, fence: session.currentFence, reach: work.reach, partition: work.partition });
    return { id, sha256, bytes, object_key: rawKey, name };
  });
}
