import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { registerQuery, type RegisteredAgency } from '../../api/agency-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { AddAgencyDialog } from './add-agency-dialog.tsx';
import { VacantList } from './vacant-list.tsx';

const views = ['register', 'vacant'] as const;

/** The register of agencies with their former names, and those that nobody coordinates. */
export function AgenciesPage() {
  const words = useMessages();
  const { agencies } = words;
  const may = useMay();
  const [search, change] = usePageSearch();
  const [adding, setAdding] = useState(false);
  const view = oneOf(search['show'], views);
  const q = textOf(search['q']);
  const query = useQuery(registerQuery(q));
  const items = query.data?.items ?? [];
  const counts = { living: items.filter(({ endedOn }) => endedOn === null).length, ended: items.filter(({ endedOn }) => endedOn !== null).length };
  return (
    <Page title={agencies.title} crumbs={[words.shell.navGroups.administration, agencies.title]}>
      <PageHead title={agencies.title} lead={query.data && <Rich text={agencies.lead(counts)} />} actions={may('organisations.change-agencies') ? <Button look="primary" onPress={() => setAdding(true)}>{agencies.add}</Button> : undefined} />
      <section className="section" aria-label={view === 'vacant' ? agencies.vacant.caption : agencies.caption}>
        <div className="filters no-print">
          {view === 'register' && <SearchBox label={agencies.search} value={q ?? ''} onSubmit={(text) => change({ q: text || undefined })} wide />}
          {may('notices.read-vacancies') && <Segmented label={agencies.views} value={view} options={views.map((value) => ({ value, label: agencies.view[value] ?? value }))} onChange={(value) => change({ show: value === 'register' ? undefined : value, q: undefined })} />}
        </div>
        {view === 'vacant' ? <VacantList /> : <Loaded query={query} label={agencies.loading} lines={8}>{(data) => <Register items={data.items} />}</Loaded>}
      </section>
      {adding && <AddAgencyDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Register({ items }: { items: RegisteredAgency[] }) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const columns: TableColumn<RegisteredAgency>[] = [
    { id: 'name', head: words.name, cell: (agency) => <><PageLink to={`/agencies/${agency.id}`}>{say(agency, 'name')}</PageLink>{agency.formerNames.length > 0 && <span className="sub t13 muted">{words.formerly({ names: [...new Set(agency.formerNames.map((former) => say(former, 'name')))].join(', ') })}</span>}</> },
    { id: 'abbr', head: words.abbr, cell: (agency) => say(agency, 'abbr') },
    { id: 'kind', head: words.kind, cell: (agency) => words.kinds[agency.kind] ?? agency.kind },
    { id: 'state', head: words.state, cell: (agency) => <AgencyState agency={agency} /> },
  ];
  if (items.length === 0) return <Empty level={2} icon="search" title={words.none}>{words.noneWhy}</Empty>;
  return <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(agency) => agency.id} rowHead="name" />;
}

/** Whether an agency goes on, or since when it does not and where it went. */
export function AgencyState({ agency }: { agency: RegisteredAgency }) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const lang = useLang();
  const { data } = useQuery(registerQuery());
  if (agency.endedOn === null) return <Badge glyph="ok">{words.living}</Badge>;
  const successor = data?.items.find(({ id }) => id === agency.successorId);
  return (
    <>
      <Badge glyph="idle">{words.endedOn({ day: formatThaiDate(agency.endedOn, { lang }) })}</Badge>
      {successor && <span className="sub t13"><PageLink to={`/agencies/${successor.id}`}>{words.mergedInto({ name: say(successor, 'name') })}</PageLink></span>}
    </>
  );
}
