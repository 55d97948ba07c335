import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { facadesQuery, type Facade } from '../../../api/facade-queries.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { useMay } from '../../../app/use-may.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { SwitchDialog } from './facade-dialogs.tsx';
import { SharedSecrets } from './shared-secrets.tsx';

/** Ways in for programs made for other exchanges, and who still uses a shared secret (docs/guides/facades.md). */
export function FacadesPage() {
  const { facades: words } = useMessages();
  const may = useMay();
  const query = useQuery(facadesQuery());
  const [changing, setChanging] = useState<Facade | null>(null);
  const columns = useColumns(setChanging);
  return (
    <Page title={words.title} crumbs={[words.title]}>
      <PageHead title={words.title} lead={words.lead} />
      <section className="section" aria-label={words.caption}>
        <Loaded query={query} label={words.loading} lines={3}>
          {(items) => <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.name} rowHead="name" />}
        </Loaded>
      </section>
      {may('facades.read-shared-secrets') && <SharedSecrets />}
      {changing && <SwitchDialog facade={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

function useColumns(onChange: (facade: Facade) => void): TableColumn<Facade>[] {
  const { facades: words } = useMessages();
  const lang = useLang();
  const may = useMay();
  const columns: TableColumn<Facade>[] = [
    { id: 'name', head: words.way, cell: (each) => <>{words.names[each.name]}<span className="sub">{words.about[each.name]}</span></> },
    { id: 'address', head: words.address, cell: (each) => <code className="secret-text">{each.address}</code> },
    { id: 'state', head: words.state, cell: (each) => <><Badge glyph={each.isOpen ? 'ok' : 'idle'}>{each.isOpen ? words.open : words.closed}</Badge>{each.isOpen && each.sunsetOn && <span className="sub">{words.until({ day: formatThaiDate(each.sunsetOn, { lang }) })}</span>}</> },
    { id: 'changed', head: words.changed, cell: (each) => <>{each.reason ?? '–'}{each.changedBy && <span className="sub">{each.changedBy}</span>}</> },
  ];
  if (!may('facades.set-facade')) return columns;
  return [...columns, { id: 'actions', head: words.actions, cell: (each) => <Button look="small" onPress={() => onChange(each)}>{each.isOpen ? words.closeIt : words.openIt}<span className="sr"> {words.names[each.name]}</span></Button> }];
}
