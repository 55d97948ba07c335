import { useQuery } from '@tanstack/react-query';
import { agenciesQuery, type DatasetFilter } from '../../api/queries.ts';
import type { DatasetCard, Page } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { stateGlyph } from '../../ui/state-mark.ts';
import { useFurtherNames } from './further-filters.tsx';

/** Up to this many in one view, as the catalogue of a ministry is read at a glance; more come in pages. */
export const pageSize = 200;

/** A page of the list, or why there is none. */
export function DatasetList({ page, filter, trail, onTrail, onDropFilters }: {
  page: Page<DatasetCard>; filter: DatasetFilter; trail: string[]; onTrail: (trail: string[]) => void; onDropFilters: () => void;
}) {
  const words = useMessages().datasets;
  const may = useMay();
  const columns = useColumns();
  const named = useFilterNames(filter);
  if (page.items.length === 0) {
    return named
      ? <Empty level={2} icon="search" title={words.noMatch} action={<Button onPress={onDropFilters}>{words.dropFilters}</Button>}>{words.noMatchWhy({ filters: named })}</Empty>
      : <Empty level={2} icon="database" title={words.empty} action={may('linkage.start-run') && <PageLink className={buttonClass()} to="/link">{words.add}</PageLink>}>{words.emptyWhy}</Empty>;
  }
  const before = trail.length * pageSize;
  const said = trail.length === 0 && page.nextCursor === null ? words.all({ count: page.items.length }) : words.range({ from: before + 1, to: before + page.items.length });
  return (
    <>
      <DataTable caption={words.caption} columns={columns} rows={page.items} rowKey={(card) => card.slug} rowHead="dataset" />
      <Pager trail={trail} nextCursor={page.nextCursor} said={said} onChange={onTrail} />
    </>
  );
}

function useColumns(): TableColumn<DatasetCard>[] {
  const words = useMessages();
  const say = useSay();
  return [
    { id: 'dataset', head: words.datasets.dataset, cell: (card) => <><PageLink className="plain" to={`/datasets/${card.slug}`}>{say(card, 'title')}</PageLink><span className="sub">{say(card.agency, 'name')}{card.synthetic && ` · ${words.states.synthetic}`}</span></> },
    { id: 'state', head: words.datasets.state, cell: (card) => <Badge glyph={stateGlyph[card.state]}>{words.states.long[card.state]}</Badge> },
    { id: 'promise', head: words.datasets.promise, cell: (card) => (card.promiseHours === null ? <span className="off">–</span> : words.datasets.hours({ hours: card.promiseHours })) },
    { id: 'release', head: words.datasets.release, cell: (card) => (card.currentRelease ? <><PageLink className="plain" to={`/datasets/${card.slug}`} hash="releases" search={{ release: String(card.currentRelease.number) }}>{words.datasets.releaseNo({ number: card.currentRelease.number })}<span className="sr"> {say(card, 'title')}</span></PageLink><span className="sub"><ThaiDate iso={card.currentRelease.publishedAt} near /></span></> : <span className="off">–</span>) },
    { id: 'rows', head: words.datasets.rows, numeric: true, cell: (card) => <Num value={card.currentRelease?.rowCount ?? null} /> },
    { id: 'due', head: words.datasets.due, cell: (card) => <ThaiDate iso={card.dueOn} /> },
  ];
}

/** The filters in words, or an empty text when none is set. */
function useFilterNames(filter: DatasetFilter): string {
  const { agency, state, q } = filter;
  const words = useMessages().states;
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  const found = data?.items.find((each) => each.id === agency);
  const stateName = state && words.long[state];
  return [found ? say(found, 'name') : agency, stateName, q && `“${q}”`, ...useFurtherNames(filter)].filter(Boolean).join(' · ');
}
