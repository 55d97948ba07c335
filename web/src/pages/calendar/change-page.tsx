import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { calendarChangeQuery, type CalendarChange, type MovedDeadline } from '../../api/agency-queries.ts';
import type { Answer } from '../../api/shape.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Select } from '../../ui/select.tsx';
import { saidIn } from './said-in-both.ts';

const EVERY = 'all';

/** One change of the calendar with the deadlines it moved: from which day to which, and by whom and why. */
export function ChangePage() {
  const words = useMessages();
  const { calendarMoves: moves } = words;
  const say = useSay();
  const { id = '' } = useParams({ strict: false });
  const [search] = usePageSearch();
  const room = textOf(search['room']);
  const cursor = listOf(search['cursor']).at(-1);
  const query = useQuery(calendarChangeQuery(Number(id), { ...(room && { room }), ...(cursor && { cursor }) }));
  const title = query.data ? moves.one.title({ name: say(query.data.change, 'name') }) : moves.title;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, words.calendar.title, moves.title]}>
      <PageHead title={title} lead={query.data && <Lead change={query.data.change} />} actions={<PageLink className="btn" to="/calendar/changes">{moves.title}</PageLink>} />
      <section className="section" aria-label={moves.one.caption}>
        <Loaded query={query} label={moves.loading} lines={8}>{(data) => <Moved data={data} room={room} />}</Loaded>
      </section>
    </Page>
  );
}

function Lead({ change }: { change: CalendarChange }) {
  const { one } = useMessages().calendarMoves;
  const lang = useLang();
  const said = { day: formatThaiDate(change.day, { style: 'long', lang }), count: change.moved, by: change.by };
  return <><Rich text={change.closes ? one.closes(said) : one.opens({ ...said, reason: change.reason ?? '' })} /> · {one.source} {saidIn(lang, change.source)}</>;
}

function Moved({ data, room }: { data: Answer<'getCalendarChange', 200>; room: string | undefined }) {
  const { calendarMoves: words } = useMessages();
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const rooms = data.rooms.map((each) => ({ value: each.room, label: `${words.room[each.room] ?? each.room} (${each.count})` }));
  return (
    <>
      {rooms.length > 1 && <div className="filters no-print"><Select label={words.one.filter} value={room ?? EVERY} options={[{ value: EVERY, label: words.one.all }, ...rooms]} onChange={(value) => change({ room: value === EVERY ? undefined : value, cursor: undefined })} /></div>}
      {data.items.length === 0 ? <Empty level={2} icon="calendar" title={words.one.none}>{words.one.noneWhy}</Empty> : <MovedTable items={data.items} />}
      {data.items.length > 0 && <Pager trail={trail} nextCursor={data.nextCursor} said={words.one.said({ count: data.items.length })} onChange={(cursor) => change({ cursor })} />}
    </>
  );
}

function MovedTable({ items }: { items: MovedDeadline[] }) {
  const { calendarMoves: words } = useMessages();
  const lang = useLang();
  const nameOf = useAgencyName();
  const columns: TableColumn<MovedDeadline>[] = [
    { id: 'what', head: words.one.what, cell: (row) => <><What row={row} /><span className="sub t13 muted">{words.room[row.room] ?? row.room} · {words.one.because} {row.because[lang]}</span></> },
    { id: 'agency', head: words.one.agency, cell: (row) => (row.agencyId === null ? <span className="off">–</span> : nameOf(row.agencyId)) },
    { id: 'first', head: words.one.firstDueOn, cell: (row) => <ThaiDate iso={row.firstDueOn} /> },
    { id: 'was', head: words.one.wasOn, cell: (row) => <ThaiDate iso={row.wasOn} /> },
    { id: 'to', head: words.one.movedTo, cell: (row) => <><b><ThaiDate iso={row.movedTo} /></b>{row.endedAt && <> <Badge tone="idle">{words.one.ended}</Badge></>}</> },
  ];
  return <DataTable caption={words.one.caption} columns={columns} rows={items} rowKey={(row) => row.id} rowHead="what" />;
}

function What({ row }: { row: MovedDeadline }) {
  const lang = useLang();
  const text = row.what?.[lang] ?? row.reference;
  return row.link ? <PageLink to={row.link}>{text}</PageLink> : <>{text}</>;
}
