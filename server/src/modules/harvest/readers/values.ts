import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { plainLine, plainText } from './plain-text.ts';
import type { Remark } from './remote-record.ts';

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value);
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]);

const LATEST_OF_CE = 2400;
const BUDDHIST = 543;

/**
 * A day as ISO in the Common Era: `2565-01-31`, `31/1/2565`, `2022-01-31T00:00:00`, `2565` stay as precise as they are.
 * Years from 2400 on are of the Buddhist Era. Null for what is no date.
 */
export function readDay(value: unknown): { day: string; wasBuddhist: boolean } | null {
  const text = plainLine(value).replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$/.exec(text)?.slice(1) ?? /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text)?.slice(1).reverse();
  if (!found) return null;
  const [year, month, day] = found as [string, string | undefined, string | undefined];
  const wasBuddhist = Number(year) >= LATEST_OF_CE;
  const ce = String(Number(year) - (wasBuddhist ? BUDDHIST : 0)).padStart(4, '0');
  const whole = [ce, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
  const at = new Date(`${whole}${month === undefined ? '-01-01' : day === undefined ? '-01' : ''}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(whole) ? null : { day: whole, wasBuddhist };
}

/** An instant as ISO in UTC; CKAN writes its own in UTC without saying so. Null when it is none. */
export function readInstant(value: unknown): string | null {
  const text = plainLine(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) || /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Bytes as a source states them: `12345`, `"12345"`; null for `12 KB` and other words. */
export function readBytes(value: unknown): number | null {
  const text = plainLine(value);
  return /^\d{1,15}(\.0+)?$/.test(text) ? Math.trunc(Number(text)) : null;
}

/** Tags as we keep them: one line, no comma, no doubles, at most 100. */
export function readTags(values: readonly unknown[]): string[] {
  const tags = values.flatMap((value) => plainLine(value).split(/[,;]/)).map((tag) => tag.trim().slice(0, 100)).filter(Boolean);
  return [...new Set(tags)].slice(0, 100);
}

/** `.csv`, `text/csv`, `…/file-type/CSV` → `CSV`. */
export function formatName(value: unknown, url?: string | null): string {
  const text = plainLine(value).replace(/^.*[/#]/, '').replace(/^\./, '').replace(/^(x-|vnd\.)/i, '');
  const known: Record<string, string> = { plain: 'TXT', 'vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX', 'openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX', 'ms-excel': 'XLS', 'geo+json': 'GeoJSON', 'json-seq': 'NDJSON' };
  if (text !== '') return known[text.toLowerCase()] ?? (/^[a-z0-9]{1,8}$/.test(text) ? text.toUpperCase() : text.slice(0, 40));
  return /\.([a-z0-9]{2,8})(?:$|[?#])/i.exec(url ? new URL(url).pathname : '')?.[1]?.toUpperCase() ?? '';
}

/** A value of a metadata field: lists stay lists (also when written as a JSON list), everything else becomes a text; null when empty. */
export function readValue(value: unknown): MetadataValue | null {
  if (typeof value === 'boolean') return value;
  const list = Array.isArray(value) ? value : typeof value === 'string' && /^\s*\[.*\]\s*$/s.test(value) ? parsedList(value) : null;
  if (list) {
    const texts = list.map(plainLine).filter(Boolean);
    return texts.length > 0 ? texts : null;
  }
  return isObject(value) ? null : plainText(value) || null;
}

function parsedList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Why an address was not taken. */
export const addressRemark = (name: string): Remark => ({
  field: 'resources', th: `ทรัพยากร "${name}" ไม่มีที่อยู่เว็บที่ใช้ได้ จึงไม่ได้นำเข้า`, en: `The resource "${name}" has no web address that can be used and was left out.`,
});
