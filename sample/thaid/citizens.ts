import { createHash } from 'node:crypto';
import { checkDigit } from '@saphan/contracts/thai-id';

/** Somebody who does not exist. */
export interface Citizen { pid: string; sub: string; given: string; family: string; givenEn: string; familyEn: string; title: string; gender: 'male' | 'female'; birthdate: string; ial: string }

/** A number of the invented district 9999 with its right check digit. */
const numbered = (serial: number): string => { const twelve = `19999${String(serial).padStart(7, '0')}`; return `${twelve}${checkDigit(twelve)}`; };

const person = (serial: number, title: string, names: readonly [string, string, string, string], gender: Citizen['gender'], birthdate: string, ial: string): Citizen => ({
  pid: numbered(serial), sub: createHash('sha256').update(`thaid-simulator ${serial}`).digest('base64url').slice(0, 32), title, given: names[0], family: names[1], givenEn: names[2], familyEn: names[3], gender, birthdate, ial,
});

/** From 1; the last one was only registered by herself, so her number proves nothing. */
export const citizens: readonly Citizen[] = [
  person(1, 'นาง', ['สมศรี', 'สมมุติ', 'Somsri', 'Sommut'], 'female', '1968-04-13', '2.3'),
  person(2, 'นาย', ['ประเสริฐ', 'จำลอง', 'Prasoet', 'Chamlong'], 'male', '1975-11-02', '2.3'),
  person(3, 'นาย', ['อับดุลเลาะห์', 'ตัวอย่าง', 'Abdulloh', 'Tuayang'], 'male', '1990-01-20', '2.3'),
  person(4, 'นางสาว', ['มาลี', 'ทดลอง', 'Mali', 'Thotlong'], 'female', '2001-08-31', '2.1'),
  person(5, 'นางสาว', ['นารี', 'ไม่ยืนยัน', 'Nari', 'Maiyuenyan'], 'female', '1999-12-05', '1.1'),
];
