import { problem } from '../errors.ts';
import { breachedIn, isCommon } from './breached.ts';

const SHORTEST = 12;
const LONGEST = 128;
/** Share of neighbouring signs that are neighbours on a keyboard as well, from which on it is a walk. */
const MOSTLY = 0.75;
/** Rows of the two keyboards that are in use here, forth and back. */
const WALKS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', 'ๅ/-ภถุึคตจขช', 'ๆไำพะัีรนยบล', 'ฟหกดเ้่าสวง', 'ผปแอิืทมใฝ'].flatMap((row) => [row.repeat(2), [...row].reverse().join('').repeat(2)]);

interface Choice { password: string; userName: string | null; breachedFile: string | null }

/**
 * Refuses passwords that guessing finds early. Nothing about capitals or signs: length and rarity count (NIST SP 800-63B §3.1.1.2).
 *
 * @throws `identity.password-refused` saying why.
 */
export async function checkPassword({ password, userName, breachedFile }: Choice): Promise<void> {
  const plain = password.normalize('NFC');
  const length = [...plain].length;
  if (length < SHORTEST) throw refused('สั้นกว่า 12 ตัวอักษร', 'it is shorter than 12 characters');
  if (length > LONGEST) throw refused('ยาวเกิน 128 ตัวอักษร', 'it is longer than 128 characters');
  const small = plain.toLowerCase();
  const own = userName?.split('@')[0] ?? '';
  if (own.length >= 3 && small.includes(own)) throw refused('มีชื่อผู้ใช้อยู่ข้างใน', 'it contains the user name');
  if (isWalk(small)) throw refused('เป็นตัวอักษรที่เรียงหรือซ้ำกัน', 'it repeats or follows the keyboard');
  if (await isKnown(small) || await breachedIn(breachedFile)(plain)) throw refused('อยู่ในรายการรหัสผ่านที่รั่วหรือเดาง่าย', 'it stands in a list of stolen or guessable passwords');
}

const refused = (th: string, en: string) => problem('password-refused', { detailTh: th, detailEn: en, errors: [{ pointer: '/body/password', th, en }] });

/** Known as it stands, or once the figures around a known word are taken off: `password2569!`. */
async function isKnown(small: string): Promise<boolean> {
  const core = small.replace(/^[^a-zก-๙]+|[^a-zก-๙]+$/g, '');
  return await isCommon(small) || (core.length >= 4 && (await isCommon(core) || ['saphan', 'สะพาน', 'กระทรวงเกษตร', 'รหัสผ่าน'].includes(core)));
}

/** A few signs over and over, or nothing but runs along a keyboard row. */
function isWalk(small: string): boolean {
  const signs = [...small];
  for (let period = 1; period <= 4; period++) if (signs.every((sign, i) => i < period || sign === signs[i - period])) return true;
  const steps = signs.slice(1).filter((sign, i) => WALKS.some((row) => row.includes(`${signs[i]}${sign}`))).length;
  return steps >= MOSTLY * (signs.length - 1);
}
