import { Type, type TProperties } from 'typebox';
import { said } from '../said.ts';

const kept = { hintTh: 'เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Kept sealed, never shown again.' };
const secret = Type.String({ maxLength: 8192 });
const word = Type.String({ minLength: 1, maxLength: 500 });
const pem = Type.String({ maxLength: 100_000 });
/** Names of headers (RFC 9110 §5.1); those that frame the request are not the source's to ask for. */
const keyName = Type.String({ minLength: 1, maxLength: 100, pattern: "^(?!(?:[Hh]ost|[Cc]ontent-.*|[Tt]ransfer-.*|[Cc]onnection)$)[!#$%&'*+.^_`|~0-9A-Za-z-]+$" });

const certificates = {
  certificate: Type.Optional(said({ th: 'ใบรับรองของเรา (mTLS)', en: 'Our certificate (mTLS)', hintTh: 'รูปแบบ PEM ใช้เมื่อต้นทางขอใบรับรองจากผู้เรียก', hintEn: 'PEM, when the source asks callers for a certificate.', input: 'code' }, pem)),
  certificateKey: Type.Optional(said({ th: 'กุญแจของใบรับรอง', en: 'Key of the certificate', ...kept, input: 'code' }, pem)),
  ca: Type.Optional(said({ th: 'ใบรับรองของผู้ออกใบรับรอง', en: 'Certificate of the authority', hintTh: 'รูปแบบ PEM เมื่อต้นทางใช้ใบรับรองที่หน่วยงานออกเอง', hintEn: 'PEM, when the source has a certificate that its agency issued itself.', input: 'code' }, pem)),
};
const header = { authorization: said({ th: 'ค่า Authorization', en: 'Authorization value', ...kept }, secret) };
const basic = { user: said({ th: 'ผู้ใช้', en: 'User' }, word), password: said({ th: 'รหัสผ่าน', en: 'Password', ...kept }, secret) };
const apiKey = {
  keyName: said({ th: 'ชื่อของกุญแจ', en: 'Name of the key', hintTh: 'ชื่อหัวคำขอหรือพารามิเตอร์ เช่น X-Api-Key', hintEn: 'Name of the header or parameter, e.g. X-Api-Key.' }, keyName),
  keyIn: said({ th: 'ส่งกุญแจใน', en: 'Key goes into' }, Type.Union([said({ th: 'หัวคำขอ', en: 'a header' }, Type.Literal('header')), said({ th: 'พารามิเตอร์ในที่อยู่', en: 'a parameter of the address' }, Type.Literal('query'))], { default: 'header' })),
  apiKey: said({ th: 'กุญแจ', en: 'Key', ...kept }, secret),
};
/** A token for programs (RFC 6749 §4.4). */
export const tokenSettings = {
  tokenUrl: said({ th: 'ที่อยู่ขอโทเคน', en: 'Token address', hintTh: 'OAuth 2.0 แบบ client credentials', hintEn: 'OAuth 2.0, client credentials.' }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
  clientId: said({ th: 'รหัสผู้เรียก (client ID)', en: 'Client ID' }, word),
  clientSecret: said({ th: 'รหัสลับของผู้เรียก (client secret)', en: 'Client secret', ...kept }, secret),
  scope: Type.Optional(said({ th: 'ขอบเขต (scope)', en: 'Scope' }, Type.String({ maxLength: 1000 }))),
  secretIn: Type.Optional(said({ th: 'ส่งรหัสลับใน', en: 'Secret goes into' }, Type.Union([said({ th: 'หัวคำขอ', en: 'the header' }, Type.Literal('header')), said({ th: 'เนื้อหาคำขอ', en: 'the body' }, Type.Literal('body'))], { default: 'header' }))),
};

/** Settings that are sealed, whatever the way of signing in. */
export const webSecrets = ['authorization', 'password', 'apiKey', 'clientSecret', 'certificateKey'] as const;

/** The settings of a source by the way it is signed in to; every branch holds these fields. */
export function bySignIn<Fields extends TProperties>(fields: Fields) {
  const closed = { additionalProperties: false };
  return said({ th: 'การเข้าใช้ต้นทาง', en: 'Signing in' }, Type.Union([
    said({ th: 'เปิดให้ทุกคน', en: 'open to everybody' }, Type.Object({ ...fields, ...certificates }, closed)),
    said({ th: 'ค่า Authorization', en: 'Authorization value' }, Type.Object({ ...fields, ...header, ...certificates }, closed)),
    said({ th: 'ผู้ใช้และรหัสผ่าน', en: 'user and password' }, Type.Object({ ...fields, ...basic, ...certificates }, closed)),
    said({ th: 'กุญแจ API', en: 'API key' }, Type.Object({ ...fields, ...apiKey, ...certificates }, closed)),
    said({ th: 'OAuth 2.0 (โทเคนของโปรแกรม)', en: 'OAuth 2.0 (a token for programs)' }, Type.Object({ ...fields, ...tokenSettings, ...certificates }, closed)),
  ]));
}

/** What every web source may hold beside its own settings. */
export interface SignInConfig {
  url: string;
  certificate?: string;
  certificateKey?: string;
  ca?: string;
  authorization?: string;
  user?: string;
  password?: string;
  keyName?: string;
  keyIn?: 'header' | 'query';
  apiKey?: string;
  tokenUrl?: string;
  clientId?: string;
  clientSecret?: string;
  scope?: string;
  secretIn?: 'header' | 'body';
}

/** Whom the secrets of a web source are told to: its origin, and that of its token address. */
export function secretsGoTo({ url, tokenUrl, ca }: SignInConfig): string {
  return [url, ...(tokenUrl ? [tokenUrl] : [])].map((each) => (URL.canParse(each) ? new URL(each).origin : each)).concat(ca ?? []).join(' ');
}
