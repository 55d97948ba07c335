import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseFiles, parquetSource, openEngine, type CurrentRelease, type Engine } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { partitionNameSql, type NotedPartitions, type Partitioning } from './partition.ts';

/** More are not counted: 27 years of days. A column of so many values divides nothing. */
const MOST_PARTITIONS = 10_000;

/** Rows by partition. */
export type PartitionCounts = ReadonlyMap<string, number>;

/** Counts rows by partition; rows without a value belong to none. @returns null where there are too many to tell. */
export async function countPartitions(engine: Engine, rows: string, partitioning: Partitioning): Promise<PartitionCounts | null> {
  const found = await engine.rows<{ id: string; n: number }>(`select ${partitionNameSql(partitioning)} as id, count(*)::double as n from ${rows} group by 1 having id is not null order by 1 limit ${MOST_PARTITIONS + 1}`);
  return found.length > MOST_PARTITIONS ? null : new Map(found.map(({ id, n }) => [id, n]));
}

/** Rows by partition as they were noted with a release; null where they were not, since it was divided otherwise then, or too finely. */
export function notedInRelease(release: CurrentRelease | null, { by, column }: Partitioning): PartitionCounts | null {
  if (!release || release.rowCount === 0 || !release.columns.some(({ name }) => name === column)) return new Map();
  const noted = release.lineage['partitions'] as NotedPartitions | undefined;
  return noted?.by === by && noted.column === column ? new Map(Object.entries(noted.rows)) : null;
}

/** Rows by partition in a release: as noted with it, or counted in its files, which takes long; never in a transaction. @returns null where there are too many to tell. */
export async function countInRelease(ports: LinkagePorts, release: CurrentRelease | null, partitioning: Partitioning): Promise<PartitionCounts | null> {
  return notedInRelease(release, partitioning) ?? releaseFiles(ports.objects, release, (paths) => withEngine(ports, (engine) => countPartitions(engine, parquetSource(paths), partitioning)));
}

async function withEngine<T>(ports: LinkagePorts, work: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = join(ports.spillDir, `count-${process.pid}-${randomUUID().slice(0, 8)}`);
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 1, spillDir: folder });
  try {
    return await work(engine);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
