import { useQuery } from '@tanstack/react-query';
import { recordsQuery, type RecordFilter, type RecordLine } from '../../api/privacy-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink, usePageHref } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import '../exchange/agreements/agreements.css';
import { Officers } from './officers.tsx';

const any = 'any';
const states = ['current', 'ended'] as const;

/** Records of processing of all agencies, filtered by the address. */
export function RecordsPage() {
  const words = useMessages();
  const { privacy } = words;
  const href = usePageHref();
  const may = useMay();
  const filter = useFilter();
  const query = useQuery(recordsQuery(filter));
  const add = `/privacy/records/new${filter.agency ? `?agency=${filter.agency}` : ''}`;
  return (
    <Page title={privacy.title} crumbs={[words.shell.navGroups.exchange, privacy.title]}>
      <PageHead title={privacy.title} lead={query.data && <Rich text={privacy.lead({ total: query.data.total })} />} actions={may('privacy.keep-records') && <ButtonLink look="primary" href={href(add)}><Icon name="plus" />{privacy.add}</ButtonLink>} />
      <Filters />
      <section className="section" aria-label={privacy.title}>
        <Loaded query={query} label={privacy.loading} lines={6}>{({ items }) => <Lines items={items} />}</Loaded>
      </section>
      <Officers />
    </Page>
  );
}

function useFilter(): RecordFilter {
  const [search] = usePageSearch();
  const [agency, purpose, asOf] = ['agency', 'purpose', 'asOf'].map((name) => textOf(search[name]));
  const state = states.find((each) => each === search['state']);
  return { ...(asOf && { asOf }), ...(agency && { agency }), ...(purpose && { purpose }), ...(state && { state }) };
}

function Filters() {
  const { privacy: words } = useMessages();
  const say = useSay();
  const filter = useFilter();
  const [, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  return (
    <div className="filters no-print">
      {agencies && <ComboBox key={filter.agency ?? any} label={words.agency} value={filter.agency ?? any} options={[{ value: any, label: words.anyAgency }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(value) => change({ agency: value === any ? undefined : value || undefined })} openLabel={words.openAgencies} />}
      <Select label={words.state} value={filter.state ?? any} options={[{ value: any, label: words.anyState }, ...states.map((state) => ({ value: state as string, label: words.states[state] }))]} onChange={(value) => change({ state: value === any ? undefined : value })} />
    </div>
  );
}

function Lines({ items }: { items: readonly RecordLine[] }) {
  const { privacy: words } = useMessages();
  const say = useSay();
  const columns: TableColumn<RecordLine>[] = [
    { id: 'record', head: words.record, className: 'wide', cell: (line) => <><PageLink to={`/privacy/records/${line.id}`}>{say(line, 'title')}</PageLink><span className="sub t13 muted">{say(line.agency, 'name')}</span></> },
    { id: 'purposes', head: words.purposes, cell: (line) => <code className="t13">{line.purposes.join(', ')}</code> },
    { id: 'data', head: words.data, cell: (line) => <>{words.dataCount({ count: line.data })} {line.sensitive && <Badge tone="warn">{words.sensitive}</Badge>}</> },
    { id: 'state', head: words.state, cell: (line) => <Badge glyph={line.state === 'current' ? 'ok' : 'idle'}>{words.states[line.state]}</Badge> },
    { id: 'version', head: words.versions, numeric: true, cell: (line) => <Num value={line.version} /> },
    { id: 'changed', head: words.changed, cell: (line) => <ThaiDate iso={line.changedAt} /> },
  ];
  if (items.length === 0) return <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty>;
  return <DataTable caption={words.title} columns={columns} rows={items} rowKey={(line) => line.id} rowHead="record" />;
}
