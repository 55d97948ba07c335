import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { agenciesQuery, boardQuery, datasetsQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { buttonClass } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { stateOrder } from '../../ui/state-mark.ts';
import { DatasetList, pageSize } from './dataset-list.tsx';
import { FurtherFilters } from './further-filters.tsx';
import { filterOf, noFilter } from './list-filter.ts';

/** Every dataset of the plan, found by agency, state and words of its title. */
export function DatasetsPage() {
  const words = useMessages();
  const may = useMay();
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const filter = filterOf(search);
  const query = useQuery(datasetsQuery({ ...filter, limit: pageSize, ...(trail.length > 0 && { cursor: trail.at(-1) }) }));
  return (
    <Page title={words.datasets.title} crumbs={[words.shell.navGroups.catalogue, words.datasets.title]}>
      <PageHead title={words.datasets.title} lead={<Lead />}
        actions={may('linkage.start-run') && <PageLink className={buttonClass('primary')} to="/link"><Icon name="plus" />{words.datasets.add}</PageLink>} />
      <section className="section" aria-label={words.datasets.caption}>
        <Filters />
        <FurtherFilters filter={filter} onDrop={() => change({ linked: undefined, step: undefined, dueFrom: undefined, dueTo: undefined, asOf: undefined, cursor: undefined })} />
        <Loaded query={query} label={words.datasets.loading} lines={10}>
          {(page) => <DatasetList page={page} filter={filter} trail={trail} onTrail={(next) => change({ cursor: next })} onDropFilters={() => change(noFilter)} />}
        </Loaded>
      </section>
    </Page>
  );
}

function Lead() {
  const words = useMessages().datasets;
  const enabled = useMay()('plans.read-board');
  const { data } = useQuery({ ...boardQuery(), staleTime: 30_000, enabled });
  if (!data) return null;
  return <Rich text={words.lead({ total: formatNumber(data.totals.datasets), linked: formatNumber(data.totals.linked), late: formatNumber(data.totals.overdue) })} links={[{ to: '/datasets', search: {} }, { to: '/datasets', search: { linked: 'true' } }, { to: '/datasets', search: { state: 'overdue' } }]} />;
}

const any = 'any';

function Filters() {
  const words = useMessages();
  const say = useSay();
  const [search, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  const choose = (name: 'agency' | 'state', value: string) => change({ [name]: value === any ? undefined : value, cursor: undefined });
  const agencyChoices = [{ value: any, label: words.datasets.anyAgency }, ...(agencies?.items ?? []).map((agency) => ({ value: agency.id, label: say(agency, 'name') }))];
  const stateChoices = [{ value: any, label: words.datasets.anyState }, ...stateOrder.map((state) => ({ value: state, label: words.states.long[state] }))];
  return (
    <div className="filters no-print" role="search">
      <SearchBox label={words.datasets.search} value={textOf(search['q']) ?? ''} onSubmit={(q) => change({ q, cursor: undefined })} wide />
      {agencies && <ComboBox key={textOf(search['agency']) ?? any} label={words.datasets.agency} value={textOf(search['agency']) ?? any} options={agencyChoices} onChange={(value) => choose('agency', value || any)} openLabel={words.shell.openList} />}
      <Select label={words.datasets.state} value={textOf(search['state']) ?? any} options={stateChoices} onChange={(value) => choose('state', value)} />
    </div>
  );
}
