import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { formatNumber } from '@saphan/contracts/numbers';
import { fieldOf, termsOf } from '../metadata/definition/fields.ts';
import { readDefinition } from '../metadata/definition/read-definition.ts';
import { partPoints, type Check, type Words } from './check.ts';
import type { Subject } from './subject.ts';

/** Shares of the national scanner. */
const KEPT = 1;
const LATE = 0.6;
const LONG_LATE = 0.2;
const UNKNOWN = 0.4;
const HOUR_MS = 3_600_000;

/** Whether the promised frequency is kept: all 20 points in time, 12 when late, 4 when later than twice the time, 8 when nobody can tell. */
export function checkTimeliness({ record }: Subject, now: Date): Check[] {
  const { share, words } = lookAtTime(record, now);
  return [{ part: 'timeliness', dimension: 'timeliness', of: partPoints.timeliness, lost: partPoints.timeliness * (1 - share), words, ...(share === UNKNOWN && { field: 'update_frequency_unit' }) }];
}

function lookAtTime(record: CatalogueRecord, now: Date): { share: number; words: Words } {
  const { update_frequency_unit: unit, update_frequency_interval: interval } = record.metadata;
  if (unit === 'O') return { share: KEPT, words: unknown('', '') };
  const hours = readDefinition().rules.unitHours[String(unit ?? '')];
  if (!hours) return { share: UNKNOWN, words: unknown('ทะเบียนไม่ได้บอกว่าปรับปรุงบ่อยเท่าใด จึงตรวจความทันสมัยไม่ได้', 'The record does not say how often the data is updated, so nobody can tell whether it is current') };
  const at = updatedAt(record);
  if (at === null) return { share: UNKNOWN, words: undated };
  const times = (now.getTime() - at) / (hours * Math.max(1, Number(interval ?? 1) || 1) * HOUR_MS);
  const { th, en } = promiseOf(String(unit), Number(interval ?? 1) || 1);
  if (times <= 1) return { share: KEPT, words: undated };
  return { share: times <= 2 ? LATE : LONG_LATE, words: {
    th: times <= 2 ? `เลยกำหนดปรับปรุง (${th}) แล้ว` : `เลยกำหนดปรับปรุง (${th}) มานานกว่าสองเท่า`, en: times <= 2 ? `The update that is promised (${en}) is late` : `The update that is promised (${en}) is late by more than twice its time`,
    nextTh: record.release ? 'เชื่อมโยงข้อมูลรอบล่าสุด หรือแก้ความถี่ในทะเบียนให้ตรงกับความจริง' : 'เปลี่ยนไฟล์เป็นรอบล่าสุดแล้วแก้วันที่ปรับปรุง หรือแก้ความถี่ให้ตรงกับความจริง',
    nextEn: record.release ? 'Link the latest data, or correct the frequency in the record.' : 'Replace the file and its date of update, or correct the frequency.',
  } };
}

/** A release says by itself when it came; else the record has to. */
function updatedAt({ release, metadata }: CatalogueRecord): number | null {
  const said = release?.publishedAt ?? metadata['last_updated_date'];
  const at = typeof said === 'string' ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function promiseOf(unit: string, interval: number): { th: string; en: string } {
  const field = fieldOf('update_frequency_unit');
  const term = field && termsOf(field).find(({ code }) => code === unit);
  return interval > 1 ? { th: `ทุก ${formatNumber(interval)} ${term?.th ?? unit}`, en: `every ${formatNumber(interval)} × ${(term?.en ?? unit).toLowerCase()}` } : { th: `ทุก${term?.th ?? unit}`, en: `every ${(term?.en ?? unit).toLowerCase()}` };
}

const unknown = (th: string, en: string): Words => ({ th, en, nextTh: 'เลือกหน่วยความถี่และค่าความถี่ในแบบฟอร์มทะเบียน', nextEn: 'Choose the unit and the number of the frequency on the form of the record.' });
const undated: Words = {
  th: 'ไม่มีวันที่ปรับปรุงล่าสุด จึงตรวจความทันสมัยไม่ได้', en: 'There is no date of the last update, so nobody can tell whether it is current',
  nextTh: 'กรอกวันที่ปรับปรุงข้อมูลล่าสุด หรือเชื่อมโยงข้อมูลเข้าระบบเพื่อให้รู้เอง', nextEn: 'Fill in the date of the last update, or link the data here so that it is known by itself.',
};
