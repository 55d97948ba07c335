import type { Static } from 'typebox';
import { listPartitions, partitionSpan, type PartitionBy } from '@saphan/contracts/partitions';
import type { Contract } from '@saphan/contracts/contract';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { currentRelease } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { findNewestContract } from '../operations/contract.sql.gen.ts';
import { connectorOf } from '../operations/source-config.ts';
import { findSource } from '../operations/source.sql.gen.ts';
import type { SourceOf } from '../schedule/set-schedule.ts';
import { checkPartitioning } from './check-partitioning.ts';
import { countInRelease } from './count-partitions.ts';
import { findUsualSeconds, insertBackfill, insertBackfillParts, listPartitionsUnderWay, lockBackfillsOf } from './partitions.sql.gen.ts';
import { partitionsOfKind, viewPartition, type BackfillAsked, type BackfillPlan } from './schemas.ts';
import { selectPartitioning } from './set-partitioning.ts';

/** A hundred years of months. */
const MOST = 1200;

interface Wanted { by: PartitionBy; column: string; ids: string[] }

/** What a backfill would read, what the release has of it now, and about how long it takes; nothing is kept. @throws as {@link startBackfill}, but for what overlaps. */
export async function planBackfill(ports: LinkagePorts, of: SourceOf, asked: Static<typeof BackfillAsked>): Promise<Static<typeof BackfillPlan>> {
  const { by, column, ids, release, usual, taken } = await ports.db.read(async (tx) => {
    const wanted = await wantedOf(tx, ports, of, asked);
    return {
      ...wanted, release: await currentRelease(tx, of.datasetId), usual: await findUsualSeconds(tx, { source_id: of.sourceId }),
      taken: await listPartitionsUnderWay(tx, { dataset_id: of.datasetId, partitions: wanted.ids }),
    };
  });
  const counts = await countInRelease(ports, release, { by, column });
  const each = usual?.seconds ?? null;
  return {
    parts: ids.map((id) => ({ ...viewPartition({ by, id }), rows: counts && (counts.get(id) ?? 0) })), underWay: partitionsOfKind(by, [...new Set(taken.map(({ partition }) => partition))]),
    secondsEach: each, secondsAll: each === null ? null : each * ids.length, runsMeasured: usual?.runs ?? 0,
  };
}

/**
 * Starts reading partitions again, in their order, behind all other work.
 *
 * @returns the backfill's id.
 * @throws `linkage.backfill-refused` with the place, `linkage.backfill-overlaps`, `linkage.partitioning-missing`, `linkage.partition-refused`.
 */
export async function startBackfill(tx: Tx, ports: LinkagePorts, actor: Actor, of: SourceOf, asked: Static<typeof BackfillAsked>): Promise<number> {
  await lockBackfillsOf(tx, { dataset_id: of.datasetId });
  const { by, column, ids } = await wantedOf(tx, ports, of, asked);
  const taken = await listPartitionsUnderWay(tx, { dataset_id: of.datasetId, partitions: ids });
  if (taken.length > 0) {
    const names = partitionsOfKind(by, taken.slice(0, 5).map(({ partition }) => partition));
    throw linkageProblem('backfill-overlaps', { backfillId: taken[0]?.backfill_id, detailTh: names.map(({ th }) => th).join(', '), detailEn: names.map(({ en }) => en).join(', ') });
  }
  const { id } = await insertBackfill(tx, { dataset_id: of.datasetId, source_id: of.sourceId, by, column_name: column, made_by: actor.name });
  await insertBackfillParts(tx, { backfill_id: id, partitions: ids });
  await audit(tx, actor, 'linkage.backfill-started', `dataset:${of.datasetId}`, { backfill: id, source: of.sourceId, parts: ids.length, first: ids[0], last: ids.at(-1) });
  return id;
}

async function wantedOf(tx: Tx, ports: LinkagePorts, of: SourceOf, asked: Static<typeof BackfillAsked>): Promise<Wanted> {
  const source = await findSource(tx, { id: of.sourceId, dataset_id: of.datasetId });
  if (!source) throw linkageProblem('source-not-found', { sourceId: of.sourceId });
  const contract = await findNewestContract(tx, { dataset_id: of.datasetId });
  if (!contract) throw linkageProblem('contract-missing');
  const { by, column } = await selectPartitioning(tx, of.datasetId);
  checkPartitioning({ by, column }, contract.body as Contract);
  if ((connectorOf(ports, source.kind).partitions?.(source.config) ?? 'never') === 'never') throw linkageProblem('partition-refused', { sourceId: source.id });
  return { by, column, ids: 'partitions' in asked ? namesOf(by, asked.partitions) : rangeOf(by, asked) };
}

function rangeOf(by: PartitionBy, { from, to }: { from: string; to: string }): string[] {
  if (by === 'value') throw refused('/partitions', 'ชุดนี้แบ่งตามค่า เลือกค่าที่จะดึง', 'this dataset is divided by value: choose the values');
  for (const [pointer, id] of [['/from', from], ['/to', to]] as const) if (!partitionSpan(by, id)) throw refused(pointer, `"${id}" ไม่ใช่ชื่องวด`, `"${id}" names no partition`);
  const ids = listPartitions(by, from, to, MOST);
  if (ids === null) throw refused('/to', `งวดสุดท้ายต้องไม่มาก่อนงวดแรก และไม่เกิน ${MOST} งวด`, `the last partition must not come before the first, and ${MOST} at most are read`);
  return ids;
}

function namesOf(by: PartitionBy, given: readonly string[]): string[] {
  const ids = [...new Set(given.map((id) => id.trim()))];
  const wrong = ids.findIndex((id) => id === '' || (by !== 'value' && !partitionSpan(by, id)));
  if (wrong >= 0) throw refused(`/partitions/${wrong}`, `"${ids[wrong]}" ไม่ใช่ชื่องวด`, `"${ids[wrong]}" names no partition`);
  return by === 'value' ? ids : ids.toSorted((a, b) => ((partitionSpan(by, a)?.from ?? '') < (partitionSpan(by, b)?.from ?? '') ? -1 : 1));
}

const refused = (pointer: string, th: string, en: string) => linkageProblem('backfill-refused', { errors: [{ pointer, th, en }] });
