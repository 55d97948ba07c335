import { addDays, daysBetween, parseIsoDate, isoDate } from '@saphan/contracts/dates';
import type { BurnupPoint } from '../../api/types.ts';

/** Where things lie in the chart, in CSS pixels of its present width. */
export interface Scale {
  width: number; height: number; left: number; right: number; top: number; bottom: number; wide: boolean;
  x: (day: string) => number;
  y: (count: number) => number;
  counts: number[];
  months: { on: string; x: number }[];
}

const wideFrom = 520;
const monthRoom = 62;

/** Scale for a container's width; wide drawings leave room for labels at the right. */
export function burnupScale(points: readonly BurnupPoint[], most: number, width: number): Scale {
  const wide = width >= wideFrom;
  const edge = { left: 34, right: width - (wide ? 150 : 12), top: 14, bottom: wide ? 300 : 240 };
  const first = points[0]?.on ?? '';
  const days = Math.max(1, daysBetween(first, points.at(-1)?.on ?? first));
  const counts = niceCounts(most);
  const top = counts.at(-1) ?? 1;
  const x = (day: string) => edge.left + (daysBetween(first, day) / days) * (edge.right - edge.left);
  const y = (count: number) => edge.bottom - (count / top) * (edge.bottom - edge.top);
  return { width, height: edge.bottom + 30, ...edge, wide, x, y, counts, months: monthMarks(first, addDays(first, days)).filter(thinned(days, edge.right - edge.left)).map((on) => ({ on, x: x(on) })) };
}

/** Round steps from 0 to at least `most`. */
function niceCounts(most: number): number[] {
  const rough = Math.max(1, most / 4);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * unit).find((each) => each >= rough) ?? 10 * unit;
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, at) => at * step);
}

function monthMarks(from: string, to: string): string[] {
  const start = parseIsoDate(from);
  if (!start) return [];
  const marks: string[] = [];
  for (let { year, month } = start; ; month += 1) {
    if (month > 12) { month = 1; year += 1; }
    const on = isoDate({ year, month, day: 1 });
    if (on > to) return marks;
    if (on >= from) marks.push(on);
  }
}

function thinned(days: number, room: number): (on: string, at: number) => boolean {
  const every = Math.max(1, Math.ceil(monthRoom / ((room / days) * 30.4)));
  return (_on, at) => at % every === 0;
}

/** A step line: level until the next point, then up. */
export function stepPath(points: readonly { x: number; y: number }[]): string {
  return points.map(({ x, y }, at) => (at === 0 ? `M${x.toFixed(1)} ${y.toFixed(1)}` : `H${x.toFixed(1)}V${y.toFixed(1)}`)).join('');
}

export function linePath(points: readonly { x: number; y: number }[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The field between an upper and a lower line over the same days. */
export function areaPath(upper: readonly { x: number; y: number }[], lower: readonly { x: number; y: number }[]): string {
  return `${linePath(upper)}${linePath(lower.toReversed()).replace('M', 'L')}Z`;
}

/** Moves labels apart so that none lies on another; keeps their order. */
export function spread<Label extends { y: number }>(labels: Label[], gap: number, floor: number): Label[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  for (let at = 1; at < sorted.length; at += 1) {
    const before = sorted[at - 1] as Label;
    const label = sorted[at] as Label;
    if (label.y < before.y + gap) label.y = before.y + gap;
  }
  for (let at = sorted.length - 1, limit = floor; at >= 0; at -= 1, limit -= gap) {
    const label = sorted[at] as Label;
    if (label.y > limit) label.y = limit;
  }
  return sorted;
}
