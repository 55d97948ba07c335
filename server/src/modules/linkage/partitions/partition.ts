import { partitionSpan, type PartitionBy } from '@saphan/contracts/partitions';
import { eraOffset } from '@saphan/contracts/dates';
import type { Column, Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q } from '#modules/lake/index.ts';
import type { PartitionAsked } from '../ports.ts';

/** How a dataset is divided. */
export interface Partitioning { by: PartitionBy; column: string }
/** As the register keeps it. */
export const partitioningOf = ({ by, column_name: column }: { by: string; column_name: string }): Partitioning => ({ by: by as PartitionBy, column });
/** One partition of a dataset; `column` is the contract's. */
export interface Partition extends Partitioning { id: string }

/** Rows by partition of a release, as they are kept with it. */
export interface NotedPartitions { by: string; column: string; rows: Record<string, number> }

/** Which partitions the rows of a release belong to. */
export interface PresentPartitions { by: PartitionBy; ids: string[] }

/** SQL of the name of the partition that a row belongs to; null where its column is. */
export function partitionNameSql({ by, column }: Partitioning, alias = ''): string {
  const cell = `${alias}${q(column)}`;
  switch (by) {
    case 'value': return `${cell}::varchar`;
    case 'day': return `strftime(${cell}, '%Y-%m-%d')`;
    case 'month': return `strftime(${cell}, '%Y-%m')`;
    case 'year': return `strftime(${cell}, '%Y')`;
    case 'fiscal-year': return `(year(${cell}) + ${eraOffset} + (month(${cell}) >= 10)::int)::varchar`;
    case 'crop-year': return `((year(${cell}) + ${eraOffset} - (month(${cell}) < 5)::int)::varchar || '/' || lpad(((year(${cell}) + ${eraOffset + 1} - (month(${cell}) < 5)::int) % 100)::varchar, 2, '0'))`;
  }
}

/** SQL of whether a row belongs to a partition, with its parameters; a span of days is found by the edges of row groups. */
export function partitionWhere({ by, column, id }: Partition, alias = ''): { sql: string; values: string[] } {
  const span = partitionSpan(by, id);
  const cell = `${alias}${q(column)}`;
  return span ? { sql: `(${cell} >= $1::date and ${cell} < $2::date)`, values: [span.from, span.before] } : { sql: `${cell}::varchar = $1`, values: [id] };
}

/** The partition as its source is asked for it: the source's name of the column, days in the era that it keeps. */
export function askFor(partition: Partition, contract: Contract): PartitionAsked {
  const { by, id } = partition;
  const column = contract.columns.find(({ name }) => name === partition.column) as Column;
  const span = partitionSpan(by, id);
  const keepsBe = (column.calendar ?? contract.source.calendar) === 'be';
  const inEra = (day: string) => (keepsBe ? `${Number(day.slice(0, 4)) + eraOffset}${day.slice(4)}` : day);
  return { by, id, column: column.source, span: span && { from: inEra(span.from), before: inEra(span.before) } };
}
