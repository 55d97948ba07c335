import { daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import type { PlanItem } from '../../api/plan-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { useWidth } from '../../ui/use-width.ts';

const rowHeight = 40;
const pad = 10;
const most = 20;

/** First due date against the present one, a line each: those that moved furthest first. */
export function Slips({ items, day }: { items: readonly PlanItem[]; day: string }) {
  const { actionPlans: words } = useMessages();
  const [box, width] = useWidth<HTMLDivElement>();
  const moved = items.filter((item) => (item.slipDays ?? 0) !== 0).toSorted((a, b) => Math.abs(b.slipDays ?? 0) - Math.abs(a.slipDays ?? 0));
  const shown = moved.slice(0, most);
  const dates = [day, ...shown.flatMap((item) => [item.baselineDueOn as string, item.dueOn as string])].toSorted();
  const [first, last] = [dates[0] as string, dates.at(-1) as string];
  const x = (iso: string) => pad + (daysBetween(first, iso) / Math.max(1, daysBetween(first, last))) * (width - 2 * pad);
  return (
    <div>
      <div ref={box} className="slip-ruler" />
      {moved.length === 0 ? <p className="muted">{words.slipNone}</p> : <ul className="slips">{shown.map((item) => <Slip key={item.slug} item={item} day={day} width={width} x={x} />)}</ul>}
      {moved.length > most && <p className="muted t14">{words.slipMore({ count: moved.length - most })}</p>}
    </div>
  );
}

function Slip({ item, day, width, x }: { item: PlanItem; day: string; width: number; x: (iso: string) => number }) {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const [from, to] = [item.baselineDueOn as string, item.dueOn as string];
  const late = (item.slipDays ?? 0) > 0;
  const said = words.slipBy({ days: item.slipDays ?? 0 });
  return (
    <li>
      <p className="t14"><PageLink to={`/datasets/${item.slug}`} className="plain">{say(item, 'title')}</PageLink> <span className="muted">{formatThaiDate(from, { lang })} → {formatThaiDate(to, { lang })} · {said}</span></p>
      {width > 0 && (
        <svg width={width} height={rowHeight / 2} viewBox={`0 0 ${width} ${rowHeight / 2}`} aria-hidden="true" className="slip" data-late={late || undefined}>
          <line className="slip-base" x1={pad} x2={width - pad} y1={rowHeight / 4} y2={rowHeight / 4} />
          <line className="slip-day" x1={x(day)} x2={x(day)} y1={1} y2={rowHeight / 2 - 1} />
          <line className="slip-line" x1={x(from)} x2={x(to)} y1={rowHeight / 4} y2={rowHeight / 4} />
          <circle className="slip-from" cx={x(from)} cy={rowHeight / 4} r="5" />
          <circle className="slip-to" cx={x(to)} cy={rowHeight / 4} r="5" />
        </svg>
      )}
    </li>
  );
}
