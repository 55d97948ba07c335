import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { suggestionsQuery } from '../../../api/portal-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useGo } from '../../../ui/page-link.tsx';

const WAIT_MS = 150;
const MOST = 8;
interface Choice { key: string; label: string; run: () => void; isDataset: boolean }

/** The search field of the portal, with what is probably meant below it; keys move, Enter takes. */
export function BigSearch({ text }: { text: string }) {
  const words = useMessages().portal.search;
  const [typed, setTyped] = useState(text);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const id = useId();
  const go = useGo();
  useEffect(() => setTyped(text), [text]);
  const search = (q: string) => { setOpen(false); setAt(-1); go('/data', q.trim() ? { q: q.trim() } : {}); };
  const choices = useChoices(typed, open, search, (slug) => go(`/data/${slug}`));
  const submit = (event: FormEvent) => { event.preventDefault(); const chosen = choices[at]; if (chosen) chosen.run(); else search(typed); };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setOpen(false);
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || choices.length === 0) return undefined;
    event.preventDefault();
    setOpen(true);
    return setAt((before) => (before + 1 + (event.key === 'ArrowDown' ? 1 : choices.length)) % (choices.length + 1) - 1);
  };
  const isListed = open && choices.length > 0;
  return (
    <div className="bigsearch" role="search">
      <form onSubmit={submit} onBlur={(event) => { if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) setOpen(false); }}>
        <Icon name="search" />
        <input type="search" aria-label={words.label} value={typed} maxLength={200} autoComplete="off" role="combobox" aria-expanded={isListed} aria-controls={isListed ? `${id}-list` : undefined} aria-autocomplete="list"
          aria-activedescendant={isListed && at >= 0 ? `${id}-${at}` : undefined} onKeyDown={onKey} onChange={(event) => { setTyped(event.target.value); setOpen(true); setAt(-1); }} />
        <Button look="primary" type="submit">{words.go}</Button>
      </form>
      {isListed && (
        <ul className="suggest" role="listbox" id={`${id}-list`} aria-label={words.suggestions}>
          {choices.map((choice, index) => (
            <li key={choice.key} id={`${id}-${index}`} role="option" aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); choice.run(); }}>
              <Icon name={choice.isDataset ? 'database' : 'search'} />{choice.label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useChoices(typed: string, open: boolean, search: (q: string) => void, openDataset: (slug: string) => void): Choice[] {
  const say = useSay();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(open ? typed : ''), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, open]);
  const { data } = useQuery(suggestionsQuery(asked));
  if (!data || asked.trim().length < 2) return [];
  return [
    ...data.queries.map((query) => ({ key: `q ${query}`, label: query, isDataset: false, run: () => search(query) })),
    ...data.datasets.map((dataset) => ({ key: dataset.slug, label: say(dataset, 'title'), isDataset: true, run: () => openDataset(dataset.slug) })),
  ].slice(0, MOST);
}
