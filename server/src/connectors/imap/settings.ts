import { Type, type Static } from 'typebox';
import { caSetting, hostSetting, passwordSetting, patternSetting, portSetting, userSetting } from '../files/settings.ts';
import { said } from '../said.ts';
import { tokenSettings } from '../web/sign-in.ts';

/** An address, or `@` and a domain. */
const senderPattern = '^[^\\s@<>,;"]{0,200}@[^\\s@<>,;"]{1,253}$';

const address = {
  host: hostSetting,
  port: portSetting(993),
  encryption: Type.Optional(said({ th: 'การเข้ารหัส', en: 'Encryption', hintTh: 'รหัสผ่านไม่เคยส่งโดยไม่เข้ารหัส', hintEn: 'A password is never sent without it.' }, Type.Union([
    said({ th: 'TLS ตั้งแต่ต้น (พอร์ต 993)', en: 'TLS from the start (port 993)' }, Type.Literal('tls')),
    said({ th: 'STARTTLS (พอร์ต 143)', en: 'STARTTLS (port 143)' }, Type.Literal('starttls')),
  ], { default: 'tls' }))),
  ca: caSetting,
  user: said({ th: 'ผู้ใช้', en: 'User', hintTh: 'ส่วนมากคือที่อยู่อีเมลของกล่องจดหมาย', hintEn: 'Mostly the address of the mailbox.' }, userSetting),
};
const choice = {
  folder: Type.Optional(said({ th: 'กล่อง', en: 'Mailbox', hintTh: 'เว้นว่างคือ INBOX เปิดอ่านอย่างเดียว ไม่ทำเครื่องหมายว่าอ่าน ไม่ย้าย ไม่ลบ', hintEn: 'Empty is INBOX. It is opened read-only: nothing is marked as read, moved or removed.' }, Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000-\\u001f\\u007f]+$' }))),
  senders: said({ th: 'ผู้ส่งที่รับ', en: 'Senders that are taken', hintTh: 'บรรทัดละหนึ่งที่อยู่ หรือ @โดเมน เช่น @rice.example', hintEn: 'An address a line, or @domain, for example @rice.example.' }, Type.Array(Type.String({ minLength: 2, maxLength: 320, pattern: senderPattern }), { minItems: 1, maxItems: 50 })),
  proof: said({ th: 'ตรวจว่าผู้ส่งเป็นตัวจริง', en: 'Proof of the sender', hintTh: 'ที่อยู่ผู้ส่งปลอมได้ง่าย ผลตรวจคือหัวจดหมาย Authentication-Results บนสุดที่เครื่องรับจดหมายของหน่วยงานใส่ไว้', hintEn: 'A sender is easily forged. The finding is the topmost Authentication-Results header, which your own receiving server writes.' }, Type.Union([
    said({ th: 'ต้องมีผลตรวจ DKIM หรือ DMARC ผ่าน', en: 'a passing finding of DKIM or DMARC is needed' }, Type.Literal('checked')),
    said({ th: 'เทียบที่อยู่อย่างเดียว', en: 'the address alone' }, Type.Literal('address')),
  ], { default: 'checked' })),
  checkedBy: Type.Optional(said({ th: 'ชื่อเครื่องที่ตรวจ', en: 'Server that checks', hintTh: 'คำแรกของหัว Authentication-Results เช่น mx.example ใส่ไว้เพื่อไม่เชื่อหัวที่ผู้ส่งเขียนเอง เว้นว่างได้เมื่อเครื่องรับใส่หัวนี้ทุกฉบับ', hintEn: 'The first word of the header, for example mx.example, so that none is believed that a sender wrote. May be empty when your server writes the header on every mail.' }, Type.String({ minLength: 1, maxLength: 253, pattern: '^[^\\s;]+$' }))),
  subject: Type.Optional(said({ th: 'เรื่อง', en: 'Subject', hintTh: '* แทนอักษรใดก็ได้ เช่น *รายงานราคา* เว้นว่างคือทุกเรื่อง', hintEn: '* stands for any letters, for example *prices*; empty is any subject.' }, Type.String({ minLength: 1, maxLength: 200 }))),
  pattern: patternSetting,
  maxAgeDays: Type.Optional(said({ th: 'อายุจดหมายไม่เกิน (วัน)', en: 'Oldest mail (days)', hintTh: 'นับจากวันที่เครื่องรับจดหมายได้รับ เว้นว่างคือไม่จำกัด', hintEn: 'Counted from when the mail server received it; empty is any age.' }, Type.Integer({ minimum: 1, maximum: 3650 }))),
  take: Type.Optional(said({ th: 'รับฉบับใด', en: 'Which mail', hintTh: 'รับทุกฉบับ ใช้เมื่อแต่ละฉบับเป็นข้อมูลส่วนหนึ่ง รับครั้งละหนึ่งฉบับตามลำดับที่มาถึง', hintEn: 'Every mail: when each brings a part of the data; one is taken at a time, in the order in which they came.' }, Type.Union([
    said({ th: 'ฉบับล่าสุด', en: 'the newest' }, Type.Literal('newest')),
    said({ th: 'ทุกฉบับที่ยังไม่ได้รับ', en: 'every one not taken yet' }, Type.Literal('each')),
  ], { default: 'newest' }))),
};
const closed = { additionalProperties: false };

export const mailSettings = said({ th: 'เข้าสู่ระบบด้วย', en: 'Sign in by' }, Type.Union([
  said({ th: 'รหัสผ่าน', en: 'a password' }, Type.Object({ ...address, password: passwordSetting, ...choice }, closed)),
  said({ th: 'OAuth 2.0 (โทเคนของโปรแกรม)', en: 'OAuth 2.0 (a token for programs)' }, Type.Object({ ...address, ...tokenSettings, ...choice }, closed)),
]));
export type MailConfig = Static<typeof mailSettings>;

/** Least rights, in the words of the servers that agencies have. */
export const preparation = {
  th: 'ใช้กล่องจดหมายที่มีไว้รับข้อมูลอย่างเดียว เปิด IMAP ให้กล่องนั้น และให้เครื่องรับคัดจดหมายข้อมูลไว้ในกล่องย่อย ระบบอ่านอย่างเดียว ไม่ทำเครื่องหมาย ไม่ย้าย ไม่ลบ Microsoft 365 ใช้ OAuth 2.0 ด้วยสิทธิ IMAP.AccessAsApp ที่ให้เฉพาะกล่องนี้ ส่วน Google Workspace และเครื่องของหน่วยงานใช้รหัสผ่านสำหรับแอป ให้ผู้ส่งแนบไฟล์ .xlsx หรือ .csv ฉบับละหนึ่งไฟล์',
  en: 'Use a mailbox that is there for data only, allow IMAP for it, and have the server sort the data into a folder of its own. It is read only: nothing is marked, moved or removed. For Microsoft 365 use OAuth 2.0 with IMAP.AccessAsApp granted for this mailbox alone; for Google Workspace and servers of an agency an application password. Senders attach one .xlsx or .csv a mail.',
  commands: [
    '# Microsoft 365 (Exchange Online PowerShell): the application may open this mailbox only',
    'New-ServicePrincipal -AppId <client-id> -ObjectId <object-id>',
    'Add-MailboxPermission -Identity data@agency.example -User <object-id> -AccessRights ReadPermission,FullAccess',
    '# token address  https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token',
    '# scope          https://outlook.office365.com/.default',
    '# Dovecot: read-only rights for another account (acl plugin)',
    'doveadm acl set -u data@agency.example INBOX user=saphan lookup read',
  ].join('\n'),
};
