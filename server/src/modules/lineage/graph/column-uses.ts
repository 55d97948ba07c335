import type { Column, Contract } from '@saphan/contracts/contract';

/** Something that would notice if a column went away or changed; with a dataset when it is another one that does. */
export interface ColumnUse { kind: string; th: string; en: string; dataset: string | null; column: string | null }

/** A column of another dataset whose codes come from a column of this one. */
export interface CodeListUser { slug: string; column: string; list_column: string }

const use = (kind: string, th: string, en: string, dataset: string | null = null, column: string | null = null): ColumnUse => ({ kind, th, en, dataset, column });

/** Asks what depends on a column within the contract, the schedule and other datasets. */
export function usesIn(contract: Contract, { cursors, users }: { cursors: readonly string[]; users: readonly CodeListUser[] }): (column: Column) => ColumnUse[] {
  const rules = contract.rules.map((rule) => ({ rule, names: namesIn(rule.sql) }));
  const usersOf = Map.groupBy(users, ({ list_column }) => list_column);
  return (column) => [
    ...(column.primaryKey === null ? [] : [use('key', `กุญแจลำดับที่ ${column.primaryKey}`, `place ${column.primaryKey} of the primary key`)]),
    ...rules.filter(({ names }) => names.has(column.name)).map(({ rule }) => use('rule', `กฎ ${rule.id}: ${rule.titleTh}`, `rule ${rule.id}: ${rule.titleEn}`)),
    ...(contract.freshness.dataColumn === column.name ? [use('freshness', 'บอกว่าข้อมูลเป็นของวันใด', 'says of which day the data is')] : []),
    ...(cursors.includes(column.name) ? [use('cursor', 'จำตำแหน่งที่อ่านถึงของต้นทาง', 'remembers how far the source was read')] : []),
    ...(usersOf.get(column.name) ?? []).map((each) => use('code-list-of', `เป็นรายการรหัสของ ${each.slug} คอลัมน์ ${each.column}`, `code list of ${each.slug}, column ${each.column}`, each.slug, each.column)),
  ];
}

/** The names that an expression over a row speaks of; words in quotes ('…') are values. */
export function namesIn(sql: string): ReadonlySet<string> {
  const bare = sql.replaceAll(/'(?:[^']|'')*'/g, "''");
  return new Set([...bare.matchAll(/"((?:[^"]|"")*)"|[\p{L}_][\p{L}\p{N}\p{M}_]*/gu)].map(([word, quoted]) => (quoted ?? word).toLowerCase()));
}
