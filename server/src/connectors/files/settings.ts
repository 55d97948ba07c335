import { Type } from 'typebox';
import { said } from '../said.ts';

/** Path of a folder on an outside server: no way up, no signs that cannot be seen. */
const folderPattern = '^(?!(.*/)?\\.\\.(/|$))[^\\u0000-\\u001f\\u007f\\\\]*$';
/** One line; what protocols of lines would take for the next command cannot be said. */
const linePattern = '^[^\\u0000\\r\\n]*$';

/** Pattern of names. */
export const patternSetting = Type.Optional(said(
  { th: 'ชื่อไฟล์', en: 'File names', hintTh: '* แทนอักษรใดก็ได้ ? แทนหนึ่งตัว เช่น rice-*.csv เว้นว่างคือทุกชื่อ', hintEn: '* stands for any letters, ? for one, for example rice-*.csv; empty is any name.' },
  Type.String({ minLength: 1, maxLength: 200 }),
));

/** Whether the newest or every file is meant. */
export const takeSetting = Type.Optional(said(
  { th: 'รับไฟล์ใด', en: 'Which file', hintTh: 'รับทุกไฟล์ ใช้เมื่อแต่ละไฟล์เป็นข้อมูลส่วนหนึ่งและชื่อเรียงตามเวลา ดึงครั้งละหนึ่งไฟล์', hintEn: 'Every file: when each holds a part of the data and the names sort by time; one is taken at a time.' },
  Type.Union([
    said({ th: 'ไฟล์ที่แก้ไขล่าสุด', en: 'the file changed last' }, Type.Literal('newest')),
    said({ th: 'ทุกไฟล์ที่ยังไม่ได้รับ เรียงตามชื่อ', en: 'every file not taken yet, in the order of the names' }, Type.Literal('each')),
  ], { default: 'newest' }),
));

/** Settings that say which file of a folder is meant. */
export const fileChoice = {
  folder: Type.Optional(said(
    { th: 'โฟลเดอร์', en: 'Folder', hintTh: 'โฟลเดอร์บนเครื่องต้นทาง เว้นว่างคือโฟลเดอร์แรกที่เห็นเมื่อเข้าสู่ระบบ', hintEn: 'A folder of the host; empty is the one that is seen first after signing in.' },
    Type.String({ maxLength: 1000, pattern: folderPattern }),
  )),
  pattern: patternSetting,
  take: takeSetting,
};

export const hostSetting = said({ th: 'เครื่อง', en: 'Host' }, Type.String({ minLength: 1, maxLength: 253 }));
export const userSetting = said({ th: 'ผู้ใช้', en: 'User' }, Type.String({ minLength: 1, maxLength: 255, pattern: linePattern }));
export const passwordSetting = said({ th: 'รหัสผ่าน', en: 'Password', hintTh: 'เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Kept sealed, never shown again.' }, Type.String({ maxLength: 8192, pattern: linePattern }));
export const caSetting = Type.Optional(said(
  { th: 'ใบรับรองของผู้ออกใบรับรอง', en: 'Certificate of the authority', hintTh: 'รูปแบบ PEM ใช้เมื่อหน่วยงานออกใบรับรองเอง', hintEn: 'PEM, where the agency issued the certificate itself.', input: 'code' },
  Type.String({ maxLength: 100_000 }),
));

export function portSetting(usual: number) {
  return Type.Optional(said({ th: 'พอร์ต', en: 'Port' }, Type.Integer({ minimum: 1, maximum: 65_535, default: usual })));
}

/** The choice, with what stands for settings that are left out. */
export function choiceOf({ pattern, take }: { pattern?: string; take?: 'newest' | 'each' }): { pattern: string; take: 'newest' | 'each' } {
  return { pattern: pattern ?? '*', take: take ?? 'newest' };
}

/** Path of a name in a folder. */
export function pathIn(folder: string | undefined, name: string): string {
  return folder === undefined || folder === '' ? name : `${folder.replace(/\/+$/, '')}/${name}`;
}
