import { Type, type Static, type TSchema } from 'typebox';
import { said } from '../said.ts';
import { bySignIn, type SignInConfig } from '../web/sign-in.ts';

const parameterWords = { hintTh: 'ขึ้นต้นด้วย / หมายถึงตำแหน่งในเนื้อหาคำขอ (JSON Pointer) ใช้กับ POST', hintEn: 'Beginning with / it is a place in the body (JSON Pointer), for POST.' };
const parameter = Type.String({ minLength: 1, maxLength: 200 });
const place = Type.String({ maxLength: 500 });
const size = { size: Type.Optional(said({ th: 'จำนวนต่อหน้า', en: 'Records a page' }, Type.Integer({ minimum: 1, maximum: 100_000 }))), sizeParameter: Type.Optional(said({ th: 'พารามิเตอร์จำนวนต่อหน้า', en: 'Parameter of the size', ...parameterWords }, parameter)) };
const style = <Style extends string, Fields extends Record<string, TSchema>>(name: Style, th: string, en: string, fields: Fields) =>
  said({ th, en }, Type.Object({ style: said({ th: 'วิธีแบ่งหน้า', en: 'Way of paging' }, Type.Literal(name)), ...fields }, { additionalProperties: false }));

const paging = said({ th: 'การแบ่งหน้า', en: 'Paging', hintTh: 'ดูจากคู่มือของต้นทาง', hintEn: 'As the manual of the source says.' }, Type.Union([
  style('none', 'ไม่แบ่งหน้า', 'one answer holds all', {}),
  style('page', 'เลขหน้า', 'number of the page', { parameter: said({ th: 'พารามิเตอร์เลขหน้า', en: 'Parameter of the page', ...parameterWords }, parameter), firstPage: Type.Optional(said({ th: 'เลขของหน้าแรก', en: 'Number of the first page' }, Type.Integer({ minimum: 0, maximum: 1, default: 1 }))), ...size }),
  style('offset', 'จำนวนที่ข้าม (offset)', 'records passed over (offset)', { parameter: said({ th: 'พารามิเตอร์จำนวนที่ข้าม', en: 'Parameter of the offset', ...parameterWords }, parameter), ...size }),
  style('cursor', 'เครื่องหมายหน้าถัดไปในคำตอบ', 'a mark of the next page in the answer', { parameter: said({ th: 'พารามิเตอร์ของเครื่องหมาย', en: 'Parameter of the mark', ...parameterWords }, parameter), path: said({ th: 'ตำแหน่งของเครื่องหมายในคำตอบ', en: 'Place of the mark in the answer', hintTh: 'เช่น meta.next หรือ /meta/next', hintEn: 'E.g. meta.next or /meta/next.' }, Type.String({ minLength: 1, maxLength: 500 })), ...size }),
  style('next', 'ที่อยู่หน้าถัดไปในคำตอบ', 'the address of the next page in the answer', { path: said({ th: 'ตำแหน่งของที่อยู่ในคำตอบ', en: 'Place of the address in the answer', hintTh: 'เช่น links.next', hintEn: 'E.g. links.next.' }, Type.String({ minLength: 1, maxLength: 500 })) }),
  style('link', 'หัวคำตอบ Link (RFC 8288)', 'the Link header (RFC 8288)', {}),
]));

export const restSchema = bySignIn({
  url: said({ th: 'ที่อยู่ API', en: 'Address of the API', hintTh: 'อ่านทีละงวดให้ใส่ {partition} ในที่อยู่หรือพารามิเตอร์ เช่น {partition:bbbb-MM} คือ 2568-01', hintEn: 'To read one period at a time write {partition} in the address or a parameter, e.g. {partition:bbbb-MM} for 2568-01.' }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
  method: Type.Optional(said({ th: 'วิธีเรียก', en: 'Method' }, Type.Union([said({ th: 'GET', en: 'GET' }, Type.Literal('GET')), said({ th: 'POST', en: 'POST' }, Type.Literal('POST'))], { default: 'GET' }))),
  parameters: Type.Optional(said({ th: 'พารามิเตอร์', en: 'Parameters' }, Type.Array(Type.Object({
    name: said({ th: 'ชื่อ', en: 'Name', ...parameterWords }, parameter), value: said({ th: 'ค่า', en: 'Value' }, Type.String({ maxLength: 2000 })),
  }, { additionalProperties: false }), { maxItems: 50 }))),
  body: Type.Optional(said({ th: 'เนื้อหาคำขอ (JSON)', en: 'Body (JSON)', hintTh: 'สำหรับ POST', hintEn: 'For POST.', input: 'code' }, Type.String({ maxLength: 20_000 }))),
  records: Type.Optional(said({ th: 'ตำแหน่งของรายการระเบียน', en: 'Place of the records', hintTh: 'เช่น data.items หรือ /data/items เว้นว่างเมื่อคำตอบเป็นรายการอยู่แล้ว', hintEn: 'E.g. data.items or /data/items. Leave empty when the answer itself is the list.' }, place)),
  total: Type.Optional(said({ th: 'ตำแหน่งของจำนวนทั้งหมด', en: 'Place of the total', hintTh: 'ถ้าใส่ ระบบจะตรวจว่าได้ครบ', hintEn: 'If given, it is checked that as many came.' }, place)),
  paging,
  since: Type.Optional(said({ th: 'พารามิเตอร์ขอเฉพาะส่วนที่เปลี่ยน', en: 'Parameter for the changed part', hintTh: 'เช่น updated_since={after}', hintEn: 'E.g. updated_since={after}.' }, Type.String({ maxLength: 500, pattern: '^[^=]+=.*\\{after\\}' }))),
  requestsPerMinute: Type.Optional(said({ th: 'ถามได้ไม่เกินกี่ครั้งต่อนาที', en: 'Questions a minute at most' }, Type.Integer({ minimum: 1, maximum: 6000 }))),
  mostPages: Type.Optional(said({ th: 'จำนวนหน้าที่ยอมรับ', en: 'Pages at most' }, Type.Integer({ minimum: 1, maximum: 1_000_000, default: 100_000 }))),
  timeoutMinutes: Type.Optional(said({ th: 'เวลาที่ให้อ่าน (นาที)', en: 'Time allowed (minutes)', hintTh: 'ถ้าไม่ระบุ 360 นาที', hintEn: '360 minutes unless said.' }, Type.Integer({ minimum: 1, maximum: 1440 }))),
});
export type RestConfig = Static<typeof restSchema> & SignInConfig;
export type Paging = RestConfig['paging'];
