import { formatNearDate, formatThaiDate, type DateStyle } from '@saphan/contracts/dates';
import { formatBytes, formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { useLang } from '../app/lang.ts';

/** A figure with comma groups; with a unit the two never part. */
export function Num({ value, unit, decimals }: { value: number | null | undefined; unit?: string; decimals?: number }) {
  return <span className="num">{formatNumber(value, decimals === undefined ? {} : { decimals })}{unit && `\u00a0${unit}`}</span>;
}

export function Percent({ share, decimals }: { share: number | null | undefined; decimals?: number }) {
  return <span className="num">{formatPercent(share, decimals === undefined ? {} : { decimals })}</span>;
}

export function Bytes({ value }: { value: number | null | undefined }) {
  return <span className="num">{formatBytes(value)}</span>;
}

/** A date for people, B.E. in Thai and C.E. in English; the stored value is in `dateTime`. Near: "2 days ago". */
export function ThaiDate({ iso, style = 'short', near = false }: { iso: string | null | undefined; style?: DateStyle; near?: boolean }) {
  const lang = useLang();
  if (!iso) return <span className="off">–</span>;
  const text = formatThaiDate(iso, { style, lang });
  if (!near) return <time className="nw" dateTime={iso}>{text}</time>;
  return <time className="nw" dateTime={iso} title={formatThaiDate(iso, { style: 'withTime', lang })}>{formatNearDate(iso, new Date(), lang)}</time>;
}
