import { useQuery } from '@tanstack/react-query';
import { servicesQuery, type ServiceCard } from '../../api/service-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Select } from '../../ui/select.tsx';
import { serviceGlyph, serviceStates } from './service-mark.ts';

const any = 'any';

/** Services of agencies that use the common account, by where they stand on the way to live. */
export function ServicesPage() {
  const words = useMessages();
  const may = useMay();
  const [search, change] = usePageSearch();
  const state = serviceStates.find((each) => each === search['state']);
  const query = useQuery(servicesQuery(state));
  const columns = useColumns();
  const add = may('signon.manage-clients') ? <PageLink className={buttonClass('primary')} to="/services/new"><Icon name="plus" />{words.services.add}</PageLink> : undefined;
  return (
    <Page title={words.services.title} crumbs={[words.shell.navGroups.administration, words.services.title]}>
      <PageHead title={words.services.title} lead={words.services.lead} actions={<>{may('signon.read-agency-limits') && <PageLink className={buttonClass()} to="/services/limits">{words.services.limits.title}</PageLink>}{may('signon.read-forward-sites') && <PageLink className={buttonClass()} to="/services/sites">{words.sites.title}</PageLink>}{add}</>} />
      <section className="section" aria-label={words.services.caption}>
        <div className="filters no-print"><Select label={words.services.filter} value={state ?? any} options={[{ value: any, label: words.admin.anyState }, ...serviceStates.map((each) => ({ value: each, label: words.services.states[each] ?? each }))]} onChange={(value) => change({ state: value === any ? undefined : value })} /></div>
        <Loaded query={query} label={words.services.loading} lines={8}>
          {(items) => {
            if (items.length > 0) return <><DataTable caption={words.services.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" /><p className="pager">{words.admin.all({ count: items.length })}</p></>;
            if (state) return <Empty level={2} icon="search" title={words.admin.noMatch} action={<Button onPress={() => change({ state: undefined })}>{words.admin.dropFilters}</Button>}>{words.admin.noMatchWhy}</Empty>;
            return <Empty level={2} icon="globe" title={words.services.none} action={add}>{words.services.noneWhy}</Empty>;
          }}
        </Loaded>
      </section>
    </Page>
  );
}

function useColumns(): TableColumn<ServiceCard>[] {
  const { services: words, admin } = useMessages();
  const say = useSay();
  const agencyName = useAgencyName();
  return [
    { id: 'name', head: words.service, cell: (each) => <><PageLink className="plain" to={`/services/${each.id}`}>{say(each, 'name')}</PageLink><span className="sub"><code>{each.id}</code></span></> },
    { id: 'agency', head: admin.agency, cell: (each) => agencyName(each.agencyId) },
    { id: 'state', head: admin.state, cell: (each) => <Badge glyph={serviceGlyph[each.state]}>{words.states[each.state]}</Badge> },
    { id: 'tier', head: words.tier, cell: (each) => words.tiers[each.tier] ?? each.tier },
    { id: 'changed', head: words.changed, cell: (each) => <ThaiDate iso={each.changedAt} near /> },
  ];
}
