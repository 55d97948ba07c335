import { formatNumber } from '@saphan/contracts/numbers';
import { releaseFiles, type Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Work } from '../pipeline/work.ts';
import type { RunSession } from '../runs/run-session.ts';
import { countPartitions } from './count-partitions.ts';
import type { NotedPartitions } from './partition.ts';
import { refuseOutside, takeVanished } from './read-partition.ts';

/** More are not written with a release. */
const MOST_NOTED = 2000;

/** Lets the rows of a run's partition stand in place of those that the release has of it; of a partition that came in part, none is taken away. */
export async function replacePartition(session: RunSession, ports: LinkagePorts, work: Work, engine: Engine): Promise<void> {
  const { partition, contract } = work;
  if (!partition) return;
  await refuseOutside(engine, partition);
  if (!work.reach.partitionWhole) {
    await session.log('warn', 'ต้นทางให้งวดนี้มาไม่ครบ จึงไม่ลบแถวใด', 'the source gave a part of this partition only, so no row is taken away');
    return;
  }
  work.replaced = await releaseFiles(ports.objects, work.previous, (paths) => takeVanished(engine, contract, partition, paths));
  if (work.replaced.vanished > 0) await session.log('info', `${formatNumber(work.replaced.vanished)} แถวของงวดนี้ไม่มีที่ต้นทางแล้ว`, `${formatNumber(work.replaced.vanished)} rows of this partition are gone from the source`);
}

/** Whether a partition comes for the first time: beside the release as it was, it moves every figure by being there. */
export const isNewPartition = ({ replaced }: Pick<Work, 'replaced'>): boolean => replaced?.rows === 0;

/** Counts the rows of a release to be by partition. @returns what is kept with it; null where the dataset is not divided, or too finely for that. */
export async function notePartitions(engine: Engine, work: Work, rows: string): Promise<NotedPartitions | null> {
  const { partitioning, contract } = work;
  if (!partitioning || !contract.columns.some(({ name }) => name === partitioning.column)) return null;
  const { by, column } = partitioning;
  const counts = await countPartitions(engine, rows, partitioning);
  if (!counts) return null;
  work.present = { by, ids: [...counts.keys()] };
  return counts.size > MOST_NOTED ? null : { by, column, rows: Object.fromEntries(counts) };
}
