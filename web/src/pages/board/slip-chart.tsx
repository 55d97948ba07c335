import { daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import type { RefObject } from 'react';
import type { DatasetWay } from '../../api/milestone-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { useWidth } from '../../ui/use-width.ts';

const height = 18;
const pad = 8;

/** A line each: the first due date, due dates set anew, and the first release or the earliest day it can be. */
export function SlipChart({ items, day }: { items: readonly DatasetWay[]; day: string }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const days = [day, ...items.flatMap((item) => [item.baselineOn as string, item.currentOn as string, ...item.changes.map(({ dueOn }) => dueOn)])].toSorted();
  const [first, last] = [days[0] as string, days.at(-1) as string];
  const x = (iso: string) => pad + (daysBetween(first, iso) / Math.max(1, daysBetween(first, last))) * (width - 2 * pad);
  return (
    <ul className="slip-rows">
      {items.map((item, at) => <SlipRow key={item.slug} item={item} day={day} box={at === 0 ? box : undefined} width={width} x={x} />)}
    </ul>
  );
}

function SlipRow({ item, day, box, width, x }: { item: DatasetWay; day: string; box: RefObject<HTMLDivElement | null> | undefined; width: number; x: (iso: string) => number }) {
  const words = useMessages().milestones;
  const lang = useLang();
  const say = useSay();
  const [from, to] = [item.baselineOn as string, item.currentOn as string];
  const date = (iso: string) => formatThaiDate(iso, { lang });
  const waiting = item.milestones.some(({ id, reachedOn }) => id === 'accepted' && reachedOn === null);
  const y = height / 2;
  return (
    <li>
      <p className="t14"><PageLink to={`/datasets/${item.slug}`} hash="milestones" className="plain">{say(item, 'title')}</PageLink><span className="sub">{say(item.agency, 'abbr')}{waiting && item.next && ` · ${words.waits} ${words.names[item.next]}`}</span></p>
      <div ref={box}>
        {width > 0 && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.chart({ title: say(item, 'title'), from: date(from), to: date(to), days: item.slipDays ?? 0 })} className="slip-line-of" data-waiting={waiting || undefined}>
            <line className="base" x1={pad} x2={width - pad} y1={y} y2={y} />
            <line className="day" x1={x(day)} x2={x(day)} y1={0} y2={height} />
            <line className="way" x1={x(from)} x2={x(to)} y1={y} y2={y} />
            {item.changes.map((change) => <line key={change.at + change.dueOn} className="anew" x1={x(change.dueOn)} x2={x(change.dueOn)} y1={y - 6} y2={y + 6} />)}
            <circle className="from" cx={x(from)} cy={y} r="4.5" />
            <circle className="to" cx={x(to)} cy={y} r="4.5" />
          </svg>
        )}
      </div>
      <p className="t14 nw late-by">{words.days({ days: item.slipDays ?? 0 })}</p>
    </li>
  );
}
