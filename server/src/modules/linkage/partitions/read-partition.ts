import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { formatNumber } from '@saphan/contracts/numbers';
import { partitionWords } from '@saphan/contracts/partitions';
import { parquetSource, quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import { GONE } from '../reading/part-rules.ts';
import { partitionWhere, type Partition } from './partition.ts';

/** What the release holds of a partition before the run replaces it. */
export interface PartitionBefore { rows: number; vanished: number }

/**
 * Refuses rows that do not belong to the partition that was asked for: a source that gives others does not know the question, and replacing by it would
 * lose rows.
 *
 * @throws `linkage.partition-outside` with how many and one of them.
 */
export async function refuseOutside(engine: Engine, partition: Partition): Promise<void> {
  const where = partitionWhere(partition);
  const [found] = await engine.rows<{ n: number; example: string | null }>(`select count(*)::double as n, min(${q(partition.column)}::varchar) as example from stage where not coalesce(${where.sql}, false)`, where.values);
  if (!found || found.n === 0) return;
  const { by, id, column } = partition;
  throw linkageProblem('partition-outside', {
    partition: id, rows: found.n, detailTh: `${formatNumber(found.n)} แถวไม่อยู่ใน${partitionWords(by, id, 'th')} เช่น ${column} = ${found.example ?? '(ว่าง)'}`,
    detailEn: `${formatNumber(found.n)} rows do not belong to ${partitionWords(by, id, 'en')}, e.g. ${column} = ${found.example ?? '(empty)'}`,
  });
}

/**
 * Adds the keys of the partition that did not come again to {@link GONE}: they are gone, because all of the partition was read.
 * Called only then; of a partition that was read in part nothing is said to be gone.
 */
export async function takeVanished(engine: Engine, contract: Contract, partition: Partition, paths: readonly string[]): Promise<PartitionBefore> {
  if (paths.length === 0) return { rows: 0, vanished: 0 };
  const names = keyColumns(contract).map(({ name }) => name);
  const where = partitionWhere(partition, 'p.');
  const same = names.map((name) => `s.${q(name)} = p.${q(name)}`).join(' and ');
  const keys = names.map((name) => `p.${q(name)}`).join(', ');
  await engine.run(`insert into ${GONE} select ${keys} from ${parquetSource(paths)} p anti join stage s on ${same} where ${where.sql}`, where.values);
  const [sum] = await engine.rows<{ rows: number; vanished: number }>(`select (select count(*) from ${parquetSource(paths)} p where ${where.sql})::double as rows, (select count(*) from ${GONE})::double as vanished`, where.values);
  return sum ?? { rows: 0, vanished: 0 };
}
