import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { peopleQuery, type Person } from '../../api/people-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { usePersonName } from './use-person-name.ts';

const pageSize = 50;

/** Everybody this administrator may see, found by name. */
export function PeopleList({ chooser }: { chooser: ReactNode }) {
  const { people: words, admin } = useMessages();
  const may = useMay();
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const q = textOf(search['q']);
  const query = useQuery(peopleQuery({ ...(q && { q }), ...(trail.length > 0 && { cursor: trail.at(-1) }) }));
  const columns = useColumns();
  const [adding, setAdding] = useState(false);
  const before = trail.length * pageSize;
  return (
    <>
      <PageHead title={words.list.title} actions={may('organisations.manage-people') ? <Button look="primary" onPress={() => setAdding(true)}><Icon name="plus" />{words.list.add}</Button> : undefined} />
      {chooser}
      <section className="section" aria-label={words.list.caption}>
        <div className="filters no-print" role="search"><SearchBox label={words.list.search} value={q ?? ''} onSubmit={(next) => change({ q: next, cursor: undefined })} wide /></div>
        <Loaded query={query} label={words.list.loading} lines={8}>
          {({ items, nextCursor }) => (items.length === 0
            ? q ? <Empty level={2} icon="search" title={admin.noMatch} action={<Button onPress={() => change({ q: undefined, cursor: undefined })}>{admin.dropFilters}</Button>}>{admin.noMatchWhy}</Empty> : <Empty level={2} icon="user" title={words.list.none}>{words.list.noneWhy}</Empty>
            : <><DataTable caption={words.list.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" /><Pager trail={trail} nextCursor={nextCursor} said={admin.range({ from: before + 1, to: before + items.length })} onChange={(next) => change({ cursor: next })} /></>)}
        </Loaded>
      </section>
      {adding && <PersonDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function useColumns(): TableColumn<Person>[] {
  const { people: words, admin } = useMessages();
  const nameOf = usePersonName();
  return [
    { id: 'name', head: admin.name, cell: (person) => <PageLink className="plain" to={`/people/${person.id}`}>{nameOf(person)}</PageLink> },
    { id: 'thai', head: admin.nameTh, cell: (person) => `${person.givenTh} ${person.familyTh}` },
    { id: 'email', head: words.list.email, cell: (person) => person.email ?? '–' },
  ];
}
