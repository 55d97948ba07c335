import { useQuery } from '@tanstack/react-query';
import { incidentsQuery, type Incident } from '../../api/watch-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { IncidentList } from './incident-list.tsx';

const EVERY = 'all';
const shown = ['open', 'over'] as const;

/** What is out of order and waits for somebody: who, what, since when, what to do. */
export function IncidentsPage() {
  const words = useMessages();
  const { watch } = words;
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], shown);
  const kind = textOf(search['kind']);
  const query = useQuery(incidentsQuery({ open: show === 'open', ...(kind && { kind: kind as Incident['kind'] as 'held' }) }));
  const counts = query.data?.counts;
  const total = Object.values(counts ?? {}).reduce((sum, each) => sum + each, 0);
  const kinds = Object.entries(watch.kinds).map(([value, label]) => ({ value, label: watch.kindOf({ kind: label, count: counts?.[value] ?? 0 }) }));
  return (
    <Page title={watch.title} crumbs={[words.shell.navGroups.operations, watch.title]}>
      <PageHead title={watch.title} lead={counts && <Rich text={watch.lead({ count: total })} />} />
      <section className="section" aria-label={watch.caption}>
        <div className="filters no-print">
          <Segmented label={watch.show} value={show} options={shown.map((value) => ({ value, label: watch.shown[value] }))} onChange={(value) => change({ show: value === 'open' ? undefined : value })} />
          <Select label={watch.kind} value={kind ?? EVERY} options={[{ value: EVERY, label: watch.all }, ...kinds]} onChange={(value) => change({ kind: value === EVERY ? undefined : value })} />
        </div>
        <Loaded query={query} label={watch.loading} lines={6}>
          {({ items }) => (items.length === 0 ? <Empty level={2} icon="check" title={show === 'open' ? watch.none : watch.noneOver}>{watch.noneWhy}</Empty> : <IncidentList items={items} />)}
        </Loaded>
      </section>
    </Page>
  );
}
