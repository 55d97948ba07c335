import { useQuery } from '@tanstack/react-query';
import { dataServicesQuery, type DataService, type ServiceFilter } from '../../../api/data-service-queries.ts';
import { agenciesQuery } from '../../../api/queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { textOf, usePageSearch } from '../../../app/search.ts';
import { useMay } from '../../../app/use-may.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { SearchBox } from '../../../ui/field.tsx';
import { Num } from '../../../ui/figures.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink, useGo } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { ComboBox, Select } from '../../../ui/select.tsx';
import { ServiceLevel, ServiceState, serviceStates, useServiceKind } from './looks.tsx';

const any = 'any';
const kinds = ['hosted', 'live'] as const;

/** The catalogue of data services, filtered by the address. */
export function ServicesPage() {
  const words = useMessages();
  const { dataServices } = words;
  const go = useGo();
  const may = useMay()('registry.keep-services');
  const query = useQuery(dataServicesQuery(useFilter()));
  return (
    <Page title={dataServices.title} crumbs={[words.shell.navGroups.exchange, dataServices.title]}>
      <PageHead title={dataServices.title} lead={query.data && <Rich text={dataServices.lead({ count: query.data.items.length })} />}
        actions={<Button look="primary" isDisabled={!may} onPress={() => go('/exchange/services/new')}><Icon name="plus" />{dataServices.newService}</Button>}>
        {!may && <p className="t14 muted">{dataServices.mayNot}</p>}
      </PageHead>
      <Filters />
      <section className="section" aria-label={dataServices.title}>
        <Loaded query={query} label={dataServices.loading} lines={6}>{({ items, more }) => <><Services items={items} />{more && <p className="t14 muted">{dataServices.more}</p>}</>}</Loaded>
      </section>
    </Page>
  );
}

function useFilter(): ServiceFilter {
  const [search] = usePageSearch();
  const [q, agency, dataset, level] = ['q', 'agency', 'dataset', 'level'].map((name) => textOf(search[name]));
  const kind = kinds.find((each) => each === search['kind']);
  const state = serviceStates.find((each) => each === search['state']);
  return { ...(q && { q }), ...(agency && { agency }), ...(dataset && { dataset }), ...(kind && { kind }), ...(state && { state }), ...(level && /^[0-4]$/.test(level) && { level: Number(level) }), ...(search['mine'] === 'true' && { mine: true }) };
}

function Filters() {
  const { dataServices: words } = useMessages();
  const say = useSay();
  const filter = useFilter();
  const [, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  const one = (name: string) => (value: string) => change({ [name]: value === any || value === '' ? undefined : value });
  return (
    <div className="filters no-print">
      <SearchBox label={words.search} value={filter.q ?? ''} onSubmit={one('q')} wide />
      {agencies && <ComboBox key={filter.agency ?? any} label={words.agency} value={filter.agency ?? any} options={[{ value: any, label: words.anyAgency }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={one('agency')} openLabel={words.openAgencies} />}
      <Select label={words.kind} value={filter.kind ?? any} options={[{ value: any, label: words.anyKind }, ...kinds.map((value) => ({ value: value as string, label: words.kinds[value] }))]} onChange={one('kind')} />
      <Select label={words.state} value={filter.state ?? any} options={[{ value: any, label: words.anyState }, ...serviceStates.map((value) => ({ value: value as string, label: words.states[value] }))]} onChange={one('state')} />
      <Select label={words.level} value={filter.level === undefined ? any : String(filter.level)} options={[{ value: any, label: words.anyLevel }, ...words.levels.map((label, at) => ({ value: String(at), label }))]} onChange={one('level')} />
      <label className="check"><input type="checkbox" checked={filter.mine ?? false} onChange={() => change({ mine: filter.mine ? undefined : 'true' })} /><span>{words.onlyMine}</span></label>
    </div>
  );
}

function Services({ items }: { items: DataService[] }) {
  const { dataServices: words } = useMessages();
  const say = useSay();
  const kindOf = useServiceKind();
  if (items.length === 0) return <Empty level={2} icon="globe" title={words.none}>{words.noneWhy}</Empty>;
  const columns: TableColumn<DataService>[] = [
    { id: 'service', head: words.service, className: 'wide', cell: (each) => <><PageLink to={`/exchange/services/${each.slug}`}>{say(each, 'title')}</PageLink><span className="sub t13 muted"><code>{each.slug}</code></span></> },
    { id: 'agency', head: words.agency, cell: (each) => say(each.agency, 'name') },
    { id: 'kind', head: words.kind, cell: kindOf },
    { id: 'level', head: words.level, cell: (each) => <ServiceLevel service={each} /> },
    { id: 'state', head: words.state, cell: (each) => <ServiceState service={each} /> },
    { id: 'operations', head: words.operations, numeric: true, cell: (each) => <Num value={each.operations} /> },
  ];
  return <DataTable caption={words.title} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="service" />;
}
