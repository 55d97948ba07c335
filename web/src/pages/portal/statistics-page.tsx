import { useQuery } from '@tanstack/react-query';
import { formatDateRange, formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { statisticsQuery } from '../../api/portal-queries.ts';
import type { Statistics, UseDay } from '../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PortalPage } from './portal-page.tsx';

const periods = ['month', 'week', 'year'] as const;
const daysOf = { week: 7, month: 30, year: 365 } as const;
const HEIGHT = 96;

/** What is published and how it is used, without following anybody. */
export function StatisticsPage() {
  const words = useMessages().portal;
  const [search, change] = usePageSearch();
  const period = oneOf(search['period'], periods);
  const query = useQuery(statisticsQuery(daysOf[period]));
  const { holdings } = query.data ?? {};
  return (
    <PortalPage title={words.statistics.title} hero={<><h1>{words.statistics.title}</h1>{holdings && <p className="lead-line"><Rich text={words.statistics.lead({ datasets: formatNumber(holdings.datasets), agencies: formatNumber(holdings.agencies), rows: formatNumber(holdings.rows) })} /></p>}<p className="t14 muted">{words.statistics.privacy}</p></>}>
      <div><Segmented label={words.statistics.period} value={period} options={(['week', 'month', 'year'] as const).map((value) => ({ value, label: words.statistics.periods[value] }))} onChange={(value) => change({ period: value === 'month' ? undefined : value })} /></div>
      <Loaded query={query} label={words.loading} lines={8}>{(data) => <Figures data={data} />}</Loaded>
    </PortalPage>
  );
}

function Figures({ data }: { data: Statistics }) {
  const words = useMessages().portal.statistics;
  const lang = useLang();
  const say = useSay();
  const uses = [[words.views, data.total.views], [words.downloads, data.total.downloads], [words.apiCalls, data.total.apiCalls]] as const;
  return (
    <>
      <Section title={words.days} note={words.span({ range: formatDateRange(data.since, data.until, lang) })}>
        <dl className="facts-grid">{uses.map(([name, count]) => <div key={name}><dt>{name}</dt><dd className="t22 num">{formatNumber(count)}</dd></div>)}</dl>
        {data.mostUsed.length > 0 && <DayBars days={data.days} reading={words.reading({ downloads: formatNumber(data.total.downloads), apiCalls: formatNumber(data.total.apiCalls) })} />}
      </Section>
      <Section title={words.mostUsed}>
        {data.mostUsed.length === 0 ? <p className="soft">{words.none}</p> : (
          <DataTable caption={words.mostUsed} rows={data.mostUsed} rowKey={(row) => row.slug} rowHead="dataset" columns={[
            { id: 'dataset', head: words.dataset, cell: (row) => <><PageLink to={`/data/${row.slug}`}>{say(row, 'title')}</PageLink><span className="sub t14">{say(row, 'agency')}</span></> },
            { id: 'views', head: words.views, numeric: true, cell: (row) => formatNumber(row.views) },
            { id: 'downloads', head: words.downloads, numeric: true, cell: (row) => formatNumber(row.downloads) },
            { id: 'apiCalls', head: words.apiCalls, numeric: true, cell: (row) => formatNumber(row.apiCalls) },
          ]} />
        )}
      </Section>
    </>
  );
}

const total = (day: UseDay) => day.views + day.downloads + day.apiCalls;

/** A bar a day; the figures stand in the table below. */
function DayBars({ days, reading }: { days: UseDay[]; reading: string }) {
  const words = useMessages().portal.statistics;
  const lang = useLang();
  const most = Math.max(1, ...days.map(total));
  const used = days.filter((day) => total(day) > 0);
  return (
    <figure>
      <figcaption className="reading">{reading}</figcaption>
      <svg viewBox={`0 0 ${days.length * 10} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={reading}>
        {days.map((day, at) => <rect key={day.day} x={at * 10 + 1} width={8} y={HEIGHT - (total(day) / most) * HEIGHT} height={(total(day) / most) * HEIGHT} fill="var(--cat-1)"><title>{`${formatThaiDate(day.day, { lang })}: ${formatNumber(total(day))}`}</title></rect>)}
      </svg>
      {used.length > 0 && (
        <details>
          <summary>{words.asTable}</summary>
          <DataTable caption={words.days} rows={used} rowKey={(day) => day.day} rowHead="day" density="compact" columns={[
            { id: 'day', head: words.day, cell: (day) => formatThaiDate(day.day, { lang }) }, { id: 'views', head: words.views, numeric: true, cell: (day) => formatNumber(day.views) },
            { id: 'downloads', head: words.downloads, numeric: true, cell: (day) => formatNumber(day.downloads) }, { id: 'apiCalls', head: words.apiCalls, numeric: true, cell: (day) => formatNumber(day.apiCalls) },
          ]} />
        </details>
      )}
    </figure>
  );
}
