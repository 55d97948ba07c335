import { useQuery } from '@tanstack/react-query';
import { todayInBangkok } from '@saphan/contracts/dates';
import { agendaQuery, type AgendaItem } from '../../api/schedule-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';

const glyphs: Record<string, Glyph> = { suspended: 'bad', breached: 'over', late: 'warn', due: 'plan', running: 'run', planned: 'plan', paused: 'idle', fresh: 'ok' };

/** What runs when on a day: what is late or stopped first. */
export function SchedulePage() {
  const words = useMessages();
  const { schedule } = words;
  const [search, change] = usePageSearch();
  const day = textOf(search['day']) ?? todayInBangkok(new Date());
  const query = useQuery(agendaQuery({ day }));
  const columns = useColumns();
  const counts = query.data?.counts;
  const late = (counts?.['suspended'] ?? 0) + (counts?.['breached'] ?? 0) + (counts?.['late'] ?? 0);
  return (
    <Page title={schedule.title} crumbs={[words.shell.navGroups.operations, schedule.title]}>
      <PageHead title={schedule.title} lead={counts && <Rich text={schedule.lead({ late, planned: counts['planned'] ?? 0 })} />} actions={<PageLink className={buttonClass()} to="/calendar">{schedule.toCalendar}</PageLink>} />
      <section className="section" aria-label={schedule.caption}>
        <div className="filters no-print">
          <DatePicker label={schedule.dayLabel} value={day} onChange={(next) => change({ day: next === todayInBangkok(new Date()) ? undefined : next })} />
          {query.data && !query.data.working && <Badge glyph="plan">{schedule.offDay}</Badge>}
        </div>
        <Loaded query={query} label={schedule.loading} lines={6}>
          {({ items, pausedAll, counts: all }) => (
            <>
              {pausedAll && <Callout tone="warn" title={schedule.pausedAll}><p className="t14">{schedule.pausedAllBy(pausedAll)}</p></Callout>}
              {items.length === 0 ? <Empty level={2} icon="calendar" title={schedule.none}>{schedule.noneWhy}</Empty>
                : <DataTable caption={schedule.caption} columns={columns} rows={items} rowKey={(item) => `${item.sourceId} ${item.nominalAt ?? item.state}`} rowHead="dataset" />}
              {Object.values(all).reduce((sum, each) => sum + each, 0) > items.length && <p className="t14 muted">{schedule.onlyFirst({ count: items.length })}</p>}
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

function useColumns(): TableColumn<AgendaItem>[] {
  const { schedule: words } = useMessages();
  const say = useSay();
  return [
    { id: 'state', head: words.state, cell: (item) => <Badge glyph={glyphs[item.state] ?? 'plan'}>{words.states[item.state] ?? item.state}</Badge> },
    { id: 'dataset', head: words.dataset, cell: (item) => <><PageLink to={`/datasets/${item.dataset.slug}#sources`}>{say(item.dataset, 'title')}</PageLink><span className="sub t13 muted">{say(item.dataset.agency, 'name')} · {item.sourceName}</span></> },
    { id: 'when', head: words.when, cell: (item) => <ThaiDate iso={item.startAt} style="withTime" /> },
    { id: 'priority', head: words.priority, numeric: true, cell: (item) => item.priority },
    { id: 'run', head: words.run, cell: (item) => (item.run ? <PageLink to={`/runs/${item.run.id}`}>{words.openRun(item.run)}</PageLink> : <span className="off">–</span>) },
    { id: 'why', head: words.why, cell: (item) => notes(item, words, say) || <span className="off">–</span> },
  ];
}

function notes(item: AgendaItem, words: ReturnType<typeof useMessages>['schedule'], say: ReturnType<typeof useSay>): string {
  const why = item.why && say({ whyTh: item.why.th, whyEn: item.why.en }, 'why');
  return [why, item.reason && words.reasons[item.reason], item.missed > 0 && words.caughtUp({ count: item.missed })].filter(Boolean).join(' · ');
}
