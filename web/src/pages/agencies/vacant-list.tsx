import { useQuery } from '@tanstack/react-query';
import { vacanciesQuery, type VacantAgency } from '../../api/agency-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';

/** Agencies whose coordinator left, or that never had one, with what waits there. */
export function VacantList() {
  const { vacant: words } = useMessages().agencies;
  const query = useQuery(vacanciesQuery());
  return (
    <Loaded query={query} label={words.loading} lines={6}>
      {({ items }) => (items.length === 0 ? <Empty level={2} icon="check" title={words.none}>{words.noneWhy}</Empty> : (
        <>
          <p><Rich text={words.lead({ left: items.filter(({ hadOne }) => hadOne).length, never: items.filter(({ hadOne }) => !hadOne).length })} /></p>
          <VacantTable items={items} />
        </>
      ))}
    </Loaded>
  );
}

function VacantTable({ items }: { items: VacantAgency[] }) {
  const { agencies } = useMessages();
  const { vacant: words } = agencies;
  const say = useSay();
  const lang = useLang();
  const columns: TableColumn<VacantAgency>[] = [
    { id: 'name', head: agencies.name, cell: (row) => <PageLink to={`/agencies/${row.agencyId}`}>{say(row, 'name')}</PageLink> },
    { id: 'since', head: words.since, cell: (row) => (row.hadOne ? <span className="bad"><ThaiDate iso={row.since} /></span> : <span className="muted">{words.never}</span>) },
    { id: 'waiting', head: words.waiting, cell: (row) => (row.waiting.length === 0 ? <span className="muted">{words.nothing}</span> : row.waiting.map(({ kind, name, count }) => <span key={kind} className="sub">{name[lang]} <b className="num">{count}</b></span>)) },
    { id: 'to', head: words.goesTo, cell: (row) => (row.hasHead ? words.head : words.secretariat) },
  ];
  return <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(row) => row.agencyId} rowHead="name" />;
}
