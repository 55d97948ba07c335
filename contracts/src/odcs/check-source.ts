/** The source's shape and the promise of freshness against the columns. */
import { isSheetFormat, type Contract } from '../contract.ts';
import { checkFormat } from './check-format.ts';
import { nearestWord } from './nearest-word.ts';
import { finding, pointerOf } from './contract-problem.ts';
import type { Finding } from './contract-problem.ts';
import type { ContractDocument } from './document-schema.ts';
import { contractBlock } from './extension-place.ts';
import { hoursOf } from './sla.ts';

const isDated = (type: string): boolean => type === 'date' || type === 'timestamp';

/** Keys that must not be left to a default, and keys that do not belong to the format. `ours` is the pointer of our block. */
export function checkSource(contract: Contract, document: ContractDocument, ours: string): Finding[] {
  const given = contractBlock(document)?.block.source ?? { format: contract.source.format };
  const at = (key: string): string => ours + pointerOf('source', key);
  const { format, quote, multiline, sheet } = contract.source;
  const found: Finding[] = [];
  if (format === 'csv') {
    if (given.encoding === undefined) found.push(finding(at('encoding'), 'ไฟล์ข้อความต้องบอกรหัสอักขระ encoding เช่น utf-8 หรือ windows-874', 'A text file must say its encoding, such as utf-8 or windows-874.'));
    if (given.delimiter === undefined) found.push(finding(at('delimiter'), 'ไฟล์ข้อความต้องบอกตัวคั่น delimiter', 'A text file must say its delimiter.'));
    if (quote === 'none' && given.multiline === true && multiline) found.push(finding(at('multiline'), 'ข้อความหลายบรรทัดต้องมีเครื่องหมายคำพูด (quote)', 'Cells of several lines need a quote.'));
  }
  if (sheet !== null && !isSheetFormat(format)) found.push(finding(at('sheet'), 'ชื่อแผ่นงาน sheet ใช้กับ xlsx, xls และ ods เท่านั้น', 'A sheet belongs to xlsx, xls and ods only.'));
  found.push(...checkFormat(contract, document, at));
  const floating = contract.columns.find((column) => isDated(column.type) && column.calendar === null);
  if (floating && given.calendar === undefined && format !== 'parquet') {
    found.push(finding(at('calendar'), `“${floating.name}” เป็นวันที่ แต่ยังไม่บอกปฏิทิน: be (พ.ศ.) ce (ค.ศ.) หรือ mixed`, `“${floating.name}” is a date, but no calendar is given: be, ce or mixed.`));
  }
  return found;
}

/** The promise of freshness: how often a release comes, and how old the newest date in the data may be. */
export function checkFreshness(contract: Contract, document: ContractDocument): Finding[] {
  const promises = document.slaProperties ?? [];
  if (!promises.some((promise) => promise.property === 'frequency')) {
    return [finding('/slaProperties', 'ขาดสัญญาความสด เพิ่ม property: frequency พร้อม value และ unit เช่น 24 h', 'The promise of freshness is missing: add property: frequency with value and unit, such as 24 h.')];
  }
  return promises.flatMap((promise, index) => {
    const at = pointerOf('slaProperties', index);
    if (promise.property !== 'frequency' && promise.property !== 'latency') return [];
    if (promises.findIndex((other) => other.property === promise.property) !== index) {
      return [finding(at, `สัญญา “${promise.property}” มีอยู่แล้ว`, `The promise “${promise.property}” already stands above.`)];
    }
    if (hoursOf(promise.value, promise.unit) === null) {
      return [finding(`${at}/value`, 'ค่าต้องเป็นตัวเลขมากกว่า 0 และ unit เป็น h, d หรือ w', 'The value must be a number above 0 and the unit h, d or w.')];
    }
    return promise.property === 'latency' ? checkDataColumn(contract, at) : [];
  });
}

function checkDataColumn(contract: Contract, at: string): Finding[] {
  const name = contract.freshness.dataColumn;
  if (name === null) return [finding(`${at}/element`, 'บอกคอลัมน์วันที่ของข้อมูลใน element เช่น data.updated_on', 'Say the date column of the data in element, such as data.updated_on.')];
  const column = contract.columns.find((candidate) => candidate.name === name);
  if (!column) {
    const near = nearestWord(name, contract.columns.map((candidate) => candidate.name));
    return [finding(`${at}/element`, `ไม่มีคอลัมน์ “${name}” ในข้อกำหนด${near ? ` หมายถึง “${near}” หรือไม่` : ''}`, `The contract has no column “${name}”.${near ? ` Is “${near}” meant?` : ''}`)];
  }
  return isDated(column.type) ? [] : [finding(`${at}/element`, `“${name}” ไม่ใช่คอลัมน์วันที่`, `“${name}” is not a date column.`)];
}
