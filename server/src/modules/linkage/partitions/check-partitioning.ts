import { keyColumns, type Contract } from '@saphan/contracts/contract';
import { partitionSpan } from '@saphan/contracts/partitions';
import { linkageProblem } from '../errors.ts';
import type { Partitioning } from './partition.ts';

interface Fault { pointer: string; th: string; en: string }

/**
 * Whether a dataset can be divided so under its contract.
 *
 * @throws `linkage.partitioning-refused` with every place that is wrong.
 */
export function checkPartitioning({ by, column: name }: Partitioning, contract: Contract, first: string | null = null): void {
  const faults: Fault[] = [];
  const at = (pointer: string, th: string, en: string) => { faults.push({ pointer, th, en }); };
  const column = contract.columns.find((each) => each.name === name);
  if (keyColumns(contract).length === 0) at('/column', 'ข้อกำหนดต้องมีกุญแจ จึงจะแทนเฉพาะงวดได้', 'the contract needs a primary key, so that one partition can be replaced');
  if (!column) at('/column', `ข้อกำหนดไม่มีคอลัมน์ ${name}`, `the contract has no column ${name}`);
  else if (column.personalData !== null) at('/column', 'เป็นข้อมูลบุคคล ใช้แบ่งงวดไม่ได้', 'is personal data, which names no partition');
  else if (by !== 'value' && column.type !== 'date' && column.type !== 'timestamp') at('/column', 'ต้องเป็นวันที่หรือเวลา หรือเลือกแบ่งตามค่า', 'must be a date or a time; or divide by value');
  else if (by === 'value' && !['text', 'integer', 'geocode'].includes(column.type)) at('/column', 'แบ่งตามค่าได้เฉพาะข้อความ รหัสพื้นที่ หรือจำนวนเต็ม', 'only texts, geocodes and whole numbers are divided by value');
  if (first !== null && by === 'value') at('/promise', 'งวดที่แบ่งตามค่าไม่มีวันสิ้นสุด จึงสัญญาวันส่งไม่ได้', 'a partition by value has no end, so nothing can be promised of its day');
  else if (first !== null && !partitionSpan(by, first)) at('/promise/first', `"${first}" ไม่ใช่ชื่องวด`, `"${first}" names no partition`);
  if (faults.length > 0) throw linkageProblem('partitioning-refused', { errors: faults });
}
