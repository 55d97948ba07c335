import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { systemQuery } from '../api/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { useMessages, useTell } from './lang.ts';
import { TopBar } from './top-bar.tsx';

let shownBefore = false;

/** The frame of one page: crumbs, the operator's banner, and the main part, which takes the focus after a navigation. */
export function Page({ title, crumbs, children }: { title: string; crumbs: ReactNode[]; children: ReactNode }) {
  const { product } = useMessages().shell;
  const main = useRef<HTMLElement>(null);
  useEffect(() => { document.title = `${title} – ${product}`; }, [title, product]);
  useEffect(() => {
    if (shownBefore && location.hash === '') main.current?.focus({ preventScroll: true });
    shownBefore = true;
  }, []);
  return (
    <div className="main-wrap">
      <TopBar crumbs={crumbs} />
      <OperatorBanner />
      <main className="page" id="main" tabIndex={-1} ref={main}>{children}</main>
    </div>
  );
}

/** Says that the server acts as one local operator, and how far the sample ministry has filled. */
function OperatorBanner() {
  const words = useMessages().shell;
  const tell = useTell();
  const { data } = useQuery(systemQuery());
  if (!data) return null;
  return (
    <section className="operator" aria-label={words.server}>
      <Icon name="lock" /><span>{tell(data.banner)}</span>
      {data.sample?.running && <span className="live num">{words.sampleRunning(data.sample)}</span>}
    </section>
  );
}
