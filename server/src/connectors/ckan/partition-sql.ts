import type { PartitionAsked } from '#modules/linkage/index.ts';
import { partitionRefused } from '../database/cursor-refused.ts';

/** A column of the DataStore, with the type that PostgreSQL knows it by. */
export interface PortalField { name: string; type: string }

/** @throws `connectors.partition-refused` when the column is not there, or days are asked of one that is kept as text, which would be compared letter by letter. */
export function checkDivided(fields: readonly PortalField[], { column, id, span }: PartitionAsked): void {
  const type = fields.find(({ name }) => name === column)?.type;
  if (type === undefined || (span !== null) !== /^(date|timestamp)$/.test(type)) throw partitionRefused(column, id);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Questions for the rows of a span of days, by `datastore_search_sql`: names are quoted, and the days are the house's own. */
export function spanSql(resource: string, fields: readonly PortalField[], column: string, { from, before }: NonNullable<PartitionAsked['span']>): { count: string; page(size: number, offset: number): string } {
  const source = `from ${quoted(resource)} where ${quoted(column)} >= '${from}' and ${quoted(column)} < '${before}'`;
  const list = fields.map(({ name }) => quoted(name)).join(', ');
  return { count: `select count(*) as n ${source}`, page: (size, offset) => `select ${list} ${source} order by "_id" limit ${size} offset ${offset}` };
}
