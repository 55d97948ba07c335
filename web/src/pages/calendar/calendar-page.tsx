import { eraOffset } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calendarQuery, type CalendarYear, type DayOff } from '../../api/schedule-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ConfirmDialog, DeclareDialog, WithdrawDialog } from './day-dialogs.tsx';
import { saidIn } from './said-in-both.ts';

const ways = ['calendar', 'fiscal'] as const;
const glyphs: Record<DayOff['state'], Glyph> = { confirmed: 'ok', provisional: 'warn', withdrawn: 'idle' };

/** The official calendar of a year: days off, where each is written, and who stands for it. */
export function CalendarPage() {
  const words = useMessages();
  const { calendar } = words;
  const may = useMay();
  const [search] = usePageSearch();
  const [declaring, setDeclaring] = useState(false);
  const by = oneOf(search['by'], ways);
  const year = Number(textOf(search['year'])) || undefined;
  const query = useQuery(calendarQuery({ by, ...(year && { year }) }));
  return (
    <Page title={calendar.title} crumbs={[words.shell.navGroups.plan, calendar.title]}>
      <PageHead title={calendar.title} lead={query.data && <Rich text={calendar.lead({ working: query.data.workingDays, off: query.data.daysOff, provisional: query.data.provisional })} />}
        actions={<>{may('calendar.read-moves') && <PageLink className="btn" to="/calendar/changes">{words.calendarMoves.title}</PageLink>}{may('calendar.manage-days') && <Button onPress={() => setDeclaring(true)}>{calendar.declare}</Button>}</>} />
      <section className="section" aria-label={calendar.caption}>
        <Loaded query={query} label={calendar.loading} lines={8}>{(data) => <Year data={data} />}</Loaded>
      </section>
      {declaring && <DeclareDialog onClose={() => setDeclaring(false)} />}
    </Page>
  );
}

function Year({ data }: { data: CalendarYear }) {
  const { calendar: words } = useMessages();
  const [, change] = usePageSearch();
  const [open, setOpen] = useState<{ day: DayOff; what: 'confirm' | 'withdraw' } | null>(null);
  const manages = useMay()('calendar.manage-days');
  const columns = useColumns(manages, (day, what) => setOpen({ day, what }));
  const by = data.by === 'fiscal' ? 'fiscal' : 'calendar';
  const named = { year: String(data.yearBe), ce: String(data.yearBe - eraOffset) };
  const go = (year: number) => change({ year: String(year) });
  return (
    <>
      <div className="filters no-print">
        <Segmented label={words.by} value={by} options={ways.map((value) => ({ value, label: value === 'fiscal' ? words.fiscalYear : words.calendarYear }))} onChange={(value) => change({ by: value === 'calendar' ? undefined : value })} />
        <div className="row"><Button look="quiet" onPress={() => go(data.yearBe - 1)}>{words.before}</Button><b>{by === 'fiscal' ? words.namedFiscal(named) : words.named(named)}</b><Button look="quiet" onPress={() => go(data.yearBe + 1)}>{words.after}</Button></div>
      </div>
      {data.provisional > 0 && <Callout tone="info" title={words.states['provisional']}><p className="t14">{words.provisionalWhy}</p></Callout>}
      {data.items.length === 0 ? <Empty level={2} icon="calendar" title={words.none}>{manages && words.noneWhy}</Empty>
        : <DataTable caption={words.caption} columns={columns} rows={data.items} rowKey={(day) => day.id} rowHead="name" />}
      {open?.what === 'confirm' && <ConfirmDialog day={open.day} onClose={() => setOpen(null)} />}
      {open?.what === 'withdraw' && <WithdrawDialog day={open.day} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(manages: boolean, onOpen: (day: DayOff, what: 'confirm' | 'withdraw') => void): TableColumn<DayOff>[] {
  const { calendar: words } = useMessages();
  const say = useSay();
  const lang = useLang();
  const commands: TableColumn<DayOff> = {
    id: 'actions', head: words.actions,
    cell: (day) => (day.state === 'withdrawn' ? <span className="off">–</span> : (
      <div className="row">
        {day.state === 'provisional' && <Button look="small" aria-label={words.confirmTitle({ name: say(day, 'name') })} onPress={() => onOpen(day, 'confirm')}>{words.confirm}</Button>}
        <Button look={['quiet', 'small']} aria-label={words.withdrawTitle({ name: say(day, 'name') })} onPress={() => onOpen(day, 'withdraw')}>{words.withdraw}</Button>
      </div>
    )),
  };
  return [
    { id: 'day', head: words.day, cell: (day) => <><ThaiDate iso={day.day} />{isWeekend(day.day) && <span className="sub t13 muted">{words.weekend}</span>}</> },
    { id: 'name', head: words.name, cell: (day) => say(day, 'name') },
    { id: 'kind', head: words.kind, cell: (day) => words.kinds[day.kind] ?? day.kind },
    { id: 'source', head: words.source, cell: (day) => <span className="t14">{day.withdrawn ? words.because(day.withdrawn) : saidIn(lang, day.source)}</span> },
    { id: 'state', head: words.state, cell: (day) => <Badge glyph={glyphs[day.state]}>{words.states[day.state]}</Badge> },
    ...(manages ? [commands] : []),
  ];
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
