/** What a new version of a contract changes for those who use the releases. */
import type { Column, Contract } from '../contract.ts';
import type { ContractChange } from './contract-change.ts';
import { columnPointer } from './contract-problem.ts';
import { compareColumn } from './classify-column.ts';
import { compareTable } from './classify-table.ts';

export type { ContractChange } from './contract-change.ts';
export type ChangeKind = 'none' | 'compatible' | 'breaking';

/**
 * Compares two versions of one dataset's contract.
 *
 * A change is breaking when a release's columns go, change their meaning or narrow, or when data that passed before would now be refused.
 * A column is the same column by its field id; where the id was left out, by its name.
 */
export function classifyChange(before: Contract, after: Contract): { change: ChangeKind; changes: ContractChange[] } {
  const changes = [...compareColumns(before, after), ...compareTable(before, after)];
  const change = changes.length === 0 ? 'none' : changes.some((one) => one.breaking) ? 'breaking' : 'compatible';
  return { change, changes };
}

function compareColumns(before: Contract, after: Contract): ContractChange[] {
  const byId = new Map(before.columns.map((column) => [column.fieldId, column]));
  const byName = new Map(before.columns.map((column) => [column.name, column]));
  const kept = new Set<Column>();
  const changes: ContractChange[] = [];
  after.columns.forEach((column, index) => {
    const old = byId.get(column.fieldId) ?? (column.fieldId === 0 ? byName.get(column.name) : undefined);
    if (!old) { changes.push(added(column, index)); return; }
    kept.add(old);
    changes.push(...compareColumn(old, column, { before, after }, index));
  });
  before.columns.forEach((column, index) => { if (!kept.has(column)) changes.push(removed(column, index)); });
  const order = reordered(before, after);
  return order ? [...changes, order] : changes;
}

function added(column: Column, index: number): ContractChange {
  const breaking = column.required || column.primaryKey !== null;
  const why = breaking ? { th: ' ซึ่งต้องมีค่าทุกแถว ต้นทางเดิมจะไม่ผ่าน', en: ' that must have a value in each row; the former source would not pass' } : { th: '', en: '' };
  return { pointer: columnPointer(index), breaking, th: `เพิ่มคอลัมน์ “${column.titleTh}” (${column.name})${why.th}`, en: `Adds the column “${column.name}”${why.en}.` };
}

function removed(column: Column, index: number): ContractChange {
  return {
    pointer: columnPointer(index), breaking: true,
    th: `เอาคอลัมน์ “${column.titleTh}” (${column.name}) ออก ผู้ที่ใช้คอลัมน์นี้อยู่จะอ่านไม่ได้`, en: `Removes the column “${column.name}”; whoever reads it can no longer do so.`,
  };
}

/** Order shows only in downloads; names and field ids carry the meaning. */
function reordered(before: Contract, after: Contract): ContractChange | null {
  const shared = (one: Contract, other: Contract): string => {
    const ids = new Set(other.columns.map((column) => column.fieldId));
    return one.columns.filter((column) => ids.has(column.fieldId)).map((column) => column.fieldId).join(',');
  };
  if (shared(before, after) === shared(after, before)) return null;
  return { pointer: '/schema/0/properties', breaking: false, th: 'เปลี่ยนลำดับคอลัมน์', en: 'Changes the order of the columns.' };
}
