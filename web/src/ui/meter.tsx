import { Meter as AriaMeter, ProgressBar } from 'react-aria-components';

export type MeterTone = 'ok' | 'warn' | 'bad' | 'idle';
type Shares = { tone?: MeterTone; share: number }[];

/** An amount within a known range, in one or more coloured parts; `said` is what a screen reader hears. */
export function Meter({ label, value, max, said, tone }: { label: string; value: number; max: number; said: string; tone?: MeterTone }) {
  return (
    <AriaMeter className="meter-field" aria-label={label} value={Math.min(value, max)} minValue={0} maxValue={max} valueLabel={said}>
      <MeterBar shares={[{ share: max > 0 ? Math.min(1, value / max) : 0, ...(tone && { tone }) }]} />
    </AriaMeter>
  );
}

/** Work under way; null when its size is not known. */
export function Progress({ label, share, said }: { label: string; share: number | null; said: string }) {
  return (
    <ProgressBar className="meter-field" aria-label={label} isIndeterminate={share === null} value={(share ?? 0) * 100} valueLabel={said}>
      <MeterBar shares={[{ share: share ?? 0 }]} />
    </ProgressBar>
  );
}

/** The bar alone, for places whose text already says the amounts. Widths go through CSSOM, which the page's policy allows. */
export function MeterBar({ shares }: { shares: Shares }) {
  return (
    <span className="meter" aria-hidden="true">
      {shares.map(({ tone, share }, at) => <i key={at} data-s={tone} style={{ width: `${(share * 100).toFixed(2)}%` }} />)}
    </span>
  );
}
