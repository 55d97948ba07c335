import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { apiUrl } from '../../api/client.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { OperatorBanner } from '../../app/operator-banner.tsx';
import { signInAddress } from '../../app/sign-in-address.ts';
import { LanguageSwitch, ThemeMenu } from '../../app/top-bar.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PageLink, useGo } from '../../ui/page-link.tsx';
import './portal.css';

const places = [['search', '/data'], ['agencies', '/data/agencies'], ['topics', '/data/topics'], ['requests', '/data/requests'], ['showcases', '/data/showcases'], ['statistics', '/data/statistics']] as const;

/** The frame of the public pages: name, menu, one hero, foot; whoever comes by need not sign in. */
export function PortalPage({ title, hero, children }: { title: string; hero: ReactNode; children: ReactNode }) {
  const { product } = useMessages().shell;
  const words = useMessages().portal;
  const main = useFirstFocus();
  useEffect(() => { document.title = `${title} – ${product}`; }, [title, product]);
  useEffect(() => {
    Object.assign(document.body.dataset, { voice: 'read', density: 'relaxed' });
    return () => { delete document.body.dataset['voice']; delete document.body.dataset['density']; };
  }, []);
  return (
    <div className="site">
      <SiteHead />
      <OperatorBanner />
      <main id="main" tabIndex={-1} ref={main}>
        <section className="hero" aria-label={title}><div className="wrap">{hero}</div></section>
        <div className="wrap portal-body">{children}</div>
      </main>
      <footer className="site-foot">
        <div className="wrap">
          <span>{words.foot.ministry}<br />{words.foot.licence}</span>
          <FootLinks />
        </div>
      </footer>
    </div>
  );
}

let shownBefore = false;

/** After a navigation the focus stands at the main part, so that a screen reader begins there. */
function useFirstFocus() {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shownBefore && location.hash === '') main.current?.focus({ preventScroll: true });
    shownBefore = true;
  }, []);
  return main;
}

function SiteHead() {
  const words = useMessages();
  const go = useGo();
  const here = usePlace();
  return (
    <header className="site-head">
      <div>
        <PageLink className="brand" to="/data">
          <svg viewBox="0 0 28 28" aria-hidden="true"><path d="M8.5 5v18.5M19.5 5v18.5" /><path d="M1.5 19h25" /><path d="M1.5 17C5 15.5 7.5 11 8.5 5.5 9.8 12 11.5 15 14 15s4.2-3 5.5-9.5C20.5 11 23 15.5 26.5 17" strokeWidth="1.7" /></svg>
          <span className="brand-name"><b>{words.shell.product}</b><span>{words.portal.tagline}</span></span>
        </PageLink>
        <nav aria-label={words.portal.menu}>
          {places.map(([name, to]) => <PageLink key={name} to={to} {...(name === here && { 'aria-current': 'page' as const })}>{words.portal.nav[name]}</PageLink>)}
        </nav>
        <span className="site-end">
          <span className="site-menu">
            <Menu label={words.portal.menu} items={places.map(([name, to]) => ({ id: name, label: words.portal.nav[name], onAction: () => go(to) }))}>
              <Button look={['quiet', 'icon']} aria-label={words.portal.moreMenu}><Icon name="menu" /></Button>
            </Menu>
          </span>
          <ThemeMenu />
          <LanguageSwitch />
          <WayIn />
        </span>
      </div>
    </header>
  );
}

/** The part of the portal that the address is in; a dataset's page belongs to the search. */
function usePlace() {
  const { pathname } = useLocation();
  const part = pathname.split('/')[3] ?? '';
  return places.find(([name]) => name === part)?.[0] ?? (part === 'plan' || part === 'surveys' ? 'requests' : 'search');
}

function WayIn() {
  const words = useMessages().portal;
  const lang = useLang();
  const { data } = useQuery({ ...sessionQuery(), retry: false });
  if (!data) return null;
  if (data.who === null) return <a className={buttonClass()} href={signInAddress(lang)}>{words.signIn}</a>;
  return <PageLink className={buttonClass()} to={data.who.roles.some((role) => role !== 'citizen') ? '/board' : '/my'}>{words.workspace}</PageLink>;
}

function FootLinks() {
  const words = useMessages().portal.foot;
  const lang = useLang();
  return (
    <nav aria-label={words.links}>
      <PageLink to="/data/plan">{words.plan}</PageLink>
      <PageLink to="/data/surveys">{words.surveys}</PageLink>
      <a href={`/feeds/datasets.atom${lang === 'en' ? '?lang=en' : ''}`}>{words.feed}</a>
      <a href={apiUrl('').replace('/v1', '/openapi.json')}>{words.apiDocument}</a>
    </nav>
  );
}
