import { formatThaiDate } from '@saphan/contracts/dates';
import { useId } from 'react';
import { useLang, useMessages } from '../../app/lang.ts';
import { useWidth } from '../../ui/use-width.ts';

/** One figure of one release; null where the release has none. */
export interface Dot { at: string; value: number | null }

const HEIGHT = 150;
const EDGE = { left: 64, right: 10, top: 10, bottom: 26 };

/** A small line of one figure over time, from nought, with its least, greatest and last in words below. */
export function TrendChart({ title, dots, say }: { title: string; dots: readonly Dot[]; say: (value: number) => string }) {
  const words = useMessages().watch.trend;
  const [box, width] = useWidth<HTMLDivElement>();
  const known = dots.flatMap(({ value }) => value ?? []);
  const last = known.at(-1);
  const reading = last === undefined ? words.noneLate : words.range({ from: say(Math.min(...known)), to: say(Math.max(...known)), last: say(last) });
  return (
    <figure>
      <h3>{title}</h3>
      <div ref={box} className="chart-box">{width > 0 && last !== undefined && <Drawing title={title} reading={reading} dots={dots} width={width} say={say} />}</div>
      <figcaption className="reading">{reading}</figcaption>
    </figure>
  );
}

function Drawing({ title, reading, dots, width, say }: { title: string; reading: string; dots: readonly Dot[]; width: number; say: (value: number) => string }) {
  const lang = useLang();
  const id = useId();
  const [from, to] = [Date.parse(dots[0]?.at ?? ''), Date.parse(dots.at(-1)?.at ?? '')];
  const most = Math.max(...dots.map(({ value }) => value ?? 0)) || 1;
  const [right, bottom] = [width - EDGE.right, HEIGHT - EDGE.bottom];
  const x = (at: string) => (to === from ? (EDGE.left + right) / 2 : EDGE.left + ((Date.parse(at) - from) / (to - from)) * (right - EDGE.left));
  const y = (value: number) => bottom - (value / most) * (bottom - EDGE.top);
  const line = dots.map(({ at, value }, i) => (value === null ? '' : `${i === 0 || dots[i - 1]?.value === null ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)).join('');
  const end = dots.findLast(({ value }) => value !== null);
  const day = (at: string) => formatThaiDate(at, { lang });
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{reading}</desc>
      <g className="grid axis">
        {[0, most / 2, most].map((value) => <g key={value}><line className={value === 0 ? 'base' : undefined} x1={EDGE.left} x2={right} y1={y(value)} y2={y(value)} /><text x={EDGE.left - 8} y={y(value) + 4.5} textAnchor="end">{say(value)}</text></g>)}
        <text x={EDGE.left} y={HEIGHT - 6}>{day(dots[0]?.at ?? '')}</text>
        {to > from && <text x={right} y={HEIGHT - 6} textAnchor="end">{day(dots.at(-1)?.at ?? '')}</text>}
      </g>
      <path className="trend-line" d={line} />
      {end && <circle className="trend-dot" cx={x(end.at)} cy={y(end.value ?? 0)} r={3.5} />}
    </svg>
  );
}
