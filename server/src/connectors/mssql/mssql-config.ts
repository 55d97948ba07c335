import { Type, type Static } from 'typebox';
import { addressSettings, nameOf, querySetting } from '../database/settings.ts';
import { said } from '../said.ts';
import { fingerprintPattern } from './certificate-pin.ts';

const { tls: _unencrypted, ...address } = addressSettings(1433, 128);
const common = {
  ...address,
  port: Type.Optional(said({ th: 'พอร์ต', en: 'Port', hintTh: 'instance ที่มีชื่อ ให้ใส่พอร์ตของ instance นั้น', hintEn: 'For a named instance, the port of that instance.' }, Type.Integer({ minimum: 1, maximum: 65_535, default: 1433 }))),
  tls: Type.Optional(said({ th: 'การเข้ารหัสระหว่างทาง', en: 'Encryption in transit', hintTh: 'เข้ารหัสเสมอ ถ้าไม่ระบุ ตรวจใบรับรอง', hintEn: 'Always encrypted; left out, the certificate is verified.' }, Type.Union([
    said({ th: 'เข้ารหัสและตรวจใบรับรอง', en: 'encrypted, certificate verified' }, Type.Literal('verify')),
    said({ th: 'เข้ารหัสตั้งแต่ไบต์แรก (TDS 8, SQL Server 2022 ขึ้นไป)', en: 'encrypted from the first byte (TDS 8, SQL Server 2022 or later)' }, Type.Literal('strict')),
    said({ th: 'เข้ารหัสแต่ไม่ตรวจใบรับรอง — ผู้ที่ดักกลางทางอ่านรหัสผ่านได้', en: 'encrypted, certificate not verified — whoever stands in between can read the password' }, Type.Literal('trust')),
  ], { default: 'verify' }))),
  fingerprint: Type.Optional(said({
    th: 'ลายนิ้วมือ SHA-256 ของใบรับรองเครื่อง', en: 'SHA-256 fingerprint of the server’s certificate',
    hintTh: 'ใช้เมื่อเครื่องมีใบรับรองที่ออกเองและไม่มีชื่อเครื่อง เมื่อใส่แล้วเชื่อเฉพาะใบนี้', hintEn: 'For a server with a certificate of its own making; when given, only that certificate is trusted, whatever its name.',
  }, Type.String({ pattern: fingerprintPattern, maxLength: 95 }))),
};

export const mssqlConfigSchema = said({ th: 'อ่านจาก', en: 'Read from' }, Type.Union([
  said({ th: 'ตารางหรือวิว', en: 'a table or view' }, Type.Object({
    ...common,
    schema: Type.Optional(said({ th: 'สคีมา', en: 'Schema' }, Type.String({ ...nameOf(128), default: 'dbo' }))),
    table: said({ th: 'ตารางหรือวิว', en: 'Table or view' }, Type.String(nameOf(128))),
  }, { additionalProperties: false })),
  said({ th: 'คำสั่ง SELECT', en: 'a SELECT statement' }, Type.Object({ ...common, query: querySetting }, { additionalProperties: false })),
]));

export type MssqlConfig = Static<typeof mssqlConfigSchema>;

/** What the administrator of the database runs: an account that may read what is linked and nothing else. */
export const mssqlPreparation = {
  th: 'ให้ผู้ดูแลฐานข้อมูลสร้างบัญชีที่อ่านได้เฉพาะตารางที่เชื่อมโยง และเปิด snapshot เพื่อให้อ่านได้เป็นภาพ ณ เวลาเดียวโดยไม่ขวางผู้ใช้อื่น SQL Server ตั้งแต่รุ่น 2012 ที่ใช้ TLS 1.2',
  en: 'Have the database administrator make an account that may read the linked tables only, and allow snapshots, so that a reading is of one moment and stands in nobody’s way. SQL Server 2012 or later with TLS 1.2.',
  commands: "create login saphan with password = '…', check_policy = on;\nuse my_database;\ncreate user saphan for login saphan;\ngrant select on dbo.my_table to saphan;\nalter database my_database set allow_snapshot_isolation on;",
};
