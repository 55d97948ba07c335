import { Type, type Static } from 'typebox';
import { addressSettings, nameOf, querySetting } from '../database/settings.ts';
import { said } from '../said.ts';

const { tls: _twoWays, ...address } = addressSettings(1521, 128);
const common = {
  ...address,
  database: said({ th: 'ชื่อบริการ (service) หรือ SID', en: 'Service name or SID' }, Type.String(nameOf(128))),
  nameIs: Type.Optional(said({ th: 'ชื่อนี้คือ', en: 'The name is' }, Type.Union([
    said({ th: 'ชื่อบริการ (service name)', en: 'a service name' }, Type.Literal('service')),
    said({ th: 'SID', en: 'a SID' }, Type.Literal('sid')),
  ], { default: 'service' }))),
  tls: Type.Optional(said({
    th: 'การเข้ารหัสระหว่างทาง', en: 'Encryption in transit', hintTh: 'ถ้าไม่ระบุ จะไม่เข้ารหัส รหัสผ่านไม่ถูกส่งเป็นข้อความเปิด แต่ข้อมูลถูกส่งเช่นนั้น', hintEn: 'Left out, it is not encrypted: the password does not go in clear text, the data do.',
  }, Type.Union([
    said({ th: 'เข้ารหัสและตรวจใบรับรอง (TCPS มักเป็นพอร์ต 2484)', en: 'encrypted, certificate verified (TCPS, often port 2484)' }, Type.Literal('verify')),
    said({ th: 'ไม่เข้ารหัส', en: 'not encrypted' }, Type.Literal('off')),
  ], { default: 'off' }))),
  wallet: Type.Optional(said({
    th: 'กระเป๋าใบรับรอง (ewallet.pem)', en: 'Wallet (ewallet.pem)', hintTh: 'ใช้เมื่อฐานข้อมูลขอใบรับรองจากผู้ต่อด้วย เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Where the database asks for a certificate of who connects. Kept sealed, never shown again.', input: 'code',
  }, Type.String({ maxLength: 100_000 }))),
  walletPassword: Type.Optional(said({ th: 'รหัสของกระเป๋าใบรับรอง', en: 'Password of the wallet' }, Type.String({ maxLength: 8192 }))),
};

export const oracleConfigSchema = said({ th: 'อ่านจาก', en: 'Read from' }, Type.Union([
  said({ th: 'ตารางหรือวิว', en: 'a table or view' }, Type.Object({
    ...common,
    schema: Type.Optional(said({ th: 'เจ้าของ (schema)', en: 'Owner (schema)', hintTh: 'ถ้าไม่ระบุ ใช้ของบัญชีนี้', hintEn: 'Left out, the account’s own.' }, Type.String(nameOf(128)))),
    table: said({ th: 'ตารางหรือวิว', en: 'Table or view', hintTh: 'ชื่อภาษาอังกฤษไม่แยกตัวพิมพ์ ถ้าต้องแยกให้ใส่ในเครื่องหมาย "…"', hintEn: 'Capitals make no difference, unless the name is in "…".' }, Type.String(nameOf(130))),
  }, { additionalProperties: false })),
  said({ th: 'คำสั่ง SELECT', en: 'a SELECT statement' }, Type.Object({ ...common, query: querySetting }, { additionalProperties: false })),
]));

export type OracleConfig = Static<typeof oracleConfigSchema>;

/** What the administrator of the database runs: an account that may read what is linked and nothing else. */
export const oraclePreparation = {
  th: 'ให้ผู้ดูแลฐานข้อมูลสร้างบัญชีที่อ่านได้เฉพาะตารางที่เชื่อมโยง Oracle ตั้งแต่รุ่น 12.1 ไม่ต้องติดตั้ง Oracle Client ถ้ารหัสผ่านตั้งไว้นานแล้ว (รูปแบบ 10G) ให้ตั้งใหม่',
  en: 'Have the database administrator make an account that may read the linked tables only. Oracle 12.1 or later; no Oracle Client is needed. A password that was set long ago (10G form) has to be set anew.',
  commands: 'create user saphan identified by "…" account unlock;\ngrant create session to saphan;\ngrant read on my_schema.my_table to saphan;\nalter user saphan profile default;',
};
