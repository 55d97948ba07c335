import { segmentThai, THAI_LETTERS } from '../thai-text/segment.ts';

/** A piece of a line: a text that may be parted where its language parts it, or one that stays whole. */
export type Piece = string | readonly [whole: string];

/**
 * Words that ICU parts in their middle: loan words, chemicals, breeds, names of crops. Typst's own segmenter parts more (สาร|บรรณ, ลอง|กอง), so it is never
 * asked about Thai: every word comes as a piece that stays whole.
 */
const kept = [
  'งบประมาณ', 'ปีงบประมาณ', 'ผู้อำนวยการ', 'พระราชบัญญัติ', 'พระราชกฤษฎีกา', 'ราชกิจจานุเบกษา', 'คำสั่ง', 'ข้อบังคับ', 'คำพิพากษา', 'ลงนาม', 'ตัวชี้วัด', 'ร้อยละ', 'อ่างเก็บน้ำ', 'ภัยแล้ง', 'เมล็ดพันธุ์', 'มันสำปะหลัง', 'ถั่วเหลือง', 'ถั่วเขียว', 'พริกไทย', 'นกกระทา',
  'ข้าวหอมมะลิ', 'หอมมะลิ', 'มะลิ', 'บราห์มัน', 'ลัมปีสกิน', 'แวนนาไม', 'คลอร์ไพริฟอส', 'พาราควอต', 'ไกลโฟเซต', 'เมทามิโดฟอส', 'อหิวาต์', 'ฟอร์มาลิน', 'อะฟลาทอกซิน', 'บรูเซลลา', 'แองกัส', 'โฮลสไตน์', 'ฟรีเชียน',
  'คาร์เบนดาซิม', 'ไซเปอร์เมทริน', 'อะทราซีน', 'ยูเรีย', 'ไนเตรต', 'อะโวคาโด', 'แมคคาเดเมีย', 'โรบัสตา', 'อาราบิกา', 'ออร์แกนิก', 'ไฮโดรโปนิกส์', 'พาร์เกต์', 'เมทาดาตา', 'ดาวน์โหลด', 'อัปโหลด', 'แดชบอร์ด', 'เซิร์ฟเวอร์',
  'เชื่อมโยง', 'ธรรมาภิบาล', 'คณะกรรมการ', 'หน่วยงาน', 'มอบหมาย', 'ผู้รับผิดชอบ', 'รับผิดชอบ', 'สืบเนื่อง', 'ข้อกำหนด', 'ดำเนินการ', 'เห็นชอบ', 'รับทราบ', 'ตรวจสอบ', 'ผู้ประสานงาน', 'ประสานงาน', 'ปฏิบัติการ', 'แลกเปลี่ยน',
  'เปิดเผย', 'ถูกต้อง', 'ครบถ้วน', 'ทันสมัย', 'เพาะปลูก', 'ส่งเสริม', 'หม่อนไหม', 'ฝนหลวง', 'เครื่องจักรกล', 'อาสาสมัคร', 'เผยแพร่', 'เพิ่มเติม', 'รายละเอียด', 'ร่วมมือ', 'บูรณาการ', 'ขับเคลื่อน', 'ผลักดัน',
].sort((a, b) => b.length - a.length);

/** Abbreviations that stand behind a word without a space and end in no letters that a word ends in. */
const known = ['กษ', 'สศก', 'อบต', 'อบจ', 'กทม', 'รมว', 'รมช', 'สปก', 'สวก', 'สพร', 'สคก', 'ครม', 'มกอช', 'ศพก', 'สตง', 'ปปช', 'ผอ', 'กก'].join('|');
/** อบต. · พ.ศ. · มี.ค. · ว่าที่ ร.ต. · ส.ป.ก. · and numbers of letters: กษ ๐๒๐๑/ว ๑๒๓๔ · https://… · name@… A word that ends a sentence with a full stop is no abbreviation. */
const whole = new RegExp([
  'ฯลฯ', '[ก-ฮ]{2,3}\\s[๐-๙0-9.…]+/(?:ว\\s?)?[๐-๙0-9.…]+', '(?:มี\\.ค|เม\\.ย|มิ\\.ย)\\.', '(?:[ก-ฮ]\\.){2,}', '(?:ลบ|ตร)\\.(?:กม|ซม|ม)\\.', `(?:${known})\\.`, '(?<![ก-\\u0e4e])(?:(?:[ก-ฮ]{1,3}\\.){2,}|[ก-ฮ]{1,5}\\.(?![ก-ฮ]{1,3}\\.))', kept.join('|'), '[๐-๙0-9][๐-๙0-9.,:/−–-]*[๐-๙0-9]%?',
].join('|'), 'g');
const thaiRun = new RegExp(`[${THAI_LETTERS}]+`, 'g');
/** ๆ and ฯ never begin a line. */
const repeated = /^\s?[ๆฯ]+/;
const longestWhole = 24;
const clusters = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Cuts a text so that a line ends between words only; pieces joined are the text again. */
export function wholeWords(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(whole)) {
    addRuns(pieces, text.slice(at, index));
    pieces.push([found]);
    at = index + found.length;
  }
  addRuns(pieces, text.slice(at));
  return joinRepeated(pieces).flatMap(bounded);
}

function addRuns(pieces: Piece[], text: string): void {
  let at = 0;
  for (const { 0: run, index } of text.matchAll(thaiRun)) {
    if (index > at) pieces.push(text.slice(at, index));
    for (const word of segmentThai(run)) pieces.push([word.text]);
    at = index + run.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
}

function joinRepeated(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const sign = typeof piece === 'string' ? repeated.exec(piece)?.[0] : undefined;
    if (typeof piece !== 'string' || typeof before !== 'object' || sign === undefined) { joined.push(piece); continue; }
    joined[joined.length - 1] = [`${before[0]}${sign}`];
    if (piece.length > sign.length) joined.push(piece.slice(sign.length));
  }
  return joined;
}

/** What is longer than any word would run out of its column: it is parted between letters. */
function bounded(piece: Piece): Piece[] {
  if (typeof piece === 'object') return piece[0].length <= longestWhole ? [piece] : parted(piece[0]);
  if (!/\S{25}/.test(piece)) return [piece];
  return piece.split(/(\s+)/).filter(Boolean).flatMap((run): Piece[] => (run.length > longestWhole && run.trim() !== '' ? parted(run) : [run]));
}

function parted(run: string): Piece[] {
  const pieces: Piece[] = [];
  let held = '';
  for (const { segment } of clusters.segment(run)) {
    held += segment;
    if (held.length >= 8) { pieces.push([held]); held = ''; }
  }
  if (held) pieces.push([held]);
  return pieces;
}
