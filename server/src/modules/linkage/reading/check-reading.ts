import { keyColumns, type Column, type Contract } from '@saphan/contracts/contract';
import { linkageProblem } from '../errors.ts';
import type { Connector } from '../ports.ts';
import { bucketColumns } from './bucket-columns.ts';
import { durationMs, isNumberText } from './cursor-text.ts';
import type { CursorReading, Reading } from './reading.ts';

interface Fault { pointer: string; th: string; en: string }

/** Cursors are counted or dated; a decimal is counted too. */
const cursorTypes: readonly Column['type'][] = ['integer', 'decimal', 'date', 'timestamp'];

/**
 * Whether a source can be read so under a contract.
 *
 * @throws `linkage.reading-refused` with every place that is wrong.
 */
export function checkReading(reading: Reading, contract: Contract, connector: Pick<Connector<any>, 'reads'>): void {
  if (reading.mode === 'snapshot') return;
  const faults: Fault[] = [];
  if (keyColumns(contract).length === 0) faults.push({ pointer: '/reading/mode', th: 'ข้อกำหนดต้องมีกุญแจ จึงจะรู้ว่าแถวใดใหม่หรือเปลี่ยน', en: 'the contract needs a primary key, to know which rows are new or changed' });
  if (reading.mode === 'changes' && !connector.reads?.changes) faults.push({ pointer: '/reading/mode', th: 'ต้นทางชนิดนี้บอกการเปลี่ยนแปลงเองไม่ได้', en: 'this kind of source cannot tell its changes' });
  if (reading.mode === 'cursor') {
    if (!connector.reads?.cursor) faults.push({ pointer: '/reading/mode', th: 'ต้นทางชนิดนี้อ่านเฉพาะส่วนที่เปลี่ยนไม่ได้', en: 'this kind of source cannot be asked for changes only' });
    faults.push(...cursorFaults(reading, contract));
    if (reading.deletes.kind === 'buckets') faults.push(...bucketFaults(contract, connector));
  }
  if (faults.length > 0) throw linkageProblem('reading-refused', { errors: faults });
}

function bucketFaults(contract: Contract, connector: Pick<Connector<any>, 'reads'>): Fault[] {
  const pointer = '/reading/deletes';
  if (!connector.reads?.buckets) return [{ pointer, th: 'ต้นทางชนิดนี้เทียบกุญแจเป็นกลุ่มไม่ได้', en: 'this kind of source cannot compare keys by bucket' }];
  const bad = bucketColumns(contract).refused;
  return bad === null ? [] : [{ pointer, th: `กุญแจ ${bad} ต้องเป็นจำนวนเต็ม ข้อความ หรือวันที่ และไม่ใช่ข้อมูลที่แปลงรหัส`, en: `key ${bad} must be a whole number, text or a date, and not pseudonymised` }];
}

function cursorFaults(reading: CursorReading, contract: Contract): Fault[] {
  const faults: Fault[] = [];
  const column = contract.columns.find((each) => each.name === reading.column);
  const at = (pointer: string, th: string, en: string) => { faults.push({ pointer, th, en }); };
  if (!column) at('/reading/column', `ข้อกำหนดไม่มีคอลัมน์ ${reading.column}`, `the contract has no column ${reading.column}`);
  else if (!cursorTypes.includes(column.type)) at('/reading/column', 'ต้องเป็นวันที่ เวลา หรือตัวเลข', 'must be a date, a time or a number');
  else if (column.personalData !== null) at('/reading/column', 'เป็นข้อมูลบุคคล ใช้จำตำแหน่งไม่ได้', 'is personal data, which is not remembered as a place');
  const isDated = column?.type === 'date' || column?.type === 'timestamp';
  if (isDated && durationMs(reading.overlap) === null) at('/reading/overlap', 'เขียนเป็นระยะเวลา เช่น PT1H หรือ P2D', 'write a duration such as PT1H or P2D');
  if (column && !isDated && (!isNumberText(reading.overlap) || reading.overlap.startsWith('-'))) at('/reading/overlap', 'เขียนเป็นตัวเลข 0 ขึ้นไป', 'write a number, 0 or more');
  const { deletes } = reading;
  if (deletes.kind === 'reconcile' && deletes.everyRuns === undefined && deletes.everyDays === undefined) at('/reading/deletes', 'บอกว่าอ่านใหม่ทั้งหมดทุกกี่รอบหรือกี่วัน', 'say after how many runs or days all is read again');
  if (deletes.kind === 'tombstone') {
    const mark = contract.columns.find((each) => each.name === deletes.column);
    if (!mark) at('/reading/deletes/column', `ข้อกำหนดไม่มีคอลัมน์ ${deletes.column}`, `the contract has no column ${deletes.column}`);
    else if (mark.primaryKey !== null || mark.personalData !== null) at('/reading/deletes/column', 'ใช้กุญแจหรือข้อมูลบุคคลบอกการลบไม่ได้', 'a key or personal data cannot say that a row is gone');
  }
  return faults;
}
