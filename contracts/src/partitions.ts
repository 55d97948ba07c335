import { addDays, daysInMonth, eraOffset, fiscalYear, fiscalYearSpan, formatThaiDate, isoDate, monthNames, parseIsoDate, type Lang } from './dates.ts';

/**
 * How the rows of a dataset are divided: by a span of days of one column, or by its own values (a province).
 * A partition is named by day `2025-01-31`, month `2025-01`, year `2025` (C.E.), fiscal year `2568` (B.E. of its end), crop year `2567/68` (May to April).
 */
export const partitionKinds = ['day', 'month', 'year', 'fiscal-year', 'crop-year', 'value'] as const;
export type PartitionBy = (typeof partitionKinds)[number];

/** ISO days: the first one, and the one after the last. */
export interface PartitionSpan { from: string; before: string }

const CROP_YEAR_FROM = 5;
const year4 = (year: number): string => String(year).padStart(4, '0');

/** The days of a partition; null for one by value, and for a name that is none. */
export function partitionSpan(by: PartitionBy, id: string): PartitionSpan | null {
  if (by === 'day') return parseIsoDate(id) && { from: id, before: addDays(id, 1) };
  if (by === 'month') return monthSpan(id);
  if (by === 'year') return /^\d{4}$/.test(id) && id > '0000' && id < '9999' ? { from: `${id}-01-01`, before: `${year4(Number(id) + 1)}-01-01` } : null;
  if (by === 'fiscal-year') return fiscalSpan(id);
  return by === 'crop-year' ? cropSpan(id) : null;
}

function monthSpan(id: string): PartitionSpan | null {
  const first = parseIsoDate(`${id}-01`);
  return first && { from: `${id}-01`, before: addDays(isoDate({ ...first, day: daysInMonth(first.year, first.month) }), 1) };
}

function fiscalSpan(id: string): PartitionSpan | null {
  if (!/^2[4-9]\d\d$/.test(id)) return null;
  const { from, to } = fiscalYearSpan(Number(id));
  return { from, before: addDays(to, 1) };
}

function cropSpan(id: string): PartitionSpan | null {
  const [, begins = '', ends = ''] = /^(2[4-9]\d\d)\/(\d\d)$/.exec(id) ?? [];
  if (begins === '' || Number(ends) !== (Number(begins) + 1) % 100) return null;
  const year = Number(begins) - eraOffset;
  return { from: isoDate({ year, month: CROP_YEAR_FROM, day: 1 }), before: isoDate({ year: year + 1, month: CROP_YEAR_FROM, day: 1 }) };
}

/** The partition that a day belongs to; null for one by value, and when the text is no ISO day. */
export function partitionOf(by: PartitionBy, day: string): string | null {
  const at = parseIsoDate(day);
  if (!at || by === 'value') return null;
  if (by === 'day') return day;
  if (by === 'month') return day.slice(0, 7);
  if (by === 'year') return day.slice(0, 4);
  if (by === 'fiscal-year') return String(fiscalYear(day));
  const begins = at.year - (at.month < CROP_YEAR_FROM ? 1 : 0) + eraOffset;
  return `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** The partition a number of places later, or earlier when negative; null when it is none. */
export function nextPartition(by: PartitionBy, id: string, count: 1 | -1 = 1): string | null {
  const span = partitionSpan(by, id);
  return span && partitionOf(by, count === 1 ? span.before : addDays(span.from, -1));
}

/**
 * Partitions from one to another, both included, in order.
 *
 * @returns null when either is none, when they are the wrong way round, or when there are more than `most`.
 */
export function listPartitions(by: PartitionBy, from: string, to: string, most: number): string[] | null {
  const end = partitionSpan(by, to);
  const begin = partitionSpan(by, from);
  if (!begin || !end || begin.from > end.from) return null;
  const found: string[] = [];
  for (let id: string | null = from; id !== null && (partitionSpan(by, id)?.from ?? '') <= end.from; id = nextPartition(by, id)) {
    if (found.length === most) return null;
    found.push(id);
  }
  return found;
}

/** A partition as people name it: `ม.ค. 2568`, `ปีงบประมาณ 2568`. */
export function partitionWords(by: PartitionBy, id: string, lang: Lang): string {
  const span = partitionSpan(by, id);
  if (!span) return id;
  const year = Number(span.from.slice(0, 4));
  const era = lang === 'th' ? eraOffset : 0;
  if (by === 'day') return formatThaiDate(id, { lang });
  if (by === 'month') return `${monthNames[lang].short[Number(id.slice(5)) - 1]} ${year + era}`;
  if (by === 'year') return lang === 'th' ? `ปี ${year + era}` : String(year);
  if (by === 'fiscal-year') return lang === 'th' ? `ปีงบประมาณ ${id}` : `fiscal year ${Number(id) - eraOffset}`;
  return lang === 'th' ? `ปีเพาะปลูก ${id}` : `crop year ${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

const hole = /\{partition(?::([^{}]{1,40}))?\}/g;

/** Whether a text has a place for a partition. */
export const hasPartition = (text: string): boolean => new RegExp(hole.source).test(text);

/**
 * Puts a partition into the places of a text: `{partition}` is its name; `{partition:bbbb-MM}` its first day written so, with `yyyy` (C.E.), `bbbb` (B.E.), `MM` and `dd`.
 *
 * @param write makes what goes in safe where it stands, e.g. `encodeURIComponent`.
 */
export function fillPartition(text: string, { by, id }: { by: PartitionBy; id: string }, write: (value: string) => string = (value) => value): string {
  const from = partitionSpan(by, id)?.from;
  return text.replaceAll(hole, (_all, form: string | undefined) => write(form === undefined || !from ? id : dated(form, from)));
}

function dated(form: string, from: string): string {
  const [year = '', month = '', day = ''] = from.split('-');
  return form.replaceAll('yyyy', year).replaceAll('bbbb', year4(Number(year) + eraOffset)).replaceAll('MM', month).replaceAll('dd', day);
}
