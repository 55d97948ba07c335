import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { changesQuery, releasesQuery } from '../../../api/queries.ts';
import type { ChangeItem, Release } from '../../../api/types.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Section } from '../../../ui/section.tsx';
import { fileUrl } from './file-url.ts';

const FIRST = 6;

/** Every release with what it changed, and on request the rows that differ between the newest two. */
export function OpenReleases({ slug }: { slug: string }) {
  const words = useMessages().openDataset.releases;
  const portal = useMessages().portal;
  const [isWhole, setWhole] = useState(false);
  const [isCompared, setCompared] = useState(false);
  const query = useQuery(releasesQuery(slug));
  const columns = useColumns(slug);
  return (
    <Section id="releases" title={words.title} note={words.note}>
      <Loaded query={query} label={portal.loading} lines={4}>
        {({ items }) => {
          const [newest, before] = items.filter(({ state }) => state !== 'withdrawn');
          return (
            <>
              <DataTable caption={words.title} columns={columns} rows={isWhole ? items : items.slice(0, FIRST)} rowKey={(release) => release.number} rowHead="number" />
              <p className="row">
                {items.length > FIRST && !isWhole && <Button onPress={() => setWhole(true)}>{portal.all}</Button>}
                {newest && before && !isCompared && <Button onPress={() => setCompared(true)}>{words.show}</Button>}
              </p>
              {isCompared && newest && before && <Changes slug={slug} from={before.number} to={newest.number} />}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function useColumns(slug: string): TableColumn<Release>[] {
  const words = useMessages().openDataset.releases;
  return [
    { id: 'number', head: words.number, numeric: true, cell: ({ number }) => formatNumber(number) },
    { id: 'at', head: words.at, cell: ({ publishedAt }) => <ThaiDate iso={publishedAt} style="withTime" /> },
    { id: 'rows', head: words.rows, numeric: true, cell: ({ rowCount }) => formatNumber(rowCount) },
    { id: 'added', head: words.added, numeric: true, cell: ({ counts }) => formatNumber(counts.added) },
    { id: 'changed', head: words.changed, numeric: true, cell: ({ counts }) => formatNumber(counts.changed) },
    { id: 'removed', head: words.removed, numeric: true, cell: ({ counts }) => formatNumber(counts.removed) },
    { id: 'file', head: words.file, cell: ({ number, state, purgedAt }) => (state === 'withdrawn' || purgedAt ? words.states[state] ?? state : <a href={fileUrl(slug, number, 'csv')} download="">CSV<span className="sr"> {words.number} {number}</span></a>) },
  ];
}

function Changes({ slug, from, to }: { slug: string; from: number; to: number }) {
  const words = useMessages().openDataset.releases;
  const query = useQuery(changesQuery(slug, from, to));
  const columns: TableColumn<ChangeItem>[] = [
    { id: 'key', head: words.key, cell: ({ key }) => write(key) },
    { id: 'op', head: words.state, cell: ({ op }) => words.op[op] ?? op },
    { id: 'before', head: words.before, cell: ({ before, after }) => write(differing(before, after)) },
    { id: 'after', head: words.after, cell: ({ before, after }) => write(differing(after, before)) },
  ];
  return (
    <Loaded query={query} label={useMessages().portal.loading} lines={4}>
      {(page) => (page.items.length === 0 ? <p className="soft">{words.noChange}</p>
        : <DataTable caption={words.compare({ from, to })} captionHidden={false} columns={columns} rows={page.items as ChangeItem[]} rowKey={(item) => `${item.op} ${JSON.stringify(item.key)}`} rowHead="key" />)}
    </Loaded>
  );
}

const write = (cells: Record<string, unknown> | null) => (cells ? Object.entries(cells).map(([name, value]) => `${name}: ${value ?? '–'}`).join(', ') : '–');

/** Only what is not the same on the other side. */
const differing = (cells: Record<string, unknown> | null, other: Record<string, unknown> | null) => cells && (other ? Object.fromEntries(Object.entries(cells).filter(([name, value]) => other[name] !== value)) : cells);
