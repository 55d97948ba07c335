import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { agreementUsesQuery, type AgreementUse } from '../../../api/exchange-use-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { oneOf, textOf, usePageSearch } from '../../../app/search.ts';
import { useAgencyName } from '../../../app/use-agency-name.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Meter } from '../../../ui/meter.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Segmented } from '../../../ui/segmented.tsx';

const sides = ['both', 'provider', 'consumer'] as const;
const DAYS = 30;
const NEARLY = 0.8;

/** Who uses whose data by which agreement, and how much of today's quota is gone. */
export function AgreementUses() {
  const { traffic: { uses: words } } = useMessages();
  const say = useSay();
  const [search, change] = usePageSearch();
  const side = oneOf(search['side'], sides);
  const [service, dataset] = [textOf(search['service']), textOf(search['dataset'])];
  const query = useQuery(agreementUsesQuery({ days: DAYS, ...(side !== 'both' && { side }), ...(service && { service }), ...(dataset && { dataset }) }));
  const named = query.data?.items.find((each) => each.dataset?.slug === dataset)?.dataset;
  return (
    <Section id="uses" title={words.title} note={words.note({ days: DAYS })} aside={<Segmented label={words.side} value={side} options={sides.map((value) => ({ value, label: words.sides[value] }))} onChange={(value) => change({ side: value === 'both' ? undefined : value })} />}>
      {dataset && <p className="t14 no-print">{words.only({ name: named ? say(named, 'title') : dataset })} · <button type="button" className="linkish" onClick={() => change({ dataset: undefined })}>{words.every}</button></p>}
      <Loaded query={query} label={words.title} lines={4}>{(data) => (data.items.length === 0 ? <Empty icon="link" title={words.none}>{words.noneWhy}</Empty> : <Table rows={data.items} />)}</Loaded>
    </Section>
  );
}

function Table({ rows }: { rows: AgreementUse[] }) {
  const { traffic: { uses: words, ...traffic } } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  const columns: TableColumn<AgreementUse>[] = [
    { id: 'agreement', head: words.agreement, cell: (row) => <><PageLink to={`/exchange/agreements/${row.agreement}`}>{row.agreement}</PageLink><span className="sub t13 muted"><Badge tone={row.state === 'active' ? 'ok' : 'idle'}>{words.states[row.state] ?? row.state}</Badge></span></> },
    { id: 'consumer', head: traffic.consumer, className: 'wide', cell: (row) => <>{say(row.system, 'name')}<span className="sub t13 muted">{nameOf(row.system.agencyId)}</span></> },
    { id: 'service', head: traffic.service, cell: (row) => <>{say(row.service, 'title')}<span className="sub t13 muted">{nameOf(row.providerId)}</span></> },
    { id: 'dataset', head: words.dataset, cell: (row) => (row.dataset ? <PageLink to={`/datasets/${row.dataset.slug}`}>{say(row.dataset, 'title')}</PageLink> : <span className="off">–</span>) },
    { id: 'uses', head: words.uses, numeric: true, cell: (row) => <><PageLink to="/exchange/exchanges" search={{ agreement: row.agreement, via: 'hub' }}><Num value={row.uses} /></PageLink>{row.direct > 0 && <span className="sub t13"><PageLink to="/exchange/exchanges" search={{ agreement: row.agreement, via: 'direct' }}>{words.directly({ count: formatNumber(row.direct) })}</PageLink></span>}{row.unmatched > 0 && <span className="sub t13"><PageLink to="/exchange/exchanges" search={{ agreement: row.agreement, via: 'unmatched' }}>{words.unmatched({ count: formatNumber(row.unmatched) })}</PageLink></span>}</> },
    { id: 'last', head: traffic.last, cell: (row) => (row.lastOn ? <ThaiDate iso={row.lastOn} /> : <span className="muted">{words.never}</span>) },
    { id: 'quota', head: words.quota, cell: (row) => <Quota row={row} /> },
  ];
  return <DataTable caption={words.title} columns={columns} rows={rows} rowKey={(row) => row.agreement} rowHead="agreement" />;
}

function Quota({ row }: { row: AgreementUse }) {
  const { traffic: { uses: words } } = useMessages();
  if (row.quotaPerDay === null) return <span className="muted">{words.noQuota}</span>;
  const said = words.quotaSaid({ used: formatNumber(row.today), of: formatNumber(row.quotaPerDay) });
  const share = row.today / Math.max(1, row.quotaPerDay);
  return <><Meter label={`${words.quota} ${row.agreement}`} value={row.today} max={Math.max(1, row.quotaPerDay)} said={said} tone={share >= 1 ? 'bad' : share >= NEARLY ? 'warn' : 'ok'} /><span className="sub t13 muted">{said}</span></>;
}
