// Seeded corruption with its truth: a plot register in which every row is good but for those spoiled in one of twelve ways.
// The good rows are no easy ones: Thai digits, month names, thousands separators, doubled quotes, cells of several lines.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { checkDigit } from '@saphan/contracts/thai-id';
import { toThaiDigits } from '@saphan/contracts/thai-digits';
import { seeded } from './link-data.ts';

export const corruptHeader = ['plot_id', 'citizen_id', 'farmer_name', 'province', 'trees', 'area_rai', 'yield_kg', 'planted_on', 'note', 'updated_on'];

type Spoil = (cells: string[], random: () => number) => string | Buffer;
const join = (cells: string[]): string => cells.join(',');

/** The twelve kinds; each returns a record that no longer keeps the contract. */
export const corruptions: Record<string, Spoil> = {
  'cells cut off': (cells) => join(cells.slice(0, 8)),
  'one cell too many': (cells) => join([...cells, 'เกิน']),
  'word in an integer': (cells) => join(cells.with(4, 'N/A?')),
  'day that never was': (cells) => join(cells.with(7, '31/02/2568')),
  'C.E. year in a B.E. column': (cells) => join(cells.with(9, '03/06/2019')),
  'wrong check digit': (cells) => join(cells.with(1, `${(cells[1] as string).slice(0, 12)}${(Number((cells[1] as string)[12]) + 1) % 10}`)),
  'quote never closed': (cells) => join(cells.with(8, '"ริมคลอง, ฝั่งเหนือ')),
  'quote inside a bare cell': (cells) => join(cells.with(2, 'นาย"ดำ" ใจดี')),
  'NUL byte': (cells) => join(cells.with(2, `${cells[2]}\0`)),
  'another encoding': (cells) => iconv.encode(join(cells.with(8, 'แปลงใหญ่')), 'windows874'),
  'required cell empty': (cells) => join(cells.with(0, '')),
  'row torn in two': (cells) => `${join(cells.slice(0, 5))}\n${join(cells.slice(5))}`,
};

const names = ['สมชาย ใจดี', 'บุญมี ศรีสุข', 'กนกวรรณ ทองคำ', 'ประเสริฐ วงศ์ใหญ่', 'น้ำฝน คำภา'];
const provinces = ['นครราชสีมา', 'เชียงใหม่', 'อุบลราชธานี', 'สุพรรณบุรี', 'พระนครศรีอยุธยา'];
const notes = ['', '', '', '', '', 'เจ้าของให้เช่า', '"ติดคลองส่งน้ำ, น้ำถึงทั้งปี"', '"นา ""แปลงใหญ่"" ปี 2566"', '"บรรทัดหนึ่ง\nบรรทัดสอง"', '"ก,ข\r\n""ค"""'];
const months = ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'];

export interface Truth {
  path: string;
  bytes: number;
  /** First physical lines of the good records. */
  goodLines: Set<number>;
  goodIds: Set<number>;
  /** Every physical line of a bad record, with the kind. */
  badLines: Map<number, string>;
  /** Bad records. */
  bad: number;
}

/** Writes a corrupted file; the same seed gives the same file. */
export async function writeCorrupt(path: string, options: { rows: number; share: number; seed: number; kinds?: string[] }): Promise<Truth> {
  const random = seeded(options.seed);
  const kinds = options.kinds ?? Object.keys(corruptions);
  const out = createWriteStream(path);
  const truth: Truth = { path, bytes: 0, goodLines: new Set(), goodIds: new Set(), badLines: new Map(), bad: 0 };
  let parts: Buffer[] = [Buffer.from(`${join(corruptHeader)}\n`)];
  let line = 2;
  for (let id = 0; id < options.rows; id += 1) {
    const cells = goodCells(id, random);
    const kind = random() < options.share ? kinds[Math.floor(random() * kinds.length)] as string : null;
    const record = Buffer.from(kind === null ? join(cells) : (corruptions[kind] as Spoil)(cells, random) as string);
    const lines = record.filter((byte) => byte === 0x0a).length + 1;
    if (kind === null) { truth.goodLines.add(line); truth.goodIds.add(1_000_000 + id); }
    else { truth.bad += 1; for (let each = line; each < line + lines; each += 1) truth.badLines.set(each, kind); }
    parts.push(record, Buffer.from('\n'));
    line += lines;
    if (parts.length > 8000 || id === options.rows - 1) {
      const block = Buffer.concat(parts);
      truth.bytes += block.length;
      parts = [];
      if (!out.write(block)) await once(out, 'drain');
    }
  }
  out.end();
  await finished(out);
  return truth;
}

function goodCells(id: number, random: () => number): string[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const twelve = String(1 + Math.floor(random() * 8)) + String(Math.floor(random() * 1e11)).padStart(11, '0');
  const kilos = Math.floor(random() * 90_000);
  const trees = String(Math.floor(random() * 900));
  return [
    String(1_000_000 + id), `${twelve}${checkDigit(twelve)}`, pick(names), pick(provinces), random() < 0.1 ? toThaiDigits(trees) : trees, (random() * 60).toFixed(2),
    kilos > 999 ? `"${kilos.toLocaleString('en-US')}"` : String(kilos), dateText(random, random() < 0.2), pick(notes), dateText(random, false),
  ];
}

function dateText(random: () => number, named: boolean): string {
  const [day, month, year] = [1 + Math.floor(random() * 28), Math.floor(random() * 12), 2560 + Math.floor(random() * 9)];
  return named ? `${day} ${months[month]} ${year % 100}` : `${String(day).padStart(2, '0')}/${String(month + 1).padStart(2, '0')}/${year}`;
}
