import { useEffect, type ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { useMessages } from './lang.ts';
import { OperatorBanner } from './operator-banner.tsx';
import { LanguageSwitch, ThemeMenu } from './top-bar.tsx';
import './outside-page.css';

/** Pages for whoever is not inside yet, comes from a service, or only looks at open data: they stand without the sidebar. */
const outside = ['sign-in', 'link-needed', 'welcome', 'consent', 'device', 'signed-out', 'sign-in-problem', 'data', 'verify'];

/** Whether a path such as `/th/sign-in` is such a page. */
export function isOutside(pathname: string): boolean {
  return outside.includes(pathname.split('/')[2] ?? '');
}

/** The frame of such a page: name of the house, colours, language, one column. */
export function OutsidePage({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const { product } = useMessages().shell;
  useEffect(() => { document.title = `${title} – ${product}`; }, [title, product]);
  return (
    <div className="main-wrap">
      <header className="topbar outside-top"><Brand /><span className="grow" /><ThemeMenu /><LanguageSwitch /></header>
      <OperatorBanner />
      <main className="page outside-page" id="main" tabIndex={-1} data-wide={wide || undefined}>{children}</main>
    </div>
  );
}
