import { importRecords, listTopics, moveRecord, readDefinition, setInTopic } from '#modules/catalog/index.ts';
import { listLivingAgencies } from '#modules/organisations/index.ts';
import type { Tx } from '#kernel/db.ts';
import { Problem } from '#kernel/problem.ts';
import type { Remark, RemoteRecord } from '../readers/remote-record.ts';
import { insertFiles, keepObjects, listEntriesToTake, listMissing, moveJob, noteMissing, settleEntries, tombstoneObjects } from './job.sql.gen.ts';
import { siteOf } from './circle.ts';
import { actorOf, type Session } from './session.ts';
import { stableId, toImport, type House } from './to-import.ts';

const BATCH = 200;
const MISSING_BATCH = 50;

/** Takes every changed object in batches, each in one transaction, then withdraws what is gone. */
export async function takeAll(session: Session): Promise<void> {
  const agencies = await session.ports.db.read((tx) => listLivingAgencies(tx));
  const house: House = { definition: readDefinition(), agencies, publicUrl: session.ports.publicUrl, site: await siteOf(session.source, session.client), topics: await session.ports.db.read((tx) => listTopics(tx)) };
  while (await session.within((tx) => takeBatch(tx, session, house)) > 0) if (session.signal.aborted) return;
  while (await session.within((tx, held) => withdrawBatch(tx, session, !held.withdraws ? 'doubtful' : (held.decision as { choice?: string } | null)?.choice === 'keep' ? 'kept' : 'withdrawn')) > 0) if (session.signal.aborted) return;
  await session.within((tx) => moveJob(tx, { id: session.job.id, state: 'filing', problem: null, missing: null, withdraws: null }));
}

async function takeBatch(tx: Tx, { job, source }: Session, house: House): Promise<number> {
  const entries = await listEntriesToTake(tx, { job_id: job.id, source_id: source.id, limit: BATCH });
  if (entries.length === 0) return 0;
  const settings = { ...source, agency_map: source.agency_map as Record<string, string> };
  const read = entries.map((entry) => ({ entry, record: entry.record as RemoteRecord, result: toImport(entry.record as RemoteRecord, settings, { datasetId: entry.dataset_id, resourceIds: entry.resource_ids }, house) }));
  const good = read.flatMap(({ entry, record, result }) => ('item' in result ? [{ entry, record, ...result }] : []));
  const done = await importRecords(tx, actorOf(source), good.map(({ item }) => item), { source: source.id, job: job.id });
  const settled = good.map(({ entry, remarks }, at) => {
    const { created, slug, problems } = done[at] as (typeof done)[number];
    const kept = problems.map(({ field, th, en }): Remark => ({ field, th: `ยังเผยแพร่ไม่ได้: ${th}`, en: `Not yet to be published: ${en}` }));
    return { remote_id: entry.remote_id, outcome: created ? 'created' : 'changed', slug, remarks: [...remarks, ...kept] };
  });
  const refused = read.flatMap(({ entry, result }) => ('refused' in result ? [{ remote_id: entry.remote_id, outcome: 'refused', slug: entry.slug, remarks: result.refused }] : []));
  await settleEntries(tx, { job_id: job.id, settled: [...settled, ...refused] });
  for (const [at, { topics }] of good.entries()) {
    const { datasetId, slug } = done[at] as (typeof done)[number];
    for (const topic of topics) await setInTopic(tx, actorOf(source), topic, { id: datasetId, slug }, true);
  }
  await keepObjects(tx, { source_id: source.id, job_id: job.id, kept: good.map(({ entry, item }, at) => ({ remote_id: entry.remote_id, slug: done[at]?.slug, dataset_id: done[at]?.datasetId, digest: entry.digest, resource_ids: item.resources.map(({ id }) => id) })) });
  if (source.take_files) {
    await insertFiles(tx, { job_id: job.id, files: good.flatMap(({ record }, at) => record.resources.filter(({ isFile }) => isFile).map((each) => ({ resource_id: stableId(`${source.id}:${each.remoteId}`), slug: done[at]?.slug, name: each.name, url: each.url }))) });
  }
  return entries.length;
}

const remarks: Record<'withdrawn' | 'kept' | 'doubtful', Remark> = {
  withdrawn: { th: 'ต้นทางไม่มีแล้ว จึงเก็บเข้าคลัง', en: 'The source has it no more; it was archived.' },
  kept: { th: 'ต้นทางไม่มีแล้ว แต่ผู้ตรวจให้เก็บไว้ตามเดิม', en: 'The source has it no more; it stays by decision.' },
  doubtful: { th: 'ไม่อยู่ในรายการ แต่รายการครั้งนี้อ่านได้ไม่ครบ จึงยังไม่ถือว่าหาย', en: 'It is not in the listing, but the listing has holes this time, so it is not taken for gone.' },
};

/** What the source has no more is archived here, never deleted; or stays, when a person said so or the listing has holes. */
async function withdrawBatch(tx: Tx, { job, source }: Session, how: keyof typeof remarks): Promise<number> {
  const missing = await listMissing(tx, { job_id: job.id, source_id: source.id, limit: MISSING_BATCH });
  if (missing.length === 0) return 0;
  if (how === 'withdrawn') for (const { slug } of missing) await archive(tx, source, slug);
  if (how !== 'doubtful') await tombstoneObjects(tx, { source_id: source.id, job_id: job.id, remote_ids: missing.map(({ remote_id }) => remote_id) });
  await noteMissing(tx, { job_id: job.id, outcome: how === 'withdrawn' ? 'withdrawn' : 'missing', missing: missing.map((each) => ({ ...each, remarks: [remarks[how]] })) });
  return missing.length;
}

/** Somebody may have archived it before. */
async function archive(tx: Tx, source: { id: number }, slug: string): Promise<void> {
  await moveRecord(tx, actorOf(source), slug, 'archive', remarks.withdrawn.th).catch((error: unknown) => {
    if (!(error instanceof Problem) || !['catalog.record-stands-elsewhere', 'catalog.dataset-not-found'].includes(error.code)) throw error;
  });
}
