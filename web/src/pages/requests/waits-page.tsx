import { useQuery } from '@tanstack/react-query';
import { requestWaitsQuery, type RequestWaits } from '../../api/request-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { useAsOf } from '../action-plans/as-of.tsx';
import { StateBadge } from './looks.tsx';
import { RequestsFrame } from './requests-frame.tsx';

type Waited = RequestWaits['datasets'][number];

/** Who waits for whom: per dataset and as chains, the longest wait first. */
export function RequestWaitsPage() {
  const { requests: words } = useMessages();
  const query = useQuery(requestWaitsQuery(useAsOf()));
  const lead = query.data && <Rich text={words.waitsLead({ datasets: query.data.datasets.length, longest: query.data.datasets[0]?.longestDays ?? 0 })} />;
  return (
    <RequestsFrame title={words.waitsTitle} lead={lead} data={query.data}>
      <Loaded query={query} label={words.loading} lines={8}>
        {(waits) => (waits.datasets.length === 0 ? <Empty level={2} icon="inbox" title={words.waitsNone}>{words.waitsNoneWhy}</Empty> : <><PerDataset rows={waits.datasets} /><Chains waits={waits} /></>)}
      </Loaded>
    </RequestsFrame>
  );
}

function PerDataset({ rows }: { rows: readonly Waited[] }) {
  const { requests: words } = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const keyed = rows.map((row, key) => ({ ...row, key }));
  const columns: TableColumn<Waited & { key: number }>[] = [
    { id: 'what', head: words.what, className: 'wide', cell: (row) => (row.dataset ? <PageLink to={`/datasets/${row.dataset.slug}`}>{say(row.dataset, 'title')}</PageLink> : row.datasetWords ?? words.unnamed) },
    { id: 'provider', head: words.provider, cell: (row) => say(row.provider, 'name') },
    { id: 'waiters', head: words.waiters, className: 'wide', cell: (row) => (
      <ul className="plain-list">
        {row.waiting.map((each, at) => (
          <li key={at}>{each.requestId === null ? <span title={words.notOpen}>{say(each.requester, 'name')}</span> : <PageLink to={`/requests/${each.requestId}`} search={{ asOf }}>{say(each.requester, 'name')}</PageLink>} <StateBadge state={each.state} /> <span className="t13 muted nw">{words.since({ days: each.days })}</span></li>
        ))}
      </ul>
    ) },
    { id: 'due', head: words.planDueShort, cell: (row) => <ThaiDate iso={row.dueOn} /> },
    { id: 'longest', head: words.longest, numeric: true, cell: (row) => <Num value={row.longestDays} unit={words.days} /> },
  ];
  return <Section title={words.perDataset}><DataTable caption={words.perDataset} columns={columns} rows={keyed} rowKey={({ key }) => key} rowHead="what" /></Section>;
}

function Chains({ waits }: { waits: RequestWaits }) {
  const { requests: words } = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  return (
    <Section title={words.chains} note={words.chainsNote}>
      {waits.chains.length === 0 ? <p className="muted">{words.chainsNone}</p> : (
        <ul className="chains">
          {waits.chains.map((chain, at) => (
            <li key={at} className="panel chain">
              <p className="w6">{[chain.links[0]?.requester, ...chain.links.map(({ provider }) => provider)].flatMap((agency) => (agency ? say(agency, 'abbr') : [])).join(' → ')} <span className="muted t14">{words.chainDays({ days: chain.days })}</span></p>
              <ol className="t14">
                {chain.links.map((link, place) => {
                  const text = words.waitsFor({ from: say(link.requester, 'name'), to: say(link.provider, 'name'), requests: link.requests, days: link.longestDays });
                  return <li key={place}>{link.requestId === null ? text : <PageLink to="/requests" search={{ asOf, requester: link.requester.id, provider: link.provider.id, open: 'true' }}>{text}</PageLink>}</li>;
                })}
              </ol>
              {chain.round && <Callout tone="warn" title={words.round} level={3} />}
            </li>
          ))}
        </ul>
      )}
      {waits.more && <p className="t14 muted">{words.chainsMore}</p>}
    </Section>
  );
}
