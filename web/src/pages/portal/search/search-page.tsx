import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { searchQuery, topicsQuery } from '../../../api/portal-queries.ts';
import type { SearchResult } from '../../../api/portal-types.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { usePageSearch, type SearchText } from '../../../app/search.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { Select } from '../../../ui/select.tsx';
import { useTerms } from '../use-terms.ts';
import { PortalPage } from '../portal-page.tsx';
import { BigSearch } from './big-search.tsx';
import { FacetList } from './facet-list.tsx';
import { ResultCard } from './result-card.tsx';
import { askOf, pageSize, readFilter, readState, sorts, type SearchState } from './search-state.ts';
import { Wishes } from './wishes.tsx';

type Change = (changes: SearchText) => void;

/** The first page of the house for everybody: words, filters, results, and a way to ask for what is missing. */
export function SearchPage() {
  const words = useMessages().portal.search;
  const [search, change] = usePageSearch();
  const state = readState(search);
  const query = useQuery(searchQuery(askOf(state)));
  return (
    <PortalPage title={words.title} hero={<><h1>{words.title}</h1><BigSearch text={state.text} />{state.text === '' && <OftenSought />}</>}>
      <Loaded query={query} label={useMessages().portal.loading} lines={8}>{(result) => <Results result={result} state={state} change={change} />}</Loaded>
      <Wishes />
    </PortalPage>
  );
}

function OftenSought() {
  const words = useMessages().portal.search;
  const say = useSay();
  const { data } = useQuery(topicsQuery());
  const topics = data?.items.filter(({ datasets }) => datasets > 0).slice(0, 5) ?? [];
  if (topics.length === 0) return null;
  return <p className="often"><span className="muted">{words.often}</span>{topics.map((topic) => <PageLink className="tag" key={topic.id} to={`/data/topics/${topic.id}`}>{say(topic, 'title')}</PageLink>)}</p>;
}

function Results({ result, state, change }: { result: SearchResult; state: SearchState; change: Change }) {
  const words = useMessages().portal.search;
  const [isOpen, setOpen] = useState(false);
  const setFilters = (filter: string[]) => change({ filter, from: undefined });
  return (
    <div className="results">
      <aside aria-label={words.filters}>
        <span className="facet-toggle"><Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}><Icon name={isOpen ? 'up' : 'down'} />{words.filter({ count: state.filters.length })}</Button></span>
        <div data-open={isOpen || undefined} className="facet-fold"><FacetList facets={result.facets} filters={state.filters} onChange={setFilters} /></div>
      </aside>
      <section className="result-list" aria-label={words.results}>
        <ResultHead result={result} state={state} change={change} />
        <Chosen filters={state.filters} onChange={setFilters} />
        {result.hits.length > 0 && result.matched !== 'all' && <p className="t14 muted">{words[result.matched]}</p>}
        {result.didYouMean && <p>{words.meant} <PageLink to="/data" search={{ q: result.didYouMean }}>{result.didYouMean}</PageLink></p>}
        {result.hits.length === 0
          ? <Empty level={3} icon="search" title={words.none} action={<PageLink className={buttonClass('primary')} to="/data/requests/new" search={{ title: state.text || undefined }}>{words.askNew}</PageLink>}>{words.noneWhy}</Empty>
          : <ul className="hits">{result.hits.map((hit) => <ResultCard key={hit.id} hit={hit} />)}</ul>}
        <Steps total={result.total} offset={state.offset} change={change} />
      </section>
    </div>
  );
}

function ResultHead({ result, state, change }: { result: SearchResult; state: SearchState; change: Change }) {
  const words = useMessages().portal.search;
  return (
    <div className="result-top">
      <h2 className="cnt" aria-live="polite"><Rich text={words.found({ total: formatNumber(result.total), text: state.text.replaceAll('*', '') })} /></h2>
      <div className="sortby"><Select label={words.sort} value={state.sort} options={sorts.map((value) => ({ value, label: words.sorts[value] }))} onChange={(sort) => change({ sort: sort === 'best' ? undefined : sort, from: undefined })} /></div>
    </div>
  );
}

function Chosen({ filters, onChange }: { filters: string[]; onChange: (filters: string[]) => void }) {
  const words = useMessages().portal.search;
  const term = useTerms();
  if (filters.length === 0) return null;
  return (
    <p className="row">
      {filters.map((filter) => {
        const name = term(...readFilter(filter));
        return <span className="tag" key={filter}>{name}<button type="button" className="drop" aria-label={words.drop({ name })} onClick={() => onChange(filters.filter((each) => each !== filter))}><Icon name="close" /></button></span>;
      })}
      {filters.length > 1 && <button type="button" className="linkish t14" onClick={() => onChange([])}>{words.clear}</button>}
    </p>
  );
}

function Steps({ total, offset, change }: { total: number; offset: number; change: Change }) {
  const words = useMessages().portal;
  if (total <= pageSize) return null;
  const go = (from: number) => { change({ from: from > 0 ? String(from) : undefined }); scrollTo({ top: 0 }); };
  const shell = useMessages().shell;
  return (
    <nav className="row-between t14" aria-label={words.search.pages}>
      <span className="muted">{words.search.shown({ from: formatNumber(Math.min(offset + 1, total)), to: formatNumber(Math.min(offset + pageSize, total)), total: formatNumber(total) })}</span>
      <span className="row">
        <Button unavailable={offset === 0 ? shell.firstPage : null} onPress={() => go(Math.max(0, offset - pageSize))}>{words.previous}</Button>
        <Button unavailable={offset + pageSize >= total ? shell.lastPage : null} onPress={() => go(offset + pageSize)}>{words.next}</Button>
      </span>
    </nav>
  );
}
