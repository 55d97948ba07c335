import { createHmac } from 'node:crypto';
import type { Column } from '@saphan/contracts/contract';

const column = (name: string, type: Column['type'], fieldId: number, more: Partial<Column> = {}): Column => ({
  name, source: name, titleTh: `ช่อง ${name}`, titleEn: name, type, required: false, unique: false, primaryKey: null, precision: 12, scale: 2, pattern: null, min: null, max: null, maxLength: null,
  codeList: null, calendar: null, geocodeDigits: type === 'geocode' ? 2 : null, classification: 'open', personalData: null, fieldId, ...more,
});

/** One column of each type, personal ones of both kinds. */
export const farmColumns: readonly Column[] = [
  column('id', 'integer', 1, { primaryKey: 1, required: true }), column('province', 'geocode', 2), column('crop', 'text', 3), column('area_rai', 'decimal', 4), column('irrigated', 'boolean', 5),
  column('registered_on', 'date', 6), column('updated_at', 'timestamp', 7), column('phone', 'text', 8, { personalData: 'indirect' }), column('citizen_id', 'citizen-id', 9, { personalData: 'direct' }),
];

export interface Farm { id: number; province: string; crop: string | null; area_rai: string | null; irrigated: boolean | null; registered_on: string | null; updated_at: string; phone: string | null; citizen: string }

const crops = ['ข้าว', 'อ้อย', 'ยางพารา', 'ข้าวโพด "หวาน"', "มัน; drop table x --'"];

/** The same number always gives the same farm. */
export const farm = (id: number): Farm => ({
  id, province: String(10 + (id * 7) % 6), crop: id % 11 === 0 ? null : crops[id % 5] as string, area_rai: id % 13 === 0 ? null : ((id * 37) % 4_000 / 100).toFixed(2), irrigated: id % 9 === 0 ? null : id % 2 === 0,
  registered_on: id % 17 === 0 ? null : `20${10 + id % 10}-0${1 + id % 9}-1${id % 10}`, updated_at: `2026-01-0${1 + id % 9}T0${id % 10}:00:00`, phone: id % 5 === 0 ? null : `08${String(id * 7_919).padStart(8, '0')}`,
  citizen: `1${String(id).padStart(12, '0')}`,
});

export const farms = (count: number): Farm[] => Array.from({ length: count }, (_, i) => farm(i + 1));

const text = (value: string | null) => value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;

/** SQL of farms as linkage leaves them: citizen ids as keyed hash and mask. */
export const farmsSql = (all: readonly Farm[], key: Buffer): string => `select id::bigint as id, province::varchar as province, crop::varchar as crop, area_rai::decimal(12,2) as area_rai, irrigated::boolean as irrigated, registered_on::date as registered_on,
  updated_at::timestamp as updated_at, phone::varchar as phone, citizen_id::varchar as citizen_id, citizen_id_masked::varchar as citizen_id_masked from (values ${all.map((each) => `(${[
    each.id, text(each.province), text(each.crop), each.area_rai ?? 'null', each.irrigated ?? 'null', text(each.registered_on), text(each.updated_at), text(each.phone),
    text(createHmac('sha256', key).update(each.citizen).digest('hex')), text(`•••• ${each.citizen.slice(-4)}`)].join(', ')})`).join(', ')}) v(id, province, crop, area_rai, irrigated, registered_on, updated_at, phone, citizen_id, citizen_id_masked)`;

/** A farm as an answer shows it. */
export const shownFarm = (each: Farm): Record<string, unknown> => ({
  id: each.id, province: each.province, crop: each.crop, area_rai: each.area_rai === null ? null : Number(each.area_rai), irrigated: each.irrigated, registered_on: each.registered_on,
  updated_at: `${each.updated_at}Z`, phone: each.phone, citizen_id: `•••• ${each.citizen.slice(-4)}`,
});
