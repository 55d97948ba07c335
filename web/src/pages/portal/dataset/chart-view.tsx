import * as Plot from '@observablehq/plot';
import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { useEffect, useRef } from 'react';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { useWidth } from '../../../ui/use-width.ts';
import { amountText as amount, type BarChart, type LineChart } from './chart-of.ts';

const BAR_HEIGHT = 34;
const LABEL_SHARE = 0.36;
const LONGEST_LABEL = 28;
const DAY_MS = 86_400_000;
/** Below so many days the axis names days, above it months. */
const FEW_DAYS = 150;
type Drawing = { isThai: boolean; width: number; yTitle: string };

/** The chart with what it says as a sentence and as a table; drawn anew at the width that is there. */
export function ChartView({ chart }: { chart: LineChart | BarChart }) {
  const words = useMessages().openDataset.chart;
  const lang = useLang();
  const say = useSay();
  const [box, width] = useWidth<HTMLDivElement>();
  const place = useRef<HTMLDivElement>(null);
  const [x, y] = [say(chart.x, 'title') || chart.x.name, say(chart.y, 'title') || chart.y.name];
  const title = chart.kind === 'line' ? words.byDate({ value: y, date: x }) : words.byCategory({ value: y, category: x });
  const reading = useReading(chart);
  useEffect(() => {
    if (width === 0 || !place.current) return;
    const drawing: Drawing = { isThai: lang === 'th', width, yTitle: y };
    const svg = chart.kind === 'line' ? drawLine(chart, drawing) : drawBars(chart, drawing);
    // The page's policy allows no style sheet inside: what the plot needs stands in portal.css.
    for (const style of svg.querySelectorAll('style')) style.remove();
    // A drawing is one picture: its parts have no names of their own.
    for (const part of svg.querySelectorAll('[aria-label], [aria-description]')) for (const name of ['aria-label', 'aria-description']) part.removeAttribute(name);
    for (const [name, value] of Object.entries({ role: 'img', 'aria-label': `${title}. ${reading}` })) svg.setAttribute(name, value);
    place.current.replaceChildren(svg);
  }, [chart, width, lang, y, title, reading]);
  const rows = chart.kind === 'line' ? chart.points.map(({ at, value }) => ({ name: formatThaiDate(at, { lang }), value })) : chart.bars;
  return (
    <figure className="plot" ref={box}>
      <figcaption className="reading">{title} · {reading}</figcaption>
      <div ref={place} />
      <details>
        <summary>{words.asTable}</summary>
        <DataTable caption={title} rows={rows.slice(0, 100)} rowKey={(row) => row.name} rowHead="name" columns={[{ id: 'name', head: x, cell: (row) => row.name }, { id: 'value', head: `${y} (${words.mean})`, numeric: true, cell: (row) => amount(row.value) }]} />
      </details>
    </figure>
  );
}

function useReading(chart: LineChart | BarChart): string {
  const words = useMessages().openDataset.chart;
  const lang = useLang();
  if (chart.kind === 'bar') return words.top({ name: chart.bars[0]?.name ?? '', value: amount(chart.bars[0]?.value ?? 0) });
  const values = chart.points.map(({ value }) => value);
  const day = (at: number) => formatThaiDate(chart.points.at(at)?.at ?? '', { lang });
  return words.span({ from: day(0), to: day(-1), low: amount(Math.min(...values)), high: amount(Math.max(...values)) });
}

function drawLine({ points }: LineChart, { isThai, width, yTitle }: Drawing) {
  const data = points.map(({ at, value }) => ({ at: new Date(at), value }));
  const days = ((data.at(-1)?.at.getTime() ?? 0) - (data[0]?.at.getTime() ?? 0)) / DAY_MS;
  const style = days < FEW_DAYS ? 'short' : 'axis';
  return Plot.plot({
    width, height: Math.min(320, Math.max(220, width * 0.4)), marginLeft: 64, marginBottom: 32, marginTop: 32, marginRight: 40,
    x: { type: 'utc', label: null, ticks: width < 480 ? 2 : style === 'short' ? 5 : 6, tickFormat: (date: Date) => formatThaiDate(date.toISOString(), { style, lang: isThai ? 'th' : 'en' }) },
    y: { label: yTitle, grid: true, nice: true, tickFormat: (value: number) => formatNumber(value), ticks: 5 },
    marks: [Plot.lineY(data, { x: 'at', y: 'value', stroke: 'var(--cat-1)', strokeWidth: 2 }), ...(data.length <= 60 ? [Plot.dotY(data, { x: 'at', y: 'value', fill: 'var(--cat-1)', r: 2.5 })] : [])],
  });
}

function drawBars({ bars }: BarChart, { width, yTitle }: Drawing) {
  const left = Math.max(96, Math.min(240, width * LABEL_SHARE));
  return Plot.plot({
    width, height: bars.length * BAR_HEIGHT + 48, marginLeft: left, marginRight: 64,
    x: { label: yTitle, grid: true, zero: true, tickFormat: (value: number) => formatNumber(value), ticks: width < 480 ? 3 : 5 },
    y: { label: null, domain: bars.map(({ name }) => name), tickFormat: (name: string) => (name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL)}…` : name), tickSize: 0 },
    marks: [Plot.barX(bars, { x: 'value', y: 'name', fill: 'var(--cat-1)' }), Plot.text(bars, { x: 'value', y: 'name', text: ({ value }: { value: number }) => amount(value), dx: 6, textAnchor: 'start' }), Plot.ruleX([0])],
  });
}
