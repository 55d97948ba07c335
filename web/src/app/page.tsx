import { useEffect, useRef, type ReactNode } from 'react';
import { useMessages } from './lang.ts';
import { OperatorBanner } from './operator-banner.tsx';
import { PauseBanner } from './pause-banner.tsx';
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
      <PauseBanner />
      <main className="page" id="main" tabIndex={-1} ref={main}>{children}</main>
    </div>
  );
}
