import type { Column, Contract } from '@saphan/contracts/contract';
import { normaliseHeader } from '@saphan/contracts/thai-text';

/**
 * A fresh draft with what a person has already decided: columns that are known stay where the header still has them, columns left out stay out,
 * and dataset, promise and gates are not guessed again.
 *
 * @param edited terms of the contract before the file was read another way, or of the version in force, with the columns to keep.
 */
export function mergeDraft(draft: Contract, edited: Contract | null, leftOut: readonly string[] = []): Contract {
  const out = new Set(leftOut.map(normaliseHeader));
  const known = new Map((edited?.columns ?? []).map((column) => [normaliseHeader(column.source), column]));
  const times = Map.groupBy(draft.columns, ({ source }) => source);
  // A header that repeats cannot tell which column was meant before.
  const keeps = (column: Column) => (times.get(column.source)?.length === 1 ? known.get(normaliseHeader(column.source)) : undefined);
  const kept = draft.columns.filter((column) => !out.has(normaliseHeader(column.source)))
    .map((column) => keeps(column) ?? (edited ? { ...column, fieldId: 0 } : column));
  const columns = placeKeys(distinctNames(kept, new Set([...known.values()].map(({ name }) => name))));
  if (!edited) return { ...draft, columns };
  const { dataset, titleTh, titleEn, duplicates, deletes, gates, anomaly, rules, freshness, legalBasis, retention } = edited;
  return { ...draft, dataset, titleTh, titleEn, duplicates, deletes, gates, ...(anomaly && { anomaly }), rules, freshness: promiseOn(freshness, columns), legalBasis, retention, columns };
}

/** The contract under the name and titles of an existing dataset. */
export function nameAfter(contract: Contract, dataset: { slug: string; titleTh: string; titleEn: string }): Contract {
  return { ...contract, dataset: dataset.slug, titleTh: dataset.titleTh, titleEn: dataset.titleEn || dataset.titleTh };
}

/** Columns that differ from what was drafted, with those changed under an earlier reading of the file. */
export function editedColumns({ contract, drafted, edits }: { contract: Contract | null; drafted: readonly Column[]; edits: readonly Column[] }): Column[] {
  const made = new Map(drafted.map((column) => [column.source, JSON.stringify(column)]));
  const changed = (contract?.columns ?? []).filter((column) => made.has(column.source) && made.get(column.source) !== JSON.stringify(column));
  return [...edits.filter((edit) => !changed.some(({ source }) => source === edit.source)), ...changed];
}

/** A freshly guessed column must not take the name of one that is known. */
function distinctNames(columns: Column[], known: ReadonlySet<string>): Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column.name;
    for (let count = 2; taken.has(name) || (column.fieldId === 0 && known.has(name)); count += 1) name = `${column.name}_${count}`;
    taken.add(name);
    return name === column.name ? column : { ...column, name };
  });
}

/** Key places run 1, 2, 3 … without gaps, in their order. */
export function placeKeys(columns: Column[]): Column[] {
  const places = columns.filter((column) => column.primaryKey !== null).sort((a, b) => (a.primaryKey as number) - (b.primaryKey as number));
  return columns.map((column) => (column.primaryKey === null ? column : { ...column, primaryKey: places.indexOf(column) + 1 }));
}

function promiseOn(freshness: Contract['freshness'], columns: readonly Column[]): Contract['freshness'] {
  return columns.some(({ name }) => name === freshness.dataColumn) ? freshness : { ...freshness, dataColumn: null, maxDataAgeDays: null };
}
