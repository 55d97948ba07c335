import type { Column, ColumnType, Contract } from '@saphan/contracts/contract';
import { placeKeys } from './merge-draft.ts';

const isDated = (type: ColumnType): boolean => type === 'date' || type === 'timestamp';
const isWritten = (type: ColumnType): boolean => type === 'text' || type === 'citizen-id' || type === 'geocode';

/** The column with another type: what belongs to the new type gets a usual value, what does not is dropped. */
export function withType(column: Column, type: ColumnType): Column {
  if (type === column.type) return column;
  return {
    ...column, type,
    precision: type === 'decimal' ? column.precision || 18 : 0, scale: type === 'decimal' ? column.scale || 2 : 0,
    geocodeDigits: type === 'geocode' ? column.geocodeDigits ?? 6 : null, calendar: isDated(type) ? column.calendar : null,
    pattern: isWritten(type) ? column.pattern : null, maxLength: type === 'text' ? column.maxLength : null, min: null, max: null,
    codeList: column.codeList && type === 'text' ? column.codeList : null,
    personalData: type === 'citizen-id' ? column.personalData ?? 'direct' : column.personalData,
  };
}

/** The contract with one column changed, found by its place: headers may repeat. */
export function changeColumn(contract: Contract, at: number, change: (column: Column) => Column): Contract {
  return { ...contract, columns: contract.columns.map((column, index) => (index === at ? change(column) : column)) };
}

/** Puts a column into the primary key, after those already there, or takes it out; a key column is required. */
export function toggleKey(contract: Contract, at: number, isKey: boolean): Contract {
  const places = contract.columns.filter((column) => column.primaryKey !== null).length;
  const changed = changeColumn(contract, at, (column) => ({ ...column, primaryKey: isKey ? places + 1 : null, required: isKey || column.required }));
  return { ...changed, columns: placeKeys(changed.columns) };
}

/** The contract without a column; its values are skipped. */
export function leaveOut(contract: Contract, at: number): Contract {
  const columns = placeKeys(contract.columns.filter((_, index) => index !== at));
  const lostDate = contract.columns[at]?.name === contract.freshness.dataColumn;
  return { ...contract, columns, freshness: lostDate ? { ...contract.freshness, dataColumn: null, maxDataAgeDays: null } : contract.freshness };
}

/** A column that was left out, back at the end. */
export function takeBack(contract: Contract, column: Column): Contract {
  return { ...contract, columns: placeKeys([...contract.columns, column]) };
}
