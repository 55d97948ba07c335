import type { Metadata } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import { fieldOf, findTerm } from '../definition/fields.ts';
import { audienceWords } from '../rules/audience-words.ts';
import { listVersions } from './work.sql.gen.ts';

/** One field as it was and as it became, in words a person reads. */
export interface FieldChange { field: string; th: string; en: string; beforeTh: string | null; beforeEn: string | null; afterTh: string | null; afterEn: string | null }
export interface RecordVersion { version: number; at: string; actor: string; role: string; what: string; state: string; subject: string | null; changes: FieldChange[] }

/** What changed in a record, newest first: field by field, from whole documents. */
export async function listHistory(tx: Tx, datasetId: number, { before = null, limit = 50 }: { before?: number | null; limit?: number } = {}): Promise<RecordVersion[]> {
  const rows = await listVersions(tx, { dataset_id: datasetId, before_version: before, limit });
  return rows.map((row) => ({
    version: row.version, at: row.at, actor: row.actor, role: row.role, what: row.what, state: row.state, subject: (row.detail as { name?: string }).name ?? null,
    changes: row.before ? changesBetween(row.before as Document, row.doc as Document) : [],
  }));
}

interface Document { metadata: Metadata; [own: string]: unknown }

/** What stands on the dataset itself, by the names of the standard where it has one. */
const own: Readonly<Record<string, { field: string; th: string; en: string }>> = {
  titleTh: { field: 'title', th: 'ชื่อชุดข้อมูล', en: 'Dataset name' }, titleEn: { field: 'titleEn', th: 'ชื่อภาษาอังกฤษ', en: 'English name' },
  descriptionTh: { field: 'notes', th: 'รายละเอียด', en: 'Description' }, descriptionEn: { field: 'notesEn', th: 'รายละเอียดภาษาอังกฤษ', en: 'English description' },
  tags: { field: 'tag_string', th: 'คำสำคัญ', en: 'Tags' }, audience: { field: 'audience', th: 'ผู้ที่เห็นได้', en: 'Audience' },
  level: { field: 'level', th: 'ระดับชั้นที่ใช้อยู่', en: 'Class in force' }, personal: { field: 'personal', th: 'มีข้อมูลส่วนบุคคล', en: 'About people' },
};

export function changesBetween(before: Document, after: Document): FieldChange[] {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
  const head = Object.entries(own).filter(([key]) => differs(before[key], after[key])).map(([key, name]) => ({ ...name, ...sides(name.field, key, before[key], after[key]) }));
  const keys = [...new Set([...Object.keys(before.metadata ?? {}), ...Object.keys(after.metadata ?? {})])].filter((key) => differs(before.metadata?.[key], after.metadata?.[key]));
  return [...head, ...keys.map((key) => ({ field: key, th: fieldOf(key)?.th ?? key, en: fieldOf(key)?.en ?? key, ...sides(key, key, before.metadata?.[key], after.metadata?.[key]) }))];
}

function sides(field: string, key: string, before: unknown, after: unknown) {
  const said = (value: unknown, language: 'th' | 'en') => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : [value].flat().map((each) => sayValue(field, key, each, language)).join(', ');
  return { beforeTh: said(before, 'th'), beforeEn: said(before, 'en'), afterTh: said(after, 'th'), afterEn: said(after, 'en') };
}

function sayValue(field: string, key: string, value: unknown, language: 'th' | 'en'): string {
  if (typeof value === 'boolean') return language === 'th' ? (value ? 'ใช่' : 'ไม่ใช่') : value ? 'Yes' : 'No';
  if (key === 'audience') return audienceWords[value as keyof typeof audienceWords]?.[language] ?? String(value);
  const found = key === 'level' ? fieldOf('data_classification') : fieldOf(field);
  return (found && findTerm(found, key === 'level' ? `0${Number(value) + 1}` : String(value))?.[language]) ?? String(value);
}
