import type { Contract } from '../contract.ts';

/**
 * Gives every column without a Parquet field id (0) its own: the id the column of that name had before, else one never used.
 *
 * @param earlier all earlier versions; an id of a dropped column is not given out again, so old files keep their meaning.
 */
export function assignFieldIds(contract: Contract, earlier: readonly Contract[] = []): Contract {
  const past = earlier.flatMap((version) => version.columns);
  const before = new Map(past.map((column) => [column.name, column.fieldId]));
  const taken = new Set(contract.columns.map((column) => column.fieldId));
  let last = [...past, ...contract.columns].reduce((most, column) => Math.max(most, column.fieldId), 0);
  const columns = contract.columns.map((column) => {
    if (column.fieldId !== 0) return column;
    const known = before.get(column.name);
    if (known !== undefined && !taken.has(known)) {
      taken.add(known);
      return { ...column, fieldId: known };
    }
    last += 1;
    return { ...column, fieldId: last };
  });
  return { ...contract, columns };
}
