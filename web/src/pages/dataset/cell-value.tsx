import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber, groupDigits } from '@saphan/contracts/numbers';
import { useLang } from '../../app/lang.ts';

const longText = 60;

/** A stored value for people: dates in the era of the page, figures grouped (a `year` of `shownType` is not), long texts cut with the whole in the title. */
export function CellValue({ value, type }: { value: unknown; type: string }) {
  const lang = useLang();
  if (value === null || value === undefined || value === '') return <span className="off">–</span>;
  if (typeof value === 'boolean') return <>{value ? '✓' : '✗'}</>;
  if (type === 'year') return <span className="num">{String(value)}</span>;
  if (typeof value === 'number') return <span className="num">{formatNumber(value)}</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (type === 'date' || type === 'timestamp') return <span className="nw">{formatThaiDate(text, { style: type === 'date' ? 'short' : 'withTime', lang })}</span>;
  if (type === 'decimal' || type === 'integer') return <span className="num">{groupDigits(text)}</span>;
  if (type === 'citizen-id' || type === 'geocode') return <span className="mono nw">{text}</span>;
  return text.length > longText ? <span title={text}>{text.slice(0, longText)}…</span> : <>{text}</>;
}
