import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { trafficQuery, type Traffic } from '../../../api/exchange-use-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { oneOf, textOf, usePageSearch, type SearchText } from '../../../app/search.ts';
import { useAgencyName } from '../../../app/use-agency-name.ts';
import { useMay } from '../../../app/use-may.ts';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { Section } from '../../../ui/section.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { AgreementUses } from './agreement-uses.tsx';
import { MomentsChart } from './moments-chart.tsx';

const spans = ['60', '15', '360', '1440'] as const;
const shownSpans = ['15', '60', '360', '1440'] as const;
type ServiceLine = Traffic['services'][number];
type ConsumerLine = Traffic['consumers'][number];

/** What goes through the exchange now, as far as one's agency is a party of it. */
export function TrafficPage() {
  const { traffic: words, shell } = useMessages();
  const say = useSay();
  const [search, change] = usePageSearch();
  const minutes = oneOf(search['minutes'], spans);
  const service = textOf(search['service']);
  const query = useQuery(trafficQuery({ minutes: Number(minutes), ...(service && { service }) }));
  const { data } = query;
  const named = data?.services.find((each) => each.service?.slug === service)?.service;
  const opens = useMay()('exchange.read-exchanges');
  return (
    <Page title={words.title} crumbs={[shell.navGroups.exchange, words.title]}>
      <PageHead title={words.title} lead={data && <Lead data={data} service={service} opens={opens} />} actions={opens && <PageLink className="btn" to="/exchange/exchanges" search={{ service }}>{words.list.all}</PageLink>} />
      <div className="filters no-print">
        <Segmented label={words.minutes} value={minutes} options={shownSpans.map((value) => ({ value, label: words.spans[value] ?? value }))} onChange={(value) => change({ minutes: value === '60' ? undefined : value })} />
        {service && <p className="t14">{words.only({ name: named ? say(named, 'title') : service })} · <button type="button" className="linkish" onClick={() => change({ service: undefined })}>{words.every}</button></p>}
      </div>
      <Loaded query={query} label={words.loading} lines={8}>{(found) => <Figures data={found} opens={opens} />}</Loaded>
      <AgreementUses />
    </Page>
  );
}

function Lead({ data, service, opens }: { data: Traffic; service: string | undefined; opens: boolean }) {
  const { traffic: words } = useMessages();
  const through = words.lead({ answered: formatNumber(data.answered), refused: formatNumber(data.refused) });
  const text = data.direct === 0 ? through : `${through} ${words.direct({ count: formatNumber(data.direct), unmatched: formatNumber(data.unmatched) })}`;
  const searches: SearchText[] = [{ show: 'answered', service }, { show: 'refused', service }, { via: 'direct', service }, { via: 'unmatched', service }];
  return <Rich text={text} links={opens ? searches.map((search) => ({ to: '/exchange/exchanges', search })) : []} />;
}

function Figures({ data, opens }: { data: Traffic; opens: boolean }) {
  const { traffic: words } = useMessages();
  return (
    <>
      <Section title={words.chart}><MomentsChart data={data} /></Section>
      <Section title={words.services}>{data.services.length === 0 ? <Empty icon="flow" title={words.none}>{words.noneWhy}</Empty> : <Services rows={data.services} opens={opens} />}</Section>
      {data.consumers.length > 0 && <Section title={words.consumers}><Consumers rows={data.consumers} opens={opens} /></Section>}
    </>
  );
}

/** A figure that opens the list behind it, for those who may read that. */
function Behind({ value, search, opens }: { value: number; search: SearchText; opens: boolean }) {
  return opens && value > 0 ? <PageLink to="/exchange/exchanges" search={search}><Num value={value} /></PageLink> : <Num value={value} />;
}

function Services({ rows, opens }: { rows: ServiceLine[]; opens: boolean }) {
  const { traffic: words } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  const origin = (id: 'consumer' | 'hub' | 'provider' | 'network', count: (row: ServiceLine) => number): TableColumn<ServiceLine> => ({ id, head: words.origins[id], numeric: true, cell: (row) => <Behind value={count(row)} opens={opens} search={{ service: row.service?.slug, show: id }} /> });
  const columns: TableColumn<ServiceLine>[] = [
    { id: 'service', head: words.service, className: 'wide', cell: (row) => (row.service ? <><PageLink to="/exchange/traffic" search={{ service: row.service.slug }}>{say(row.service, 'title')}</PageLink><span className="sub t13 muted">{row.agencyId && nameOf(row.agencyId)}</span></> : words.noService) },
    { id: 'exchanges', head: words.exchanges, numeric: true, cell: (row) => <Behind value={row.exchanges} opens={opens} search={{ service: row.service?.slug }} /> },
    origin('consumer', (row) => row.byConsumer), origin('hub', (row) => row.byHub), origin('provider', (row) => row.byProvider), origin('network', (row) => row.byNetwork),
    { id: 'wait', head: words.wait, numeric: true, cell: (row) => <span className="nw num">{[row.p50Ms, row.p95Ms, row.p99Ms].map((ms) => formatNumber(ms)).join(' / ')} {words.ms}</span> },
    { id: 'upstream', head: words.upstream, numeric: true, cell: (row) => (row.upstreamP95Ms === null ? <span className="off">–</span> : <Num value={row.upstreamP95Ms} unit={words.ms} />) },
  ];
  return <DataTable caption={words.services} columns={columns} rows={rows} rowKey={(row) => row.service?.slug ?? ''} rowHead="service" />;
}

function Consumers({ rows, opens }: { rows: ConsumerLine[]; opens: boolean }) {
  const { traffic: words } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  const columns: TableColumn<ConsumerLine>[] = [
    { id: 'consumer', head: words.consumer, className: 'wide', cell: (row) => <>{say(row.system, 'name')}<span className="sub t13 muted">{nameOf(row.system.agencyId)}</span></> },
    { id: 'exchanges', head: words.exchanges, numeric: true, cell: (row) => <Behind value={row.exchanges} opens={opens} search={{ consumer: row.system.path }} /> },
    { id: 'refused', head: words.refused, numeric: true, cell: (row) => <Behind value={row.refused} opens={opens} search={{ consumer: row.system.path, show: 'refused' }} /> },
    { id: 'problem', head: words.problem, cell: (row) => (row.problem ? <code>{row.problem}</code> : <span className="off">–</span>) },
    { id: 'last', head: words.last, cell: (row) => <ThaiDate iso={row.lastAt} near /> },
  ];
  return <DataTable caption={words.consumers} columns={columns} rows={rows} rowKey={(row) => row.system.path} rowHead="consumer" />;
}
