import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { forwardSitesQuery, type ForwardSite } from '../../api/service-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { RemoveSiteDialog, SiteDialog } from './site-dialogs.tsx';

/** Old sites whose proxy asks who comes (docs/guides/joining.md). */
export function SitesPage() {
  const { sites: words, services, shell } = useMessages();
  const may = useMay();
  const query = useQuery(forwardSitesQuery());
  const [open, setOpen] = useState<ForwardSite | 'new' | null>(null);
  const [removing, setRemoving] = useState<ForwardSite | null>(null);
  const columns = useColumns(setOpen, setRemoving);
  const add = may('signon.manage-forward-sites') ? <Button look="primary" onPress={() => setOpen('new')}><Icon name="plus" />{words.set}</Button> : undefined;
  return (
    <Page title={words.title} crumbs={[shell.navGroups.administration, <PageLink key="services" to="/services">{services.title}</PageLink>, words.title]}>
      <PageHead title={words.title} lead={words.lead} actions={add} />
      <section className="section" aria-label={words.caption}>
        <Loaded query={query} label={words.loading} lines={3}>
          {(items) => (items.length === 0 ? <Empty level={2} icon="globe" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.host} rowHead="host" />)}
        </Loaded>
      </section>
      {open && <SiteDialog site={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing && <RemoveSiteDialog site={removing} onClose={() => setRemoving(null)} />}
    </Page>
  );
}

function useColumns(onChange: (site: ForwardSite) => void, onRemove: (site: ForwardSite) => void): TableColumn<ForwardSite>[] {
  const { sites: words, services: { form }, admin } = useMessages();
  const say = useSay();
  const may = useMay();
  const columns: TableColumn<ForwardSite>[] = [
    { id: 'host', head: words.site, cell: (each) => <code className="secret-text">{each.host}</code> },
    { id: 'service', head: words.service, cell: (each) => <PageLink className="plain" to={`/services/${each.clientId}`}>{say(each, 'name')}</PageLink> },
    { id: 'behind', head: words.behind, cell: (each) => <code className="secret-text">{each.upstreamUrl}</code> },
    { id: 'state', head: admin.state, cell: (each) => <><Badge glyph={each.enabled ? 'ok' : 'idle'}>{each.enabled ? words.on : words.off}</Badge><span className="sub">{form.aal[each.minAal] ?? each.minAal}</span></> },
  ];
  if (!may('signon.manage-forward-sites')) return columns;
  return [...columns, { id: 'actions', head: admin.actions, cell: (each) => <div className="row"><Button look="small" onPress={() => onChange(each)}>{admin.change}<span className="sr"> {each.host}</span></Button><Button look={['small', 'danger']} onPress={() => onRemove(each)}>{words.remove}<span className="sr"> {each.host}</span></Button></div> }];
}
