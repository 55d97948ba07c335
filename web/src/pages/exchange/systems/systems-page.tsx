import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery } from '../../../api/queries.ts';
import { partsOf, systemsQuery, type System, type SystemFilter } from '../../../api/system-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { textOf, usePageSearch } from '../../../app/search.ts';
import { useMay } from '../../../app/use-may.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { ComboBox, Select } from '../../../ui/select.tsx';
import { EdgeState } from '../edge/edge-state.tsx';
import { SystemState } from './looks.tsx';
import { SystemDialog } from './system-dialog.tsx';

const any = 'any';

/** Systems of agencies, filtered by the address. */
export function SystemsPage() {
  const words = useMessages();
  const { systems } = words;
  const filter = useFilter();
  const may = useMay()('registry.keep-systems');
  const [adding, setAdding] = useState(false);
  const query = useQuery(systemsQuery(filter));
  return (
    <Page title={systems.title} crumbs={[words.shell.navGroups.exchange, systems.title]}>
      <PageHead title={systems.title} lead={query.data && <Rich text={systems.lead({ count: query.data.items.length })} />}
        actions={<Button look="primary" isDisabled={!may} onPress={() => setAdding(true)}><Icon name="plus" />{systems.newSystem}</Button>}>
        {!may && <p className="t14 muted">{systems.mayNot}</p>}
      </PageHead>
      <Filters />
      <section className="section" aria-label={systems.title}>
        <Loaded query={query} label={systems.loading} lines={6}>{({ items }) => <Systems items={items} />}</Loaded>
      </section>
      {adding && <SystemDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function useFilter(): SystemFilter {
  const [search] = usePageSearch();
  const agency = textOf(search['agency']);
  const state = (['active', 'suspended', 'ended'] as const).find((each) => each === search['state']);
  const kind = (['consumer', 'provider'] as const).find((each) => each === search['kind']);
  return { ...(agency && { agency }), ...(state && { state }), ...(kind && { kind }), ...(search['mine'] === 'true' && { mine: true }) };
}

function Filters() {
  const { systems: words } = useMessages();
  const say = useSay();
  const filter = useFilter();
  const [, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  const one = (name: string) => (value: string) => change({ [name]: value === any || value === '' ? undefined : value });
  return (
    <div className="filters no-print">
      {agencies && <ComboBox key={filter.agency ?? any} label={words.agency} value={filter.agency ?? any} options={[{ value: any, label: words.anyAgency }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={one('agency')} openLabel={words.openAgencies} />}
      <Select label={words.kind} value={filter.kind ?? any} options={[{ value: any, label: words.anyKind }, { value: 'consumer', label: words.kinds.consumer }, { value: 'provider', label: words.kinds.provider }]} onChange={one('kind')} />
      <Select label={words.state} value={filter.state ?? any} options={[{ value: any, label: words.anyState }, ...(['active', 'suspended', 'ended'] as const).map((value) => ({ value: value as string, label: words.states[value] }))]} onChange={one('state')} />
      <label className="check"><input type="checkbox" checked={filter.mine ?? false} onChange={() => change({ mine: filter.mine ? undefined : 'true' })} /><span>{words.onlyMine}</span></label>
    </div>
  );
}

function Systems({ items }: { items: System[] }) {
  const { systems: words, edges } = useMessages();
  const say = useSay();
  if (items.length === 0) return <Empty level={2} icon="key" title={words.none}>{words.noneWhy}</Empty>;
  const columns: TableColumn<System>[] = [
    { id: 'system', head: words.system, className: 'wide', cell: (each) => { const { agency, code } = partsOf(each.path); return <><PageLink to={`/exchange/systems/${agency}/${code}`}>{say(each, 'name')}</PageLink><span className="sub t13 muted"><code>{each.path}</code></span></>; } },
    { id: 'agency', head: words.agency, cell: (each) => say(each.agency, 'name') },
    { id: 'kind', head: words.kind, cell: (each) => words.kinds[each.kind] },
    { id: 'state', head: words.state, cell: (each) => <SystemState state={each.state} /> },
    { id: 'keys', head: words.keys, cell: (each) => <><Num value={each.keys} />{each.keysEndOn && <span className="sub t13 muted">{words.until} <ThaiDate iso={each.keysEndOn.slice(0, 10)} /></span>}</> },
    { id: 'edge', head: edges.title, cell: (each) => <EdgeState system={each.path} /> },
    { id: 'services', head: words.services, numeric: true, cell: (each) => <Num value={each.services} /> },
  ];
  return <DataTable caption={words.title} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="system" />;
}
