import { formatNumber } from '@saphan/contracts/numbers';
import { useMessages } from '../../app/lang.ts';
import { useWidth } from '../../ui/use-width.ts';
import type { SpeedSample } from './speed-samples.ts';

const height = 168;
const floor = 142;
const ceiling = 12;
const left = 44;
const right = 56;

/** Thousand rows per second over the seconds watched; drawn at the width of its place. */
export function SpeedChart({ samples }: { samples: SpeedSample[] }) {
  const words = useMessages().run.speed;
  const [ref, width] = useWidth<HTMLDivElement>();
  const last = samples.at(-1) as SpeedSample;
  const top = roundUp(Math.max(...samples.map((sample) => sample.rate), 1));
  const span = Math.max(last.second, 1);
  const x = (second: number) => left + (second / span) * Math.max(0, width - left - right);
  const y = (rate: number) => floor - (rate / top) * (floor - ceiling);
  const line = samples.map((sample, at) => `${at === 0 ? 'M' : 'L'}${x(sample.second).toFixed(1)} ${y(sample.rate).toFixed(1)}`).join('');
  const said = words.said({ rate: formatNumber(Math.round(last.rate)), top: formatNumber(Math.round(Math.max(...samples.map((sample) => sample.rate)))) });
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
          <g className="grid axis">
            {[0, top / 2, top].map((rate) => <g key={rate}><line x1={left} x2={width - right} y1={y(rate)} y2={y(rate)} className={rate === 0 ? 'base' : undefined} /><text x={left - 8} y={y(rate) + 4.5} textAnchor="end">{thousands(rate)}</text></g>)}
            <text x={left} y={floor + 20}>{words.start}</text>
            <text x={x(span)} y={floor + 20} textAnchor="end">{words.seconds({ seconds: Math.round(span) })}</text>
          </g>
          <path d={`${line}L${x(last.second).toFixed(1)} ${floor}L${left} ${floor}Z`} fill="var(--accent)" opacity=".1" />
          <path d={line} fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" />
          <circle cx={x(last.second)} cy={y(last.rate)} r="4" fill="var(--accent)" stroke="var(--surface)" strokeWidth="2" />
          <text x={x(last.second) + 9} y={y(last.rate) + 5} className="now">{thousands(last.rate)}</text>
        </svg>
      )}
      <p className="reading">{said}</p>
    </div>
  );
}

const thousands = (rate: number): string => formatNumber(rate / 1000, { decimals: rate > 0 && rate < 10_000 ? 1 : 0 });

/** The next 1, 2 or 5 with zeros. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}
