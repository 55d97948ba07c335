import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { boardQuery, systemQuery } from '../api/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useLang, useMessages } from './lang.ts';
import { navPages } from './nav-pages.ts';

/** The list of pages that exist, and who is at work. */
export function SideNav({ onNavigate, close }: { onNavigate?: () => void; close?: ReactNode }) {
  const words = useMessages().shell;
  const lang = useLang();
  const { pathname } = useLocation();
  const urgent = useUrgent();
  return (
    <aside className="side" aria-label={words.sidebar}><div className="side-in">
      <div className="brand-row"><Brand />{close}</div>
      <nav aria-label={words.mainMenu}>
        <div>
          <h2>{words.operations}</h2>
          <ul onClick={onNavigate}>
            {navPages.map((page) => (
              <li key={page.to}>
                <NavLink to={page.to} current={pathname.startsWith(`/${lang}${page.to}`)}>
                  <Icon name={page.icon} /><span>{words.nav[page.name]}</span>
                  {page.name === 'board' && urgent > 0 && <span className="count" data-s="bad">{urgent}</span>}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      </nav>
      <Who />
    </div></aside>
  );
}

function NavLink({ to, current, children }: { to: string; current: boolean; children: ReactNode }) {
  return <PageLink to={to} {...(current && { 'aria-current': 'page' as const })}>{children}</PageLink>;
}

/** Datasets that need someone now: failing or overdue. */
function useUrgent(): number {
  const { data } = useQuery({ ...boardQuery(), staleTime: 30_000 });
  return data ? data.totals.failing + data.totals.overdue : 0;
}

function Brand() {
  const words = useMessages().shell;
  return (
    <PageLink className="brand" to="/board">
      <svg viewBox="0 0 28 28" aria-hidden="true"><path d="M8.5 5v18.5M19.5 5v18.5" /><path d="M1.5 19h25" /><path d="M1.5 17C5 15.5 7.5 11 8.5 5.5 9.8 12 11.5 15 14 15s4.2-3 5.5-9.5C20.5 11 23 15.5 26.5 17" strokeWidth="1.7" /></svg>
      <span className="brand-name"><b>{words.product}</b><span>{words.ministry}</span></span>
    </PageLink>
  );
}

function Who() {
  const words = useMessages().shell;
  const { data } = useQuery(systemQuery());
  if (!data) return null;
  return (
    <div className="who">
      <span className="avatar" aria-hidden="true"><Icon name="user" /></span>
      <span><b>{data.actor.name}</b>{words.operatorRoles[data.actor.role] ?? data.actor.role}</span>
    </div>
  );
}
