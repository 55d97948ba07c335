// Makes the file of `bench link`: a plot register in Thai with B.E. dates, about 140 bytes a row, 1 % bad lines, rows in no order;
// beside it the clean twin that plain COPY can take (same rows, ISO dates, no bad line). Deterministic for a seed.
import { chmodSync, createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';

export const header = 'plot_id,farmer_name,subdistrict,crop,area_rai,planted_on,yield_kg,status,note,updated_on';
export const tableColumns = 'plot_id bigint, farmer_name text, subdistrict text, crop text, area_rai numeric(12,2), planted_on date, yield_kg bigint, status text, note text, updated_on date';

const given = ['สมชาย', 'สมหญิง', 'ประเสริฐ', 'บุญมี', 'กนกวรรณ', 'ทองใบ', 'อำนาจ', 'พรทิพย์', 'วิชัย', 'จันทร์เพ็ญ', 'สุรศักดิ์', 'มาลี'];
const family = ['ใจดี', 'ศรีสุข', 'ทองคำ', 'แสงจันทร์', 'บุญเรือง', 'วงศ์ใหญ่', 'คำภา', 'นาคสวัสดิ์', 'พันธุ์ดี', 'รุ่งเรือง'];
const crops = ['ข้าวเจ้านาปี', 'ข้าวเหนียวนาปี', 'มันสำปะหลัง', 'อ้อยโรงงาน', 'ข้าวโพดเลี้ยงสัตว์', 'ยางพารา', 'ปาล์มน้ำมัน', 'ลำไย', 'ทุเรียน'];
const notes = ['', '', '', '', '', '', '', '', '', '', '', '', '', 'แปลงอยู่ติดคลองส่งน้ำ, น้ำถึงทั้งปี', 'เจ้าของให้เช่า', '"นาแปลงใหญ่" ปี 2566'];

/** Small fast generator (mulberry32): the same seed gives the same file on every machine. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);
const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

interface Day { d: number; m: number; y: number }
const day = (random: () => number): Day => ({ d: 1 + Math.floor(random() * 28), m: 1 + Math.floor(random() * 12), y: 2019 + Math.floor(random() * 6) });
const be = ({ d, m, y }: Day) => `${two(d)}/${two(m)}/${y + 543}`;
const iso = ({ d, m, y }: Day) => `${y}-${two(m)}-${two(d)}`;

/** Five ways a line goes bad; the sieve bench has all twelve. */
function spoil(fields: string[], kind: number): string {
  const copy = [...fields];
  if (kind === 0) return copy.slice(0, 8).join(',');
  if (kind === 1) return [...copy, 'เกิน'].join(',');
  if (kind === 2) copy[6] = 'N/A?';
  if (kind === 3) copy[5] = '31/02/2568';
  if (kind === 4) copy[0] = 'A12';
  return copy.join(',');
}

export interface LinkData { dirty: string; clean: string; rows: number; bad: number; bytes: number; cleanBytes: number }

/**
 * Writes both files.
 *
 * @param options.edition 1 for the first release, 2 for the next: 2 % of the rows changed, 0.5 % gone, 0.5 % new.
 */
export async function writeLinkData(options: { dirty: string; clean: string; rows: number; edition: 1 | 2; seed?: number }): Promise<LinkData> {
  const dirty = createWriteStream(options.dirty, { highWaterMark: 1 << 20 });
  const clean = createWriteStream(options.clean, { highWaterMark: 1 << 20 });
  dirty.write(`${header}\n`);
  const sums = { bad: 0, bytes: header.length + 1, cleanBytes: 0 };
  const step = coprimeStep(options.rows);
  for (let at = 0; at < options.rows;) {
    const end = Math.min(at + 10_000, options.rows);
    let d = '';
    let c = '';
    for (; at < end; at++) {
      const id = (at * step) % options.rows;
      const random = seeded((options.seed ?? 7) * 1_000_003 + id);
      const row = makeRow(id, random, options);
      if (row === null) continue;
      if (random() < 0.01) { d += `${spoil(row.dirty, Math.floor(random() * 5))}\n`; sums.bad++; continue; }
      d += `${row.dirty.join(',')}\n`;
      c += `${row.clean.join(',')}\n`;
    }
    sums.bytes += await put(dirty, d);
    sums.cleanBytes += await put(clean, c);
  }
  dirty.end();
  clean.end();
  await Promise.all([finished(dirty), finished(clean)]);
  return { dirty: options.dirty, clean: options.clean, rows: options.rows, ...sums };
}

function makeRow(id: number, random: () => number, options: { rows: number; edition: 1 | 2 }): { dirty: string[]; clean: string[] } | null {
  const fate = random();
  const gone = options.edition === 2 && fate < 0.005;
  const fresh = fate >= 0.005 && fate < 0.01;
  if (gone || (fresh && options.edition === 1)) return null;
  const changed = options.edition === 2 && fate > 0.98;
  const [planted, updated] = [day(random), day(random)];
  const area = (0.25 + random() * 60).toFixed(2);
  const tons = Math.floor(random() * 90_000) + (changed ? 1 : 0);
  const words = [`${pick(given, random)} ${pick(family, random)}`, `${10 + Math.floor(random() * 86)}${two(1 + Math.floor(random() * 20))}${two(1 + Math.floor(random() * 12))}`, pick(crops, random)];
  const tail = [random() < 0.9 ? 'ย1' : 'ร0', cell(pick(notes, random))];
  const key = String(1_000_000_000 + id);
  return {
    dirty: [key, ...words, area, be(planted), tons > 999 ? `"${tons.toLocaleString('en-US')}"` : String(tons), ...tail, be(updated)],
    clean: [key, ...words, area, iso(planted), String(tons), ...tail, iso(updated)],
  };
}

/** A step that visits every id once in scattered order. */
function coprimeStep(rows: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let step = Math.floor(rows * 0.6180339) | 1;
  while (gcd(step, rows) !== 1) step += 2;
  return step;
}

async function put(out: Writable, text: string): Promise<number> {
  const bytes = Buffer.from(text, 'utf8');
  if (!out.write(bytes)) await once(out, 'drain');
  return bytes.length;
}

/** The pair of files in a folder, made when they are not there whole; readable for the PostgreSQL server. */
export async function linkData(folder: string, rows: number, edition: 1 | 2): Promise<LinkData> {
  const facts = join(folder, `plots-${rows}-${edition}.json`);
  if (existsSync(facts)) return JSON.parse(readFileSync(facts, 'utf8')) as LinkData;
  const data = await writeLinkData({ dirty: join(folder, `plots-${rows}-${edition}.csv`), clean: join(folder, `clean-${rows}-${edition}.csv`), rows, edition });
  chmodSync(data.clean, 0o644);
  writeFileSync(facts, JSON.stringify(data));
  return data;
}
