import { Type } from 'typebox';
import { said } from '../said.ts';

/** Words of a name in a database. */
export const nameOf = (maxLength: number) => ({ minLength: 1, maxLength, pattern: '^[^\\u0000]+$' });

/** Where a database answers and as whom it is read; the same words for every make. */
export function addressSettings<Port extends number>(port: Port, nameLength: number) {
  return {
    host: said({ th: 'เครื่อง', en: 'Host' }, Type.String({ minLength: 1, maxLength: 253 })),
    port: Type.Optional(said({ th: 'พอร์ต', en: 'Port' }, Type.Integer({ minimum: 1, maximum: 65_535, default: port }))),
    database: said({ th: 'ฐานข้อมูล', en: 'Database' }, Type.String(nameOf(nameLength))),
    user: said({ th: 'ผู้ใช้', en: 'User' }, Type.String(nameOf(nameLength))),
    password: said({ th: 'รหัสผ่าน', en: 'Password', hintTh: 'เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Kept sealed, never shown again.' }, Type.String({ maxLength: 8192 })),
    tls: Type.Optional(said({ th: 'การเข้ารหัสระหว่างทาง', en: 'Encryption in transit', hintTh: 'ถ้าไม่ระบุ จะไม่เข้ารหัส', hintEn: 'Left out, it is not encrypted.' }, Type.Union([
      said({ th: 'เข้ารหัสและตรวจใบรับรอง', en: 'encrypted, certificate verified' }, Type.Literal('verify')),
      said({ th: 'เข้ารหัส', en: 'encrypted' }, Type.Literal('require')),
      said({ th: 'ไม่เข้ารหัส', en: 'not encrypted' }, Type.Literal('off')),
    ], { default: 'require' }))),
    ca: Type.Optional(said({
      th: 'ใบรับรองของผู้ออกใบรับรอง', en: 'Certificate of the authority', hintTh: 'รูปแบบ PEM ใช้เมื่อตรวจใบรับรองที่หน่วยงานออกเอง', hintEn: 'PEM, to verify a certificate that the agency issued itself.', input: 'code',
    }, Type.String({ maxLength: 100_000 }))),
    timeoutMinutes: Type.Optional(said({ th: 'เวลาที่ให้อ่าน (นาที)', en: 'Time allowed (minutes)', hintTh: 'ถ้าไม่ระบุ 60 นาที', hintEn: '60 minutes unless said.' }, Type.Number({ exclusiveMinimum: 0, maximum: 1440 }))),
  };
}

/** The statement of sources that are read by one. */
export const querySetting = said({
  th: 'คำสั่ง SELECT', en: 'SELECT statement', hintTh: 'คำสั่งอ่านคำสั่งเดียว ระบบเปิดแบบอ่านอย่างเดียว', hintEn: 'One reading statement; it is run read-only.', input: 'code',
}, Type.String({ minLength: 1, maxLength: 100_000 }));

/** Milliseconds that a source allows for reading. */
export const timeoutMs = ({ timeoutMinutes }: { timeoutMinutes?: number }): number => (timeoutMinutes ?? 60) * 60_000;

/** A statement in one short line, for people. */
export function oneLine(query: string): string {
  const line = query.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

/** The statement without the semicolon that may end it. */
export const withoutEnd = (query: string): string => query.trim().replace(/(;\s*)+$/, '');
