import { useRouter } from '@tanstack/react-router';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useLang, useMessages } from '../lang.ts';
import type { Hit, HitGroup } from './hit.ts';
import { optionId, QuickList } from './quick-list.tsx';
import { useHits, type Hits } from './use-hits.ts';
import { useSettled } from './use-settled.ts';

const typingMs = 180;

/** The field and what it finds: a combobox by the ARIA pattern; arrows choose, Enter opens. */
export function QuickPanel({ onClose }: { onClose: () => void }) {
  const words = useMessages();
  const list = useId();
  const [typed, setTyped] = useState('');
  const asked = useSettled(typed, typingMs);
  const hits = useHits(asked);
  const { active, setActive, step } = useActive(hits.groups);
  const open = useOpen(onClose);
  const isBusy = hits.isBusy || asked !== typed;
  const openWhenFound = useOpenWhenFound(active, isBusy, open);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter') openWhenFound(true);
    else return openWhenFound(false);
    event.preventDefault();
  };
  return (
    <>
      <div className="quick-field">
        <Icon name="search" />
        <input autoFocus type="text" role="combobox" aria-label={words.quick.label} aria-expanded={hits.groups.length > 0} aria-controls={list} aria-autocomplete="list" autoComplete="off" spellCheck={false} enterKeyHint="go"
          aria-activedescendant={active && optionId(list, active)} placeholder={words.quick.placeholder} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={onKeyDown} />
        <Button look={['quiet', 'icon']} aria-label={words.quick.close} onPress={onClose}><Icon name="close" /></Button>
      </div>
      <div className="quick-body">
        {hits.error !== null && <ProblemView error={hits.error} onRetry={hits.retry} />}
        {hits.groups.length > 0 && <QuickList id={list} groups={hits.groups} activeId={active?.id} onActive={(hit) => setActive(hit.id)} onOpen={open} />}
        <Outcome hits={hits} asked={asked} isBusy={isBusy} />
      </div>
      <p className="quick-keys only-wide" aria-hidden="true"><kbd>↑</kbd> <kbd>↓</kbd> {words.quick.keys.choose}<kbd>Enter</kbd> {words.quick.keys.open}<kbd>Esc</kbd> {words.quick.keys.close}</p>
    </>
  );
}

/** Which hit Enter would open; the first one until an arrow or the pointer chooses another. */
function useActive(groups: HitGroup[]) {
  const [chosen, setActive] = useState<string>();
  const all = groups.flatMap(({ hits }) => hits);
  const at = Math.max(0, all.findIndex(({ id }) => id === chosen));
  const step = (by: 1 | -1) => setActive(all[(at + by + all.length) % all.length]?.id);
  return { active: all[at], setActive, step };
}

/** Enter opens what is found, or waits for it: a hit that a slower list may still push aside is not opened. Any other key takes the wish back. */
function useOpenWhenFound(active: Hit | undefined, isBusy: boolean, open: (hit: Hit) => void): (isWished: boolean) => void {
  const [isWished, setWished] = useState(false);
  useEffect(() => {
    if (!isWished || isBusy) return;
    setWished(false);
    if (active) open(active);
  }, [isWished, isBusy, active, open]);
  return setWished;
}

function useOpen(onClose: () => void): (hit: Hit) => void {
  const lang = useLang();
  const router = useRouter();
  return ({ to, search, hash }) => {
    onClose();
    void router.navigate({ to: `/${lang}${to}`, search: (search ?? {}) as never, ...(hash && { hash }) });
  };
}

/** Says how much was found, for ears always, for eyes when there is nothing. */
function Outcome({ hits, asked, isBusy }: { hits: Hits; asked: string; isBusy: boolean }) {
  const words = useMessages().quick;
  const count = hits.groups.reduce((sum, group) => sum + group.hits.length, 0);
  const nothing = count === 0 && !isBusy && hits.error === null;
  return (
    <>
      <p className="sr" role="status">{isBusy ? '' : nothing ? words.nothing({ text: asked.trim() }) : words.found({ count })}</p>
      {asked.trim() === '' && <p className="quick-hint">{words.hint}</p>}
      {nothing && <div className="quick-hint"><p className="w5">{words.nothing({ text: asked.trim() })}</p><p>{words.nothingNext}</p></div>}
      {count === 0 && isBusy && <p className="quick-hint">{words.busy}</p>}
    </>
  );
}
