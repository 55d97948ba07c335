import { formatThaiDate, monthNames } from '@saphan/contracts/dates';
import { useId } from 'react';
import type { Board } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import type { PastPoint } from './burnup-finding.ts';
import { areaPath, burnupScale, linePath, spread, stepPath, type Scale } from './burnup-scale.ts';

/** From the floor up; the top of the last is what is linked. */
const layers = ['fresh', 'stale', 'held', 'failing'] as const;

interface ChartProps { board: Board; past: PastPoint[]; width: number; title: string }

/** The burn-up: plan as thin steps, linked as a line over its states, now as a rule, forecast dashed. */
export function BurnupChart({ board, past, width, title }: ChartProps) {
  const lang = useLang();
  const words = useMessages().board.chart;
  const id = useId();
  const most = Math.max(board.totals.datasets, ...board.burnup.map((point) => point.planned));
  const scale = burnupScale(board.burnup, most, width);
  const day = (iso: string) => formatThaiDate(iso, { lang });
  const description = words.description({ from: day(past[0]?.on ?? ''), to: day(board.asOf), linked: board.totals.linked, planned: board.totals.plannedByNow });
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${scale.height}`} width={width} height={scale.height} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      <Axes scale={scale} />
      <Layers scale={scale} past={past} />
      <path className="plan-line" d={stepPath(board.burnup.map((point) => ({ x: scale.x(point.on), y: scale.y(point.planned) })))} />
      <Forecast scale={scale} board={board} />
      <EndLabels scale={scale} board={board} />
      <path className="linked-line" d={linePath(past.map((point) => ({ x: scale.x(point.on), y: scale.y(point.linked) })))} />
      <Now scale={scale} board={board} past={past} />
    </svg>
  );
}

function Axes({ scale }: { scale: Scale }) {
  const lang = useLang();
  return (
    <g className="grid axis">
      {scale.counts.map((count) => (
        <g key={count}><line className={count === 0 ? 'base' : undefined} x1={scale.left} x2={scale.right} y1={scale.y(count)} y2={scale.y(count)} /><text x={scale.left - 8} y={scale.y(count) + 4.5} textAnchor="end">{count}</text></g>
      ))}
      {scale.months.map(({ on, x }, at) => (
        <g key={on}><line x1={x} x2={x} y1={scale.bottom} y2={scale.bottom + 5} /><text x={x + 3} y={scale.bottom + 22}>{on.slice(0, 4) !== scale.months[at - 1]?.on.slice(0, 4) ? formatThaiDate(on, { style: 'axis', lang }) : monthNames[lang].short[Number(on.slice(5, 7)) - 1]}</text></g>
      ))}
    </g>
  );
}

function Layers({ scale, past }: { scale: Scale; past: PastPoint[] }) {
  const floors = past.map(() => 0);
  return (
    <>
      {layers.map((layer) => {
        const lower = past.map((point, at) => ({ x: scale.x(point.on), y: scale.y(floors[at] as number) }));
        past.forEach((point, at) => { floors[at] = (floors[at] as number) + point[layer]; });
        const upper = past.map((point, at) => ({ x: scale.x(point.on), y: scale.y(floors[at] as number) }));
        return <path key={layer} className="layer" data-s={layer} d={areaPath(upper, lower)} />;
      })}
    </>
  );
}

function Forecast({ scale, board: { forecast, totals, asOf } }: { scale: Scale; board: Board }) {
  if (!forecast) return null;
  const from = { x: scale.x(asOf), y: scale.y(totals.linked) };
  const endX = Math.min(scale.right, scale.x(forecast.endOn));
  return (
    <>
      <path className="needed-line" d={linePath([from, { x: endX, y: scale.y(totals.datasets) }])} />
      <path className="forecast-line" d={linePath([from, { x: endX, y: scale.y(forecast.linkedByEnd) }])} />
    </>
  );
}

/** Where the plan ends and, when a pace can be read, where the pace ends; beside the drawing where there is room. */
function EndLabels({ scale, board: { forecast, burnup } }: { scale: Scale; board: Board }) {
  const words = useMessages().board.chart;
  const lang = useLang();
  const last = burnup.at(-1);
  if (!scale.wide || !last) return null;
  const labels = spread([
    { key: 'plan', y: scale.y(last.planned), text: words.planEnd({ count: last.planned }), sub: formatThaiDate(forecast?.endOn ?? last.on, { lang }) },
    ...(forecast ? [{ key: 'expected', y: scale.y(forecast.linkedByEnd), text: words.expected({ count: forecast.linkedByEnd }), sub: words.samePace }] : []),
  ], 38, scale.bottom - 20);
  return <>{labels.map(({ key, y, text, sub }) => <g key={key} className={`end-label ${key}`}><text x={scale.right + 10} y={y + 4}>{text}</text><text className="q" x={scale.right + 10} y={y + 21}>{sub}</text></g>)}</>;
}

function Now({ scale, board, past }: { scale: Scale; board: Board; past: PastPoint[] }) {
  const words = useMessages();
  const lang = useLang();
  const x = scale.x(board.asOf);
  const toLeft = x > scale.left + 150 || !scale.wide;
  const side = toLeft ? { x: x - 9, textAnchor: 'end' as const } : { x: x + 9, textAnchor: 'start' as const };
  const { plannedByNow, linked } = board.totals;
  const labels = spread([
    { key: 'plan', y: scale.y(plannedByNow) + (plannedByNow >= linked ? -6 : 16), text: words.board.chart.plan({ count: plannedByNow }) },
    { key: 'linked', y: scale.y(linked) + (plannedByNow >= linked ? 16 : -6), text: words.board.chart.linked({ count: linked }) },
  ], 18, scale.bottom - 6);
  return (
    <>
      <line className="now-line" x1={x} x2={x} y1={scale.top} y2={scale.bottom} />
      <circle className="now-plan" cx={x} cy={scale.y(plannedByNow)} r="3.5" />
      <circle className="now-linked" cx={x} cy={scale.y(linked)} r="4.5" />
      <text className="q" {...side} y={scale.top + 6}>{formatThaiDate(board.asOf, { lang })}</text>
      {labels.map(({ key, y, text }) => <text key={key} className={`now-label ${key}`} {...side} y={Math.max(y, scale.top + 24)}>{text}</text>)}
      {scale.wide && x < scale.right - 110 && <PartLabels scale={scale} last={past.at(-1)} x={x + 10} />}
    </>
  );
}

function PartLabels({ scale, last, x }: { scale: Scale; last: PastPoint | undefined; x: number }) {
  const words = useMessages();
  if (!last) return null;
  let floor = 0;
  const labels = layers.flatMap((layer) => {
    const count = last[layer];
    const y = scale.y(floor + count / 2) + 4.5;
    floor += count;
    return count > 0 ? [{ layer, count, y }] : [];
  });
  return <>{spread(labels, 18, scale.bottom - 6).map(({ layer, count, y }) => <text key={layer} className="part-label" data-s={layer} x={x} y={y}>{words.board.chart.part({ word: words.states.short[layer], count })}</text>)}</>;
}
