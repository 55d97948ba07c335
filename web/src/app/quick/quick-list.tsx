import { useEffect, useRef } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { isForBrowser, usePageHref } from '../../ui/page-link.tsx';
import { useMessages } from '../lang.ts';
import type { Hit, HitGroup } from './hit.ts';

export const optionId = (list: string, hit: Hit) => `${list}-${hit.id}`;

/** What was found, as the list of a combobox: the focus stays in the field, each option is a link of its own address. */
export function QuickList({ id, groups, activeId, onActive, onOpen }: {
  id: string; groups: HitGroup[]; activeId: string | undefined; onActive: (hit: Hit) => void; onOpen: (hit: Hit) => void;
}) {
  const words = useMessages().quick;
  return (
    <div className="quick-list" role="listbox" id={id} aria-label={words.results}>
      {groups.map(({ kind, hits }) => (
        <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
          <div className="quick-kind" role="presentation" id={`${id}-${kind}`}>{words.kinds[kind]}</div>
          {hits.map((hit) => <Option key={hit.id} id={optionId(id, hit)} hit={hit} isActive={hit.id === activeId} onActive={onActive} onOpen={onOpen} />)}
        </div>
      ))}
    </div>
  );
}

function Option({ id, hit, isActive, onActive, onOpen }: { id: string; hit: Hit; isActive: boolean; onActive: (hit: Hit) => void; onOpen: (hit: Hit) => void }) {
  const hrefOf = usePageHref();
  const option = useRef<HTMLAnchorElement>(null);
  useEffect(() => { if (isActive) option.current?.scrollIntoView({ block: 'nearest' }); }, [isActive]);
  const href = hrefOf(hit.to, hit.search) + (hit.hash ? `#${hit.hash}` : '');
  return (
    <a ref={option} id={id} className="quick-hit" role="option" tabIndex={-1} aria-selected={isActive} href={href} onPointerMove={() => { if (!isActive) onActive(hit); }}
      onClick={(event) => { if (isForBrowser(event)) return; event.preventDefault(); onOpen(hit); }}>
      {'glyph' in hit.sign ? <Mark glyph={hit.sign.glyph} /> : <Icon name={hit.sign.icon} />}
      <span className="quick-title">{hit.title}</span>
      {hit.note && <span className="quick-note">{hit.note}</span>}
    </a>
  );
}
