import { useQuery } from '@tanstack/react-query';
import { calendarChangesQuery, type CalendarChange } from '../../api/agency-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';

/** Which days off moved deadlines, how many and in which work. */
export function ChangesPage() {
  const words = useMessages();
  const { calendarMoves: moves } = words;
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const query = useQuery(calendarChangesQuery(trail.at(-1)));
  return (
    <Page title={moves.title} crumbs={[words.shell.navGroups.plan, words.calendar.title, moves.title]}>
      <PageHead title={moves.title} lead={moves.lead} />
      <section className="section" aria-label={moves.caption}>
        <Loaded query={query} label={moves.loading} lines={6}>
          {({ items, nextCursor }) => (items.length === 0 ? <Empty level={2} icon="calendar" title={moves.none}>{moves.noneWhy}</Empty> : (
            <>
              <ChangesTable items={items} />
              <Pager trail={trail} nextCursor={nextCursor} said={moves.one.said({ count: items.length })} onChange={(cursor) => change({ cursor })} />
            </>
          ))}
        </Loaded>
      </section>
    </Page>
  );
}

function ChangesTable({ items }: { items: CalendarChange[] }) {
  const { calendarMoves: words } = useMessages();
  const say = useSay();
  const columns: TableColumn<CalendarChange>[] = [
    { id: 'day', head: words.day, cell: (row) => <ThaiDate iso={row.day} /> },
    { id: 'name', head: words.dayOff, cell: (row) => <><PageLink to={`/calendar/changes/${row.id}`}>{say(row, 'name')}</PageLink> <Badge glyph={row.closes ? 'info' : 'idle'}>{row.closes ? words.closes : words.opens}</Badge></> },
    { id: 'moved', head: words.moved, cell: (row) => <PageLink to={`/calendar/changes/${row.id}`}><b className="num">{words.open({ count: row.moved })}</b><span className="sr"> {say(row, 'name')}</span></PageLink> },
    { id: 'rooms', head: words.rooms, cell: (row) => row.rooms.map(({ room, count }) => <span className="sub" key={room}><PageLink to={`/calendar/changes/${row.id}`} search={{ room }}>{words.room[room] ?? room} <span className="num">{count}</span></PageLink></span>) },
    { id: 'by', head: words.by, cell: (row) => <>{row.by}{row.reason && <span className="sub t13 muted">“{row.reason}”</span>}</> },
    { id: 'at', head: words.at, cell: (row) => <ThaiDate iso={row.at} style="withTime" /> },
  ];
  return <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(row) => row.id} rowHead="name" />;
}
