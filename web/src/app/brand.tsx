import { PageLink } from '../ui/page-link.tsx';
import { useMessages } from './lang.ts';

/** The name of the house, which leads to its first page. */
export function Brand() {
  const words = useMessages().shell;
  return (
    <PageLink className="brand" to="/board">
      <svg viewBox="0 0 28 28" aria-hidden="true"><path d="M8.5 5v18.5M19.5 5v18.5" /><path d="M1.5 19h25" /><path d="M1.5 17C5 15.5 7.5 11 8.5 5.5 9.8 12 11.5 15 14 15s4.2-3 5.5-9.5C20.5 11 23 15.5 26.5 17" strokeWidth="1.7" /></svg>
      <span className="brand-name"><b>{words.product}</b><span>{words.ministry}</span></span>
    </PageLink>
  );
}
