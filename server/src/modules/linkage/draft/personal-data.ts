/** Columns that may hold personal data (PDPA): by header words and by what the values look like. */
import type { Classification, PersonalData } from '@saphan/contracts/contract';
import type { ColumnFacts } from './column-facts.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';

export interface PersonalFlag { personalData: PersonalData; classification: Classification; reason: Note }

/** Section 26: health, disability, religion, race, crime, biometrics, union, politics, sexual behaviour. */
const sensitiveHeader = /สุขภาพ|หมู่เลือด|กรุ๊ปเลือด|ผู้?พิการ|ความพิการ|โรคประจำตัว|ประวัติการรักษา|วินิจฉัย|ผู้ป่วย|ศาสนา|เชื้อชาติ|ประวัติอาชญากรรม|ลายนิ้วมือ|ม่านตา|สหภาพแรงงาน|ความเห็นทางการเมือง|เพศวิถี|\bhealth|disab|religion|ethnic|blood_?type|diagnos|patient|biometric|fingerprint/i;
const personHeader = /ชื่อ[\s-]*(และ)?(นาม)?สกุล|นามสกุล|ชื่อ[\s-]*(เกษตรกร|เจ้าของ|ผู้|สมาชิก|หัวหน้า|ประธาน|บุคคล)|ผู้ติดต่อ|ผู้ประสานงาน|(first|last|full|sur|family|given|owner|farmer|contact)_?\s?name|surname/i;
const directHeader: [RegExp, Note][] = [
  [/บัญชีธนาคาร|เลขที่บัญชี|เลขบัญชี|bank_?acc|account_?no/i, note('หัวตารางบอกว่าเป็นเลขบัญชีธนาคาร', 'The header names a bank account.')],
  [/โทร|มือถือ|phone|mobile/i, note('หัวตารางบอกว่าเป็นหมายเลขโทรศัพท์', 'The header names a phone number.')],
  [/อีเมล|e-?mail/i, note('หัวตารางบอกว่าเป็นอีเมล', 'The header names an e-mail address.')],
  [/หนังสือเดินทาง|passport|ใบขับขี่|driv\w+_?licen/i, note('หัวตารางบอกว่าเป็นเลขเอกสารประจำตัว', 'The header names an identity document.')],
  [personHeader, note('หัวตารางบอกว่าเป็นชื่อบุคคล', 'The header names persons.')],
];
const indirectHeader = /ที่อยู่|บ้านเลขที่|address|house_?no|วันเกิด|วันเดือนปีเกิด|birth|\bdob\b|อายุ|\bage\b|เพศ|\bsex\b|gender|คำนำหน้า/i;

/** Whether and how a column holds personal data; null when nothing speaks for it. */
export function flagPersonal(header: string, facts: ColumnFacts, citizenIds: boolean): PersonalFlag | null {
  const direct = (reason: Note): PersonalFlag => ({ personalData: 'direct', classification: 'confidential', reason });
  if (citizenIds) return direct(note('เป็นเลขประจำตัวประชาชน จะเก็บเป็นรหัสแทน', 'Citizen numbers; they are kept as pseudonyms.'));
  if (sensitiveHeader.test(header) && !isAmount(facts, header)) return { personalData: 'sensitive', classification: 'confidential', reason: note('หัวตารางเป็นข้อมูลอ่อนไหวตามมาตรา 26', 'The header names sensitive data (section 26).') };
  const seen = (part: number): boolean => facts.filled > 0 && part >= facts.filled * 0.3;
  if (seen(facts.titled)) return direct(note('ค่าขึ้นต้นด้วยคำนำหน้านาม เช่น นาย นาง นางสาว', 'Values begin with personal titles such as นาย, นาง, นางสาว.'));
  if (seen(facts.emails)) return direct(note('ค่าเป็นอีเมล', 'The values are e-mail addresses.'));
  if (facts.filled > 0 && facts.phones >= facts.filled * 0.8) return direct(note('ค่าเป็นหมายเลขโทรศัพท์', 'The values are phone numbers.'));
  const named = directHeader.find(([form]) => form.test(header));
  if (named && !isAmount(facts, header)) return direct(named[1]);
  if (indirectHeader.test(header)) return { personalData: 'indirect', classification: 'internal', reason: note('อาจบอกตัวบุคคลได้เมื่อประกอบกับข้อมูลอื่น', 'With other data it may tell who a person is.') };
  return null;
}

/** "จำนวนผู้ติดต่อ" counts people and names none. */
function isAmount(facts: ColumnFacts, header: string): boolean {
  return /จำนวน|รวม|(^|[_\s])(count|total)([_\s]|$)/i.test(header) && facts.integers + facts.decimals >= facts.filled * 0.8;
}
