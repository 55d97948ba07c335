import { daysInMonth } from '@saphan/contracts/dates';
import { parseThaiDate, type DateRules } from './date-forms.ts';
import { fault } from './reject-code.ts';

const DATE_INVALID = fault('DATE_INVALID');
const DATE_CALENDAR = fault('DATE_CALENDAR');
const slots = 8192;
const keyBytes = 96;

/** Reads the dates of one column. Plain figures are read from the bytes; other spellings are remembered, since columns repeat them. */
export class DateField {
  /** Spellings seen in B.E. and C.E., and days of the years before 1941 whose January to March belonged to the year before. */
  be = 0;
  ce = 0;
  beforeReform = 0;
  private markedBe = 0;
  private markedCe = 0;
  private markedReform = 0;
  private readonly rules: DateRules;
  private readonly allowBe: boolean;
  private readonly allowCe: boolean;
  private readonly keys = Buffer.alloc(slots * keyBytes);
  private readonly lengths = new Uint8Array(slots);
  private readonly answers = new Int32Array(slots);

  constructor(rules: DateRules) {
    this.rules = rules;
    this.allowBe = rules.calendar !== 'ce';
    this.allowCe = rules.calendar !== 'be';
  }

  /** Remembers the counts before a record, and takes them back when it is refused. */
  mark(): void { this.markedBe = this.be; this.markedCe = this.ce; this.markedReform = this.beforeReform; }
  restore(): void { this.be = this.markedBe; this.ce = this.markedCe; this.beforeReform = this.markedReform; }

  /** Writes `YYYY-MM-DD`. */
  write(src: Buffer, s: number, e: number, out: Buffer, o: number): number {
    const packed = this.read(src, s, e);
    return packed < 0 ? packed : putDay(out, o, packed);
  }

  /** The day as `year * 512 + month * 32 + day`, or a fault. */
  read(src: Buffer, s: number, e: number): number {
    const packed = e - s === 10 ? this.readFigures(src, s) : 0;
    return packed === 0 ? this.recall(src, s, e) : packed;
  }

  /** `dd/mm/yyyy` and `yyyy-mm-dd` (also with `-`, `/`); 0 when the ten bytes are something else. */
  private readFigures(src: Buffer, s: number): number {
    const third = src[s + 2];
    if ((third === 0x2f || third === 0x2d) && src[s + 5] === third) {
      const day = two(src, s);
      const month = two(src, s + 3);
      const year = two(src, s + 6) * 100 + two(src, s + 8);
      return day < 0 || month < 0 || year < 0 ? 0 : this.judge(year, month, day);
    }
    const fifth = src[s + 4];
    if ((fifth === 0x2d || fifth === 0x2f) && src[s + 7] === fifth) {
      const year = two(src, s) * 100 + two(src, s + 2);
      const month = two(src, s + 5);
      const day = two(src, s + 8);
      return day < 0 || month < 0 || year < 0 ? 0 : this.judge(year, month, day);
    }
    return 0;
  }

  /** Counts a day that is one, as `year * 512 + month * 32 + day` in the common era; else a fault. */
  judge(year: number, month: number, day: number): number {
    const be = year >= 2400 && year <= 2743;
    if (!be && (year < 1900 || year > 2200)) return DATE_INVALID;
    const common = be ? year - 543 : year;
    if (day < 1 || month < 1 || (day > 28 && day > daysInMonth(common, month)) || month > 12) return DATE_INVALID;
    if (be ? !this.allowBe : !this.allowCe) return DATE_CALENDAR;
    this.note(be, common, month);
    return common * 512 + month * 32 + day;
  }

  private note(be: boolean, year: number, month: number): void {
    if (!be) { this.ce += 1; return; }
    this.be += 1;
    if (year <= 1940 && month <= 3) this.beforeReform += 1;
  }

  private recall(src: Buffer, s: number, e: number): number {
    const length = e - s;
    if (length > keyBytes) return DATE_INVALID;
    let hash = length;
    for (let p = s; p < e; p += 1) hash = (Math.imul(hash, 31) + (src[p] as number)) | 0;
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    if (this.lengths[slot] !== length || src.compare(this.keys, slot * keyBytes, slot * keyBytes + length, s, e) !== 0) {
      this.answers[slot] = this.parse(src.toString('utf8', s, e));
      src.copy(this.keys, slot * keyBytes, s, e);
      this.lengths[slot] = length;
    }
    const answer = this.answers[slot] as number;
    if (answer < 0) return answer;
    const era = answer >> 22;
    const packed = answer & 0x3fffff;
    if (era !== 0) this.note(era === 1, packed >> 9, (packed >> 5) & 15);
    return packed;
  }

  private parse(text: string): number {
    const day = parseThaiDate(text, this.rules);
    if (typeof day === 'string') return day === 'DATE_CALENDAR' ? DATE_CALENDAR : DATE_INVALID;
    const era = day.era === 'be' ? 1 : day.era === 'ce' ? 2 : 0;
    return (era << 22) | (day.year * 512 + day.month * 32 + day.day);
  }
}

/** Two digits as a number; below −9999 when one is no digit, so that a year built of it stays negative. */
function two(src: Buffer, p: number): number {
  const high = (src[p] as number) - 0x30;
  const low = (src[p + 1] as number) - 0x30;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -100_000;
}

/** Writes a packed day as `YYYY-MM-DD`. */
export function putDay(out: Buffer, o: number, packed: number): number {
  const year = packed >> 9;
  putTwo(out, o, (year / 100) | 0);
  putTwo(out, o + 2, year % 100);
  out[o + 4] = 0x2d;
  putTwo(out, o + 5, (packed >> 5) & 15);
  out[o + 7] = 0x2d;
  putTwo(out, o + 8, packed & 31);
  return o + 10;
}

export function putTwo(out: Buffer, o: number, value: number): void {
  out[o] = 0x30 + ((value / 10) | 0);
  out[o + 1] = 0x30 + (value % 10);
}
