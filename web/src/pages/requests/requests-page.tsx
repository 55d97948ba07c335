import { useQuery } from '@tanstack/react-query';
import { apiUrl } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { linkageRequestsQuery, type RequestFilter, type RequestLine, type RequestList } from '../../api/request-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { useAsOf } from '../action-plans/as-of.tsx';
import { StateBadge, stateOrder, useWanted, waitingStates } from './looks.tsx';
import { RequestsFrame } from './requests-frame.tsx';

const any = 'any';
const boxes = ['all', 'to-answer', 'asked'] as const;
const PAGE = 200;

/** Linkage requests that somebody may see, filtered by the address. */
export function RequestsPage() {
  const { requests: words } = useMessages();
  const filter = useFilter();
  const query = useQuery(linkageRequestsQuery(filter));
  const counts = query.data?.counts;
  const lead = counts && <Rich text={words.lead({ waiting: waitingStates.reduce((sum, state) => sum + counts[state], 0), overdue: counts.overdue })} />;
  return (
    <RequestsFrame title={words.title} lead={lead} data={query.data} download={apiUrl('/linkage-requests/export', { ...filter, open: filter.open ? 'true' : null, offset: null })}>
      <Filters list={query.data} />
      <section className="section" aria-label={words.tabs.list}>
        <Loaded query={query} label={words.loading} lines={8}>{(list) => <Lines list={list} offset={filter.offset ?? 0} />}</Loaded>
      </section>
    </RequestsFrame>
  );
}

/** What the address asks for. */
function useFilter(): RequestFilter {
  const [search] = usePageSearch();
  const asOf = useAsOf();
  const box = oneOf(search['box'], boxes);
  const state = stateOrder.find((each) => each === search['state']);
  const [agency, requester, provider, dataset] = ['agency', 'requester', 'provider', 'dataset'].map((name) => textOf(search[name]));
  const offset = Math.max(0, Math.trunc(Number(textOf(search['offset']) ?? 0)) || 0);
  return {
    ...(asOf && { asOf }), ...(box !== 'all' && { box }), ...(state && { state }), ...(agency && { agency }), ...(requester && { requester }), ...(provider && { provider }), ...(dataset && { dataset }),
    ...(search['open'] === 'true' && { open: true }), ...(offset > 0 && { offset }),
  };
}

function Filters({ list }: { list: RequestList | undefined }) {
  const { requests: words } = useMessages();
  const say = useSay();
  const filter = useFilter();
  const [, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  const named = (id: string | undefined) => { const agency = agencies?.items.find((each) => each.id === id); return agency ? say(agency, 'name') : id ?? words.anyAgency; };
  const states = stateOrder.map((state) => ({ value: state as string, label: list ? `${words.states[state]} (${list.counts[state]})` : words.states[state] }));
  return (
    <div className="filters no-print">
      <Select label={words.box} value={filter.box ?? 'all'} options={boxes.map((value) => ({ value, label: words.boxes[value] }))} onChange={(value) => change({ box: value === 'all' ? undefined : value, offset: undefined })} />
      <Select label={words.state} value={filter.state ?? any} options={[{ value: any, label: words.anyState }, ...states]} onChange={(value) => change({ state: value === any ? undefined : value, offset: undefined })} />
      {agencies && <ComboBox key={filter.agency ?? any} label={words.agency} value={filter.agency ?? any} options={[{ value: any, label: words.anyAgency }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(value) => change({ agency: value === any ? undefined : value || undefined, offset: undefined })} openLabel={words.openAgencies} />}
      <label className="check"><input type="checkbox" checked={filter.open ?? false} onChange={() => change({ open: filter.open ? undefined : 'true', offset: undefined })} /><span>{words.onlyWaiting}</span></label>
      {(filter.requester || filter.provider) && <p className="t14">{words.pair({ requester: named(filter.requester), provider: named(filter.provider) })} · <button type="button" className="linkish" onClick={() => change({ requester: undefined, provider: undefined, offset: undefined })}>{words.clearPair}</button></p>}
    </div>
  );
}

function Lines({ list, offset }: { list: RequestList; offset: number }) {
  const { requests: words } = useMessages();
  const [, change] = usePageSearch();
  const columns = useColumns();
  const goTo = (to: number) => change({ offset: to > 0 ? String(to) : undefined });
  return (
    <>
      {list.items.length === 0 ? <Empty level={2} icon="inbox" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.title} columns={columns} rows={list.items} rowKey={(line) => line.id} rowHead="what" />}
      <p className="t14 muted">{list.items.length > 0 && words.shown({ shown: list.items.length, total: list.total })}{list.hidden > 0 && <> · {words.hidden({ count: list.hidden })}</>}</p>
      {list.total > PAGE && (
        <nav className="row no-print" aria-label={words.pages}>
          {offset > 0 && <Button onPress={() => goTo(offset - PAGE)}>{words.earlier}</Button>}
          {offset + PAGE < list.total && <Button onPress={() => goTo(offset + PAGE)}>{words.later}</Button>}
        </nav>
      )}
    </>
  );
}

function useColumns(): TableColumn<RequestLine>[] {
  const { requests: words } = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const wanted = useWanted();
  return [
    { id: 'what', head: words.what, className: 'wide', cell: (line) => <><PageLink to={`/requests/${line.id}`} search={{ asOf }}>{wanted(line)}</PageLink><span className="sub t13 muted">{words.number({ id: line.id })}{!line.dataset && line.datasetWords && ` · ${words.inWords}`} {line.personal && <Badge tone="warn">{words.personal}</Badge>}</span></> },
    { id: 'requester', head: words.requester, cell: (line) => say(line.requester, 'name') },
    { id: 'provider', head: words.provider, cell: (line) => (line.provider ? say(line.provider, 'name') : <span className="off">–</span>) },
    { id: 'state', head: words.state, cell: (line) => <StateBadge state={line.state} /> },
    { id: 'sent', head: words.sentOn, cell: (line) => <ThaiDate iso={line.sentOn} /> },
    { id: 'due', head: words.dueOn, cell: (line) => (line.answeredOn ? <span className="muted">{words.answeredOn} <ThaiDate iso={line.answeredOn} /></span> : <ThaiDate iso={line.dueOn} />) },
    { id: 'waiting', head: words.waiting, numeric: true, cell: (line) => (line.waitingDays === null ? <span className="off">–</span> : <Num value={line.waitingDays} unit={words.days} />) },
  ];
}
