import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { dictionaryQuery, type DictionaryWord } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { WordDialog } from './word-dialog.tsx';
import { WordTrial } from './word-trial.tsx';

const most = 100;

/** The dictionary of search: words that are found whole, and which of them mean the same. */
export function WordsPage() {
  const { desk } = useMessages();
  const words = desk.words;
  const may = useMay()('catalog.change-dictionary');
  const query = useQuery({ ...dictionaryQuery(), refetchInterval: ({ state }) => (state.data?.waiting ? 5_000 : false) });
  const [open, setOpen] = useState<{ deed: 'add' } | { deed: 'change' | 'retire'; word: DictionaryWord } | null>(null);
  const waiting = query.data?.waiting ?? 0;
  return (
    <DeskFrame title={desk.tab.words} lead={words.lead} actions={may && <Button look="primary" onPress={() => setOpen({ deed: 'add' })}>{words.add}</Button>}>
      <WordTrial />
      {query.data && <p className="t14 muted" role="status">{waiting > 0 ? words.waiting({ count: formatNumber(waiting) }) : words.settled}</p>}
      <Loaded query={query} label={desk.loading} lines={10}>{({ terms }) => <WordTable terms={terms} onAct={may ? (deed, word) => setOpen({ deed, word }) : null} />}</Loaded>
      {open && open.deed !== 'retire' && <WordDialog word={open.deed === 'change' ? open.word : null} onClose={() => setOpen(null)} />}
      {open?.deed === 'retire' && <RetireDialog word={open.word} onClose={() => setOpen(null)} />}
    </DeskFrame>
  );
}

function WordTable({ terms, onAct }: { terms: DictionaryWord[]; onAct: ((deed: 'change' | 'retire', word: DictionaryWord) => void) | null }) {
  const { desk } = useMessages();
  const words = desk.words;
  const [search, change] = usePageSearch();
  const wanted = (textOf(search['q']) ?? '').toLowerCase();
  const found = terms.filter(({ term, sameAs }) => `${term}\n${sameAs ?? ''}`.toLowerCase().includes(wanted));
  const columns: TableColumn<DictionaryWord>[] = [
    { id: 'term', head: words.term, cell: ({ term }) => term },
    { id: 'same', head: words.sameAs, cell: ({ sameAs }) => sameAs ?? <span className="muted">{words.alone}</span> },
    { id: 'from', head: words.from, cell: ({ addedBy, addedAt }) => (addedBy === null ? <span className="muted">{words.builtIn}</span> : <>{addedBy} <span className="sub"><ThaiDate iso={addedAt} /></span></>) },
    ...onAct ? [{ id: 'acts', head: desk.actions, cell: (word: DictionaryWord) => (word.id === null ? <span className="muted">–</span> : (
      <span className="row"><Button look="small" onPress={() => onAct('change', word)}>{words.change}<span className="sr"> {word.term}</span></Button><Button look="small" onPress={() => onAct('retire', word)}>{words.retire}<span className="sr"> {word.term}</span></Button></span>
    )) }] : [],
  ];
  return (
    <>
      <SearchBox label={words.filter} value={textOf(search['q']) ?? ''} onSubmit={(q) => change({ q: q || undefined })} />
      {found.length === 0 ? <Empty level={2} icon="search" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={desk.tab.words} columns={columns} rows={found.slice(0, most)} rowKey={({ id, term, sameAs }) => `${id ?? 'own'} ${term} ${sameAs ?? ''}`} rowHead="term" />}
      <p className="pager num">{words.shown({ shown: formatNumber(Math.min(most, found.length)), total: formatNumber(found.length) })}</p>
    </>
  );
}

function RetireDialog({ word, onClose }: { word: DictionaryWord; onClose: () => void }) {
  const words = useMessages().desk.words;
  const acting = useAct(() => told(api.DELETE('/api/v1/catalogue/dictionary/{id}', { params: { path: { id: word.id ?? 0 } } })), words.retired, onClose);
  return <FormDialog title={`${words.retire} ${word.term}`} verb={words.retire} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose} danger>{() => <p>{words.retireNote}</p>}</FormDialog>;
}
