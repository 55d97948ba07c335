/** What a schema cannot say: whether the parts of a contract agree with one another. */
import type { Contract } from '../contract.ts';
import { checkColumn } from './check-column.ts';
import { checkFreshness, checkSource } from './check-source.ts';
import { columnPointer, finding, pointerOf } from './contract-problem.ts';
import type { Finding } from './contract-problem.ts';
import type { ContractDocument } from './document-schema.ts';
import { contractBlock } from './extension-place.ts';
import { conditionFault } from './row-condition.ts';
import { ruleEntries, tableOf } from './read-document.ts';
import { checkUse } from '../rules/library.ts';
import { normaliseHeader } from '../thai-text.ts';

/** Every contradiction in a contract that fits the schema, in document order. */
export function checkContract(contract: Contract, document: ContractDocument): Finding[] {
  const ours = contractBlock(document)?.pointer ?? '';
  return [
    ...contract.columns.flatMap((column, index) => checkColumn(contract, column, tableOf(document).properties[index]!, index)),
    ...checkNames(contract), ...checkFieldIds(contract), ...checkKey(contract), ...checkRules(contract, document),
    ...checkFreshness(contract, document), ...checkSource(contract, document, ours),
  ];
}

function checkNames(contract: Contract): Finding[] {
  const byName = repeats(contract.columns.map((column) => column.name)).map(({ index, first, text }) => finding(columnPointer(index, 'name'),
    `ชื่อคอลัมน์ “${text}” ซ้ำกับคอลัมน์ที่ ${first + 1}`, `The column name “${text}” is the same as that of column ${first + 1}.`));
  const reserved = contract.columns.flatMap((column, index) => (column.name.startsWith('_') ? [finding(columnPointer(index, 'name'),
    `ชื่อ “${column.name}” ขึ้นต้นด้วย _ ซึ่งสงวนไว้ให้ระบบ`, `The name “${column.name}” begins with _, which is reserved for the system.`)] : []));
  byName.push(...reserved);
  if (contract.source.headerRows === 0) return byName;
  const bySource = repeats(contract.columns.map((column) => normaliseHeader(column.source))).map(({ index, first, text }) => finding(columnPointer(index, 'physicalName'),
    `หัวตาราง “${text}” ซ้ำกับคอลัมน์ที่ ${first + 1} จึงบอกไม่ได้ว่าหมายถึงช่องใด`, `The header “${text}” is the same as that of column ${first + 1}, so it cannot tell which cell is meant.`));
  return [...byName, ...bySource];
}

function checkFieldIds(contract: Contract): Finding[] {
  return repeats(contract.columns.map((column) => (column.fieldId === 0 ? '' : String(column.fieldId))))
    .filter(({ text }) => text !== '')
    .map(({ index, first, text }) => finding(columnPointer(index),
      `fieldId ${text} ซ้ำกับคอลัมน์ที่ ${first + 1} ลบหัวข้อ fieldId ออกเพื่อให้ระบบออกเลขใหม่`, `fieldId ${text} is the same as that of column ${first + 1}; leave it out to be given a new one.`));
}

function repeats(texts: string[]): { index: number; first: number; text: string }[] {
  const seen = new Map<string, number>();
  return texts.flatMap((text, index) => {
    const first = seen.get(text);
    if (first === undefined) { seen.set(text, index); return []; }
    return [{ index, first, text }];
  });
}

/** Key places run 1, 2, 3 …; a gap or a repeat leaves the order of the key open. */
function checkKey(contract: Contract): Finding[] {
  const keyed = contract.columns.map((column, index) => ({ column, index })).filter(({ column }) => column.primaryKey !== null);
  const unplaced = keyed.filter(({ column }) => column.primaryKey === 0);
  if (unplaced.length > 0) {
    return unplaced.map(({ index }) => finding(columnPointer(index, 'primaryKeyPosition'),
      'คีย์หลักมีหลายคอลัมน์ บอกลำดับด้วย primaryKeyPosition เริ่มที่ 1', 'The primary key has several columns; say the order by primaryKeyPosition, from 1.'));
  }
  const places = keyed.map(({ column }) => column.primaryKey as number).sort((a, b) => a - b);
  const wrong = places.findIndex((place, index) => place !== index + 1);
  if (wrong < 0) return [];
  const at = keyed.find(({ column }) => column.primaryKey === places[wrong])!;
  return [finding(columnPointer(at.index, 'primaryKeyPosition'),
    `ลำดับคีย์หลักต้องเรียง 1, 2, 3 … ไม่เว้นและไม่ซ้ำ ได้รับ ${places.join(', ')}`, `The places of the primary key run 1, 2, 3 … without gap or repeat; received ${places.join(', ')}.`)];
}

function checkRules(contract: Contract, document: ContractDocument): Finding[] {
  const entries = ruleEntries(document);
  const doubled = repeats(entries.map(({ rule }) => rule.id)).map(({ index, text }) => finding(
    pointerOf('schema', 0, 'quality', entries[index]!.index, 'id'), `รหัสเงื่อนไข “${text}” ซ้ำ`, `The rule id “${text}” stands twice.`));
  const faulty = entries.flatMap(({ rule, index }) => {
    if (rule.use) return checkUse(contract, rule.use, rule.severity).map(({ at, th, en }) => finding(pointerOf('schema', 0, 'quality', index, ...at), th, en));
    const fault = conditionFault(rule.sql);
    return fault ? [finding(pointerOf('schema', 0, 'quality', index, 'implementation'), fault.th, fault.en)] : [];
  });
  return [...doubled, ...faulty];
}
