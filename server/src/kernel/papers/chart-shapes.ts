import { addDays, daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Bars, Lines } from './paper.ts';
import { legible } from './written.ts';

/** A chart is drawn this wide; what it is shown on gives the unit. */
export const chartWidth = 640;
const ink = '#1f2937';
const faint = '#d5d9e0';

/** What a drawing is made of, so that PDF and DOCX show the same one. Lines run through their points; `anchor` says which end of a text stands at `x`. */
export type Shape =
  | { kind: 'line'; points: [x: number, y: number][]; colour: string; wide: number; dashed: boolean }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; colour: string; hollow: boolean }
  | { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' };

export interface Drawing { height: number; shapes: Shape[] }

/** A chart as shapes. Told apart without colour too: dashes, hollow parts, names. */
export const drawChart = (chart: Lines | Bars): Drawing => (chart.kind === 'lines' ? drawLines(chart) : drawBars(chart));

const rounded = (value: number): number => Math.round(value * 100) / 100;
const words = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): Shape => ({ kind: 'text', x: rounded(x), y: rounded(y), text: legible(text), anchor });
const line = (points: [number, number][], colour: string, { wide = 1, dashed = false } = {}): Shape => ({ kind: 'line', points: points.map(([x, y]) => [rounded(x), rounded(y)]), colour, wide, dashed });
const box = (x: number, y: number, width: number, { colour, hollow }: { colour: string; hollow: boolean }): Shape => ({ kind: 'rect', x: rounded(x), y: rounded(y), width: rounded(width), height: 13, colour, hollow });

function drawLines({ days, lines }: Lines): Drawing {
  const plot = { left: 44, right: chartWidth - 14, top: 30, bottom: 214 };
  const highest = Math.max(1, ...lines.flatMap(({ values }) => values.flatMap((value) => value ?? [])));
  const step = niceStep(highest / 4);
  const top = Math.ceil(highest / step) * step;
  const y = (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top);
  const from = days[0] as string;
  const span = Math.max(1, daysBetween(from, days.at(-1) as string));
  const x = (day: string) => plot.left + (daysBetween(from, day) / span) * (plot.right - plot.left);
  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step).flatMap((value) => [line([[plot.left, y(value)], [plot.right, y(value)]], value === 0 ? ink : faint), words(plot.left - 6, y(value) + 4, formatNumber(value), 'end')]);
  const axis = axisDays(from, span).map((day) => words(Math.min(plot.right - 20, Math.max(plot.left + 16, x(day))), plot.bottom + 16, formatThaiDate(day, { style: 'axis' }), 'middle'));
  const drawn = lines.flatMap(({ values, colour, dashed }) => known(values, days.map(x), y).map((points) => line(points, colour, { wide: 2, dashed })));
  const keys = legend(lines.map(({ name, colour, dashed }) => ({ name, mark: (left: number) => line([[left, 11], [left + 22, 11]], colour, { wide: 2, dashed }) })));
  return { height: 240, shapes: [...keys, ...grid, ...axis, ...drawn] };
}

/** A line goes on only where figures are known. */
function known(values: readonly (number | null)[], xs: readonly number[], y: (value: number) => number): [number, number][][] {
  const runs: [number, number][][] = [[]];
  values.forEach((value, i) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([xs[i] ?? 0, y(value)]);
  });
  return runs.filter((run) => run.length > 1);
}

function axisDays(from: string, span: number): string[] {
  const parts = Math.min(6, span);
  return Array.from({ length: parts + 1 }, (_, i) => addDays(from, Math.round((span * i) / parts)));
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? power * 10;
}

interface Key { name: string; mark(left: number): Shape }

function legend(keys: readonly Key[]): Shape[] {
  let left = 44;
  return keys.flatMap(({ name, mark }) => {
    const drawn = [mark(left), words(left + 28, 15, name)];
    left += 44 + seenLetters(name) * 6.2;
    return drawn;
  });
}

/** Letters that take room in the line: not the vowels and tones above and below. */
const seenLetters = (text: string): number => text.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length;

const rowHeight = 19;
const nameWidth = 226;

function drawBars({ parts, bars }: Bars): Drawing {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const scale = (chartWidth - nameWidth - 50) / Math.max(1, ...bars.map(({ values }) => sum(values)));
  const keys = legend(parts.map(({ name, ...part }) => ({ name, mark: (left: number) => box(left + 8, 4, 13, part) })));
  const rows = bars.flatMap(({ name, values }, row) => {
    const y = 30 + row * rowHeight;
    let left = nameWidth;
    const drawn = values.flatMap((value, i) => {
      const part = parts[i];
      if (!part || value === 0) return [];
      const shape = box(left, y, value * scale, part);
      left += value * scale;
      return [shape];
    });
    return [words(nameWidth - 8, y + 11, shortened(name), 'end'), ...drawn, words(left + 6, y + 11, formatNumber(sum(values)))];
  });
  return { height: 34 + bars.length * rowHeight, shapes: [...keys, ...rows] };
}

function shortened(name: string): string {
  const letters = [...legible(name)];
  return seenLetters(name) <= 36 ? name : `${letters.slice(0, 38).join('')}…`;
}
