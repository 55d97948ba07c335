import { useQuery } from '@tanstack/react-query';
import { partitionFreshnessQuery, type PartitionFreshness } from '../../api/partition-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { partitionLooks } from '../../ui/state-mark.ts';

const low = 22;
const high = 30;
const step = 10;

/** How fresh the last promised periods are, oldest first, with the same in a table; nothing where none is promised. */
export function PartitionStrip({ slug, asOf }: { slug: string; asOf?: string }) {
  const words = useMessages().partitions;
  const { data } = useQuery(partitionFreshnessQuery(slug, asOf));
  if (!data || data.items.length === 0) return null;
  const said = words.stripSaid(data.counts);
  return (
    <div className="partition-strip">
      <p className="label">{words.strip({ count: data.items.length })}</p>
      <Bars items={data.items} said={said} />
      <p className="t13 muted">{said}</p>
      <details className="t14"><summary>{words.all}</summary><States items={data.items} /></details>
    </div>
  );
}

function Bars({ items, said }: Pick<PartitionFreshness, 'items'> & { said: string }) {
  const lang = useLang();
  return (
    <>
      <svg className="chart day-strip" viewBox={`0 0 ${Math.max(items.length, 12) * step} 34`} role="img" aria-label={said} preserveAspectRatio="none">
        {items.map(({ id, state }, at) => { const height = state === 'fresh' || state === 'due' ? low : high; return <rect key={id} data-s={partitionLooks[state]} x={1 + at * step} y={34 - height} width="7" height={height} rx="1.5" />; })}
      </svg>
      <p className="muted t13 row-between"><span>{items[0]?.[lang]}</span><span>{items.length > 1 && items.at(-1)?.[lang]}</span></p>
    </>
  );
}

function States({ items }: Pick<PartitionFreshness, 'items'>) {
  const lang = useLang();
  const words = useMessages().partitions;
  return (
    <DataTable caption={words.all} density="compact" rows={items.toReversed()} rowKey={(each) => each.id} rowHead="partition" columns={[
      { id: 'partition', head: words.partition, cell: (each) => each[lang] },
      { id: 'state', head: words.state, cell: (each) => (each.state === 'fresh' && each.onTime === false ? words.cameLate : words.states[each.state]) },
      { id: 'due', head: words.dueBy, cell: (each) => <ThaiDate iso={new Date(Date.parse(each.dueAt) - 1).toISOString()} /> },
      { id: 'came', head: words.came, cell: (each) => (each.confirmedAt ? <ThaiDate iso={each.confirmedAt} /> : <span className="off">–</span>) },
    ]} />
  );
}
