import { checkDigit } from '@saphan/contracts/thai-id';
import type { Random } from './random.ts';

// Common given names and made-up family names: any likeness to a living person is chance.
const givenNames = ['สมชาย', 'สมหญิง', 'ประเสริฐ', 'วิไล', 'บุญมี', 'มาลี', 'สุรชัย', 'จันทร์เพ็ญ', 'ธนพล', 'กมลวรรณ', 'อนุชา', 'รัตนา', 'ณัฐวุฒิ', 'พิมพ์ใจ',
  'สำราญ', 'ทองสุข', 'เกษม', 'อรทัย', 'ปรีชา', 'น้ำผึ้ง', 'คำแสน', 'บัวผัน', 'วันดี', 'ชูชาติ', 'ดวงใจ', 'เพียงใจ', 'อุดม', 'ศรีนวล', 'ไพโรจน์', 'ละออ'];
const familyNames = ['ใจดีงาม', 'นาทองคำ', 'สวนสมบูรณ์', 'ทุ่งกว้างไกล', 'ข้าวหอมดี', 'ปลาชุมพร', 'ไร่เจริญสุข', 'น้ำใสเย็น', 'ดินดำดี', 'ฟ้าหลังฝน', 'รวงทองอร่าม', 'เขียวขจี',
  'คำหล้าเมือง', 'ศรีบ้านนา', 'พันธุ์ไม้งาม', 'ยางพาราทอง', 'แก่นจันทน์', 'เพชรกลางทุ่ง', 'บุญเกษตร', 'ดอนตาลสูง'];
const places = ['บ้านดอน', 'หนองบัว', 'ทุ่งใหญ่', 'ห้วยทราย', 'โนนสูง', 'คลองหลวง', 'ท่าเรือ', 'บ้านนา', 'วังทอง', 'เขาขาว', 'ป่าซาง', 'บึงสามพัน', 'ลำปลายมาศ', 'ดอนเจดีย์',
  'สันป่าตอง', 'หาดใหญ่ใน', 'ท่าแซะ', 'โคกสำโรง', 'บางเลน', 'แม่แตง'];

export const givenName = (random: Random): string => random.pick(givenNames);
export const familyName = (random: Random): string => random.pick(familyNames);
export const placeName = (random: Random): string => random.pick(places);

/** A number of the right form and check digit. Made up: it names no one by intent. */
export function citizenId(random: Random): string {
  const twelve = `${random.int(1, 8)}${String(random.int(1001, 9699))}9${String(random.int(0, 999_999)).padStart(6, '0')}`;
  return twelve + String(checkDigit(twelve));
}

/** The same number with a wrong last digit. */
export function brokenCitizenId(id: string): string {
  return id.slice(0, 12) + String((Number(id[12]) + 1) % 10);
}
