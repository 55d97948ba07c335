import { useQuery } from '@tanstack/react-query';
import { agreementsQuery, type AgreementFilter, type AgreementLine, type AgreementList } from '../../../api/agreement-queries.ts';
import { agenciesQuery } from '../../../api/queries.ts';
import { useMessages, useSay, useTell } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../../app/search.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink, usePageHref } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { ComboBox, Select } from '../../../ui/select.tsx';
import { StateBadge, stateOrder } from './looks.tsx';
import { WaitingWords } from './waiting-words.tsx';

const any = 'any';
const boxes = ['all', 'waiting', 'late', 'consumer', 'provider'] as const;
const PAGE = 100;

/** Sharing agreements that somebody may see, filtered by the address. */
export function AgreementsPage() {
  const words = useMessages();
  const { agreements } = words;
  const href = usePageHref();
  const filter = useFilter();
  const query = useQuery(agreementsQuery(filter));
  return (
    <Page title={agreements.title} crumbs={[words.shell.navGroups.exchange, agreements.title]}>
      <PageHead title={agreements.title} lead={query.data && <Rich text={agreements.lead({ waiting: query.data.waiting, total: query.data.total })} />} actions={<ButtonLink href={href('/exchange/services')}>{agreements.findService}</ButtonLink>} />
      <Filters list={query.data} />
      <section className="section" aria-label={agreements.title}>
        <Loaded query={query} label={agreements.loading} lines={8}>{(list) => <Lines list={list} offset={filter.offset ?? 0} />}</Loaded>
      </section>
    </Page>
  );
}

/** What the address asks for. */
function useFilter(): AgreementFilter {
  const [search] = usePageSearch();
  const side = oneOf(search['side'], boxes);
  const state = stateOrder.find((each) => each === search['state']);
  const [asOf, agency, service, system] = ['asOf', 'agency', 'service', 'system'].map((name) => textOf(search[name]));
  const dataset = Math.trunc(Number(textOf(search['dataset']))) || 0;
  const offset = Math.max(0, Math.trunc(Number(textOf(search['offset']) ?? 0)) || 0);
  return { ...(asOf && { asOf }), ...(side !== 'all' && { side }), ...(state && { state }), ...(agency && { agency }), ...(service && { service }), ...(system && { system }), ...(dataset > 0 && { dataset }), ...(offset > 0 && { offset }) };
}

function Filters({ list }: { list: AgreementList | undefined }) {
  const { agreements: words } = useMessages();
  const say = useSay();
  const filter = useFilter();
  const [, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  const states = stateOrder.map((state) => ({ value: state as string, label: `${words.states[state]}${list ? ` (${list.counts[state] ?? 0})` : ''}` }));
  const set = (name: string, value: string) => change({ [name]: value === any || value === 'all' ? undefined : value || undefined, offset: undefined });
  return (
    <div className="filters no-print">
      <Select label={words.side} value={filter.side ?? 'all'} options={boxes.map((value) => ({ value, label: value === 'late' && list ? `${words.boxes.late} (${list.late})` : words.boxes[value] }))} onChange={(value) => set('side', value)} />
      <Select label={words.state} value={filter.state ?? any} options={[{ value: any, label: words.anyState }, ...states]} onChange={(value) => set('state', value)} />
      {agencies && <ComboBox key={filter.agency ?? any} label={words.agency} value={filter.agency ?? any} options={[{ value: any, label: words.anyAgency }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(value) => set('agency', value)} openLabel={words.openAgencies} />}
      {(filter.service || filter.system) && <p className="t14">{words.onlyService({ name: filter.service ?? filter.system ?? '' })} · <button type="button" className="linkish" onClick={() => change({ service: undefined, system: undefined, dataset: undefined })}>{words.clear}</button></p>}
    </div>
  );
}

function Lines({ list, offset }: { list: AgreementList; offset: number }) {
  const { agreements: words } = useMessages();
  const [, change] = usePageSearch();
  const columns = useColumns();
  const goTo = (to: number) => change({ offset: to > 0 ? String(to) : undefined });
  return (
    <>
      {list.items.length === 0 ? <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.title} columns={columns} rows={list.items} rowKey={(line) => line.number} rowHead="number" />}
      {list.items.length > 0 && <p className="t14 muted">{words.shown({ shown: list.items.length, total: list.total })}</p>}
      {list.total > PAGE && (
        <nav className="row no-print" aria-label={words.pages}>
          {offset > 0 && <Button onPress={() => goTo(offset - PAGE)}>{words.earlier}</Button>}
          {offset + PAGE < list.total && <Button onPress={() => goTo(offset + PAGE)}>{words.later}</Button>}
        </nav>
      )}
    </>
  );
}

function useColumns(): TableColumn<AgreementLine>[] {
  const { agreements: words } = useMessages();
  const [say, tell] = [useSay(), useTell()];
  return [
    { id: 'number', head: words.number, cell: (line) => <><PageLink className="nw" to={`/exchange/agreements/${line.number}`}>{line.number}</PageLink>{line.waitsForMe && <span className="sub"><Badge tone="warn">{words.waitsForMe}</Badge></span>}</> },
    { id: 'service', head: words.service, className: 'wide', cell: (line) => <>{say(line.service, 'title')}<span className="sub t13 muted">{line.purposes.map(tell).join(', ')} {line.service.personal && <Badge tone="info">{words.personal}</Badge>}</span></> },
    { id: 'consumer', head: words.consumer, cell: (line) => <>{say(line.consumer, 'name')}<span className="sub t13 muted">{say(line.system, 'name')}</span></> },
    { id: 'provider', head: words.provider, cell: (line) => say(line.provider, 'name') },
    { id: 'state', head: words.state, cell: (line) => <><StateBadge state={line.state} />{line.review && <span className="sub t13 muted">{line.review.version !== line.version && words.reviewing({ version: line.review.version, state: words.states[line.review.state] ?? '' })}</span>}<WaitingWords line={line} /></> },
    { id: 'until', head: words.validTo, cell: (line) => <ThaiDate iso={line.validTo} /> },
    { id: 'left', head: words.left, numeric: true, cell: (line) => (line.daysLeft === null ? <span className="off">–</span> : <Num value={line.daysLeft} unit={words.days} />) },
  ];
}
