import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsQuery, type Account } from '../../api/account-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { AccountDialog } from '../people/account-dialog.tsx';
import { accountGlyph, accountStates } from './account-mark.ts';
import { ServiceAccountDialog } from './service-account-dialog.tsx';

const kinds = ['person', 'service'] as const;
const pageSize = 50;

/** Accounts of people and of programs, found by name, state and agency. */
export function AccountsPage() {
  const words = useMessages();
  const [search, change] = usePageSearch();
  const kind = oneOf(search['kind'], kinds);
  const trail = listOf(search['cursor']);
  const filter = { q: textOf(search['q']), state: accountStates.find((state) => state === search['state']), agency: textOf(search['agency']) };
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const query = useQuery(accountsQuery(kind, { ...given(filter), ...(trail.length > 0 && { cursor: trail.at(-1) as string }) }));
  const columns = useColumns();
  const before = trail.length * pageSize;
  const drop = () => change({ q: undefined, state: undefined, agency: undefined, cursor: undefined });
  return (
    <Page title={words.accounts.title} crumbs={[words.shell.navGroups.administration, words.accounts.title]}>
      <PageHead title={words.accounts.title} lead={words.accounts.lead} actions={<Actions kind={kind} />} />
      <section className="section" aria-label={words.accounts.caption}>
        <Filters kind={kind} />
        <Loaded query={query} label={words.accounts.loading} lines={8}>
          {({ items, nextCursor }) => {
            if (items.length === 0) return filtered ? <Empty level={2} icon="search" title={words.admin.noMatch} action={<Button onPress={drop}>{words.admin.dropFilters}</Button>}>{words.admin.noMatchWhy}</Empty> : <Empty level={2} icon="user" title={words.accounts.none}>{words.accounts.noneWhy}</Empty>;
            const said = trail.length === 0 && nextCursor === null ? words.admin.all({ count: items.length }) : words.admin.range({ from: before + 1, to: before + items.length });
            return <><DataTable caption={words.accounts.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" /><Pager trail={trail} nextCursor={nextCursor} said={said} onChange={(next) => change({ cursor: next })} /></>;
          }}
        </Loaded>
      </section>
    </Page>
  );
}

/** Only what was given; the API takes no empty values. */
function given<Filter extends object>(filter: Filter): { [Name in keyof Filter]?: NonNullable<Filter[Name]> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;
}

function Actions({ kind }: { kind: 'person' | 'service' }) {
  const words = useMessages().accounts;
  const may = useMay();
  const [open, setOpen] = useState(false);
  const imports = kind === 'person' && may('identity.preview-account-import') && <PageLink className={buttonClass()} to="/accounts/import">{words.imports.to}</PageLink>;
  if (!may(kind === 'person' ? 'identity.create-account' : 'identity.manage-service-accounts')) return imports;
  return (
    <>
      {imports}
      <Button look="primary" onPress={() => setOpen(true)}><Icon name="plus" />{kind === 'person' ? words.add : words.addService}</Button>
      {open && (kind === 'person' ? <AccountDialog onClose={() => setOpen(false)} /> : <ServiceAccountDialog onClose={() => setOpen(false)} />)}
    </>
  );
}

const any = 'any';

function Filters({ kind }: { kind: 'person' | 'service' }) {
  const words = useMessages();
  const say = useSay();
  const [search, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  const choose = (name: 'agency' | 'state', value: string) => change({ [name]: value === any || value === '' ? undefined : value, cursor: undefined });
  const agency = textOf(search['agency']) ?? any;
  return (
    <div className="filters no-print" role="search">
      <SearchBox label={words.accounts.search} value={textOf(search['q']) ?? ''} onSubmit={(q) => change({ q, cursor: undefined })} wide />
      {agencies && <ComboBox key={agency} label={words.admin.agency} value={agency} options={[{ value: any, label: words.admin.anyAgency }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(value) => choose('agency', value)} openLabel={words.shell.openList} />}
      <Select label={words.admin.state} value={textOf(search['state']) ?? any} options={[{ value: any, label: words.admin.anyState }, ...accountStates.map((state) => ({ value: state, label: words.accounts.states[state] ?? state }))]} onChange={(value) => choose('state', value)} />
      <Segmented label={words.accounts.kinds} value={kind} options={kinds.map((value) => ({ value, label: words.accounts.kind[value] ?? value }))} onChange={(value) => change({ kind: value === 'person' ? undefined : value, cursor: undefined })} />
    </div>
  );
}

function useColumns(): TableColumn<Account>[] {
  const { accounts: words, admin } = useMessages();
  const agencyName = useAgencyName();
  return [
    { id: 'name', head: words.account, cell: (each) => <><PageLink className="plain" to={`/accounts/${each.id}`}>{each.displayName}</PageLink><span className="sub">{each.kind === 'service' ? agencyName(each.ownerAgencyId) : <code>{each.userName ?? words.noUserName}</code>}</span></> },
    { id: 'state', head: admin.state, cell: (each) => <><Badge glyph={accountGlyph[each.state]}>{words.states[each.state]}</Badge>{each.state === 'suspended' && each.stateReason && <span className="sub">{each.stateReason}</span>}</> },
    { id: 'source', head: words.source, cell: (each) => (each.demo ? words.demo : words.sources[each.source.split(':')[0] ?? ''] ?? each.source) },
    { id: 'created', head: words.created, cell: (each) => <ThaiDate iso={each.createdAt} /> },
  ];
}
