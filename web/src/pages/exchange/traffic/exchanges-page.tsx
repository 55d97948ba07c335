import { useQuery } from '@tanstack/react-query';
import { exchangesQuery, type ExchangeFilter, type ExchangeLine } from '../../../api/exchange-use-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../../app/search.ts';
import { useAgencyName } from '../../../app/use-agency-name.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { SearchBox } from '../../../ui/field.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Select } from '../../../ui/select.tsx';
import { Result } from './result.tsx';

const shown = ['all', 'answered', 'refused', 'consumer', 'hub', 'provider', 'network'] as const;
const ways = ['all', 'hub', 'direct', 'unmatched'] as const;
const narrowing = ['service', 'consumer', 'provider', 'problem', 'from', 'to'] as const;

/** Exchanges of which one's agency is a party, narrowed by the address. */
export function ExchangesPage() {
  const { traffic: words, shell } = useMessages();
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], shown);
  const via = oneOf(search['via'], ways);
  const [agreement, before] = [textOf(search['agreement']), textOf(search['before'])];
  const narrowed = narrowing.flatMap((name) => { const text = textOf(search[name]); return text ? [[name, text] as const] : []; });
  const filter: ExchangeFilter = { ...(show !== 'all' && { show }), ...(via !== 'all' && { via }), ...(agreement && { agreement }), ...(before && { before }), ...Object.fromEntries(narrowed) };
  const query = useQuery(exchangesQuery(filter));
  return (
    <Page title={words.list.title} crumbs={[shell.navGroups.exchange, <PageLink key="traffic" to="/exchange/traffic">{words.title}</PageLink>, words.list.title]}>
      <PageHead title={words.list.title} lead={words.list.lead} />
      <div className="filters no-print">
        <Select label={words.list.show} value={show} options={shown.map((value) => ({ value, label: words.list.shown[value] ?? value }))} onChange={(value) => change({ show: value === 'all' ? undefined : value, before: undefined })} />
        <Select label={words.list.via} value={via} options={ways.map((value) => ({ value, label: words.list.ways[value] ?? value }))} onChange={(value) => change({ via: value === 'all' ? undefined : value, before: undefined })} />
        <SearchBox label={words.list.agreement} value={agreement ?? ''} onSubmit={(value) => change({ agreement: value.trim() || undefined, before: undefined })} />
        {narrowed.length > 0 && <p className="t14">{words.list.narrowed} {narrowed.map(([name, text]) => (name === 'from' || name === 'to' ? <span key={name}>{words.list[name]} <ThaiDate iso={text} /> </span> : <code key={name}>{text} </code>))} · <button type="button" className="linkish" onClick={() => change({ service: undefined, consumer: undefined, provider: undefined, problem: undefined, from: undefined, to: undefined, before: undefined })}>{words.list.clear}</button></p>}
      </div>
      <section className="section" aria-label={words.list.title}>
        <Loaded query={query} label={words.loading} lines={8}>
          {(data) => (
            <>
              {data.items.length === 0 ? <Empty level={2} icon="flow" title={words.list.none}>{words.list.noneWhy}</Empty> : <Lines rows={data.items} />}
              <p className="t13 muted">{words.list.since} <ThaiDate iso={data.from} style="withTime" /></p>
              <div className="row no-print">
                {before && <Button onPress={() => change({ before: undefined })}>{words.list.newest}</Button>}
                {data.next !== null && <Button onPress={() => change({ before: data.next ?? undefined })}>{words.list.older}</Button>}
              </div>
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

function Lines({ rows }: { rows: ExchangeLine[] }) {
  const { traffic: words } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  const columns: TableColumn<ExchangeLine>[] = [
    { id: 'when', head: words.list.when, cell: (row) => <PageLink to={`/exchange/exchanges/${row.id}`}><ThaiDate iso={row.at} style="withTime" /></PageLink> },
    { id: 'consumer', head: words.consumer, className: 'wide', cell: (row) => <>{say(row.consumer, 'name')}<span className="sub t13 muted">{nameOf(row.consumer.agencyId)}</span></> },
    { id: 'service', head: words.service, cell: (row) => (row.service ? <>{say(row.service, 'title')}<span className="sub t13 muted">{row.providerId && nameOf(row.providerId)}</span></> : <span className="off">–</span>) },
    { id: 'agreement', head: words.uses.agreement, cell: (row) => row.agreement ?? <span className="off">–</span> },
    { id: 'result', head: words.list.result, cell: (row) => <><Result status={row.status} origin={row.errorOrigin} problem={row.problem} /><Way row={row} /></> },
    { id: 'took', head: words.list.took, numeric: true, cell: (row) => (row.tookMs === null ? <span className="off">–</span> : <Num value={row.tookMs} unit={words.ms} />) },
  ];
  return <DataTable caption={words.list.title} columns={columns} rows={rows} rowKey={(row) => row.id} rowHead="when" />;
}

/** Marks an exchange that did not go through the hub, and one whose evidence only one side handed in. */
function Way({ row: { via, handedIn } }: { row: ExchangeLine }) {
  const { traffic: { list: words } } = useMessages();
  if (via !== 'direct') return null;
  const matched = Boolean(handedIn?.consumer && handedIn.provider);
  return <span className="sub t13"><Badge tone="info">{words.direct}</Badge>{!matched && <> <Badge glyph="warn">{words.unmatched}</Badge></>}</span>;
}
