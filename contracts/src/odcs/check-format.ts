/** Keys that one format needs and no other has: the record path of XML, the places of fixed width, the encoding of DBF. */
import type { Contract } from '../contract.ts';
import { columnPointer, finding } from './contract-problem.ts';
import type { Finding } from './contract-problem.ts';
import type { ContractDocument } from './document-schema.ts';
import { columnBlock, contractBlock } from './extension-place.ts';
import { tableOf } from './read-document.ts';

const fixedKeys = ['unit', 'recordLength', 'shortLines'] as const;

/** What is missing for the format of the source, and what belongs to another one. `at` points at a key of the source. */
export function checkFormat(contract: Contract, document: ContractDocument, at: (key: string) => string): Finding[] {
  const given = contractBlock(document)?.block.source;
  const { format, recordPath } = contract.source;
  const found: Finding[] = [];
  if (format === 'xml' && recordPath === undefined) found.push(finding(at('recordPath'), 'ไฟล์ XML ต้องบอกเส้นทางของระเบียน recordPath เช่น /provinces/province', 'An XML file must say the path of its records (recordPath), such as /provinces/province.'));
  if (!['xml', 'json', 'ndjson'].includes(format) && recordPath !== undefined) found.push(finding(at('recordPath'), 'recordPath ใช้กับ xml, json และ ndjson เท่านั้น', 'recordPath belongs to xml, json and ndjson only.'));
  if ((format === 'dbf' || format === 'fixed') && given?.encoding === undefined) found.push(finding(at('encoding'), `ไฟล์ ${format} ต้องบอกรหัสอักขระ encoding เช่น windows-874`, `A ${format} file must say its encoding, such as windows-874.`));
  if ((format === 'dbf' || format === 'fixed') && contract.source.encoding.startsWith('utf-16')) found.push(finding(at('encoding'), `ไฟล์ ${format} อ่าน UTF-16 ไม่ได้`, `A ${format} file cannot be in UTF-16.`));
  for (const key of fixedKeys) {
    if (format !== 'fixed' && given?.[key] !== undefined) found.push(finding(at(key), `${key} ใช้กับ fixed เท่านั้น`, `${key} belongs to fixed only.`));
  }
  if (format === 'fixed' && contract.source.recordLength !== undefined && contract.source.unit === 'characters') {
    found.push(finding(at('recordLength'), 'recordLength นับเป็นไบต์ จึงใช้คู่กับ unit: characters ไม่ได้', 'recordLength counts bytes and cannot stand with unit: characters.'));
  }
  return [...found, ...checkPlaces(contract, document)];
}

function checkPlaces({ source, columns }: Contract, document: ContractDocument): Finding[] {
  return columns.flatMap((column, index) => {
    const { block, tail } = columnBlock(tableOf(document).properties[index]!);
    const at = columnPointer(index, ...tail, block.start === undefined ? 'start' : 'length');
    if (source.format !== 'fixed') {
      return block.start === undefined && block.length === undefined ? [] : [finding(at, 'start และ length ใช้กับ fixed เท่านั้น', 'start and length belong to fixed only.')];
    }
    if (!column.place) return [finding(at, `“${column.name}” ต้องบอก start (ตำแหน่งแรก เริ่มที่ 1) และ length (จำนวน)`, `“${column.name}” must say start (its first place, from 1) and length.`)];
    const end = column.place.start + column.place.length - 1;
    return source.recordLength === undefined || end <= source.recordLength ? []
      : [finding(at, `“${column.name}” จบที่ไบต์ ${end} เกินระเบียนซึ่งยาว ${source.recordLength}`, `“${column.name}” ends at byte ${end}, beyond the record of ${source.recordLength}.`)];
  });
}
