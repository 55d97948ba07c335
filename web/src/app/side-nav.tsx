import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { inboxQuery } from '../api/catalogue-queries.ts';
import { boardQuery, systemQuery } from '../api/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Brand } from './brand.tsx';
import { useLang, useMessages } from './lang.ts';
import type { NavGroup } from './nav-pages.ts';
import { useMay } from './use-may.ts';
import { useNav } from './use-nav.ts';
import { WhoMenu } from './who-menu.tsx';

/** The list of pages that exist, and who is at work. */
export function SideNav({ onNavigate, close }: { onNavigate?: () => void; close?: ReactNode }) {
  const words = useMessages().shell;
  const groups = useNav();
  return (
    <aside className="side" aria-label={words.sidebar}><div className="side-in">
      <div className="brand-row"><Brand />{close}</div>
      <nav aria-label={words.mainMenu}>{groups.map((group) => <Group key={group.name} group={group} onNavigate={onNavigate} />)}</nav>
      <Who />
    </div></aside>
  );
}

function Group({ group, onNavigate }: { group: NavGroup; onNavigate?: (() => void) | undefined }) {
  const words = useMessages().shell;
  const lang = useLang();
  const { pathname } = useLocation();
  const counts = { board: useUrgent(), catalogue: useWaiting() };
  const isHere = (to: string) => pathname === `/${lang}${to}` || pathname.startsWith(`/${lang}${to}/`);
  return (
    <div>
      <h2>{words.navGroups[group.name]}</h2>
      <ul onClick={onNavigate}>
        {group.pages.map((page) => (
          <li key={page.to}>
            <NavLink to={page.to} current={isHere(page.under ?? page.to)}>
              <Icon name={page.icon} /><span>{words.nav[page.name]}</span>
              {(page.name === 'board' || page.name === 'catalogue') && counts[page.name] > 0 && <span className="count" {...(page.name === 'board' && { 'data-s': 'bad' })}>{counts[page.name]}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function NavLink({ to, current, children }: { to: string; current: boolean; children: ReactNode }) {
  return <PageLink to={to} {...(current && { 'aria-current': 'page' as const })}>{children}</PageLink>;
}

/** Datasets that need someone now: failing or overdue. */
function useUrgent(): number {
  const enabled = useMay()('plans.read-board');
  const { data } = useQuery({ ...boardQuery(), staleTime: 30_000, enabled });
  return data ? data.totals.failing + data.totals.overdue : 0;
}

/** Records that wait for whoever is at work. */
function useWaiting(): number {
  const enabled = useMay()('catalog.read-inbox');
  const { data } = useQuery({ ...inboxQuery(), enabled });
  return data?.waiting ?? 0;
}

/** Whoever signed in, with a menu. */
function Who() {
  const { data } = useQuery(systemQuery());
  return data?.who ? <WhoMenu who={data.who} /> : null;
}
