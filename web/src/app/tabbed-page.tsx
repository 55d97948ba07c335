import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHead } from '../ui/page-head.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useLang, useMessages } from './lang.ts';
import type { NavGroup } from './nav-pages.ts';
import { Page } from './page.tsx';
import { useMay } from './use-may.ts';

export interface Tab { to: string; label: string; /** Shown to whoever this policy lets in. */ may: string }

/** A page of administration among its neighbours: head, the way from one to the other, content. */
export function TabbedPage({ group = 'administration', area, title, lead, actions, label, tabs, children }: { group?: NavGroup['name']; area: string; title: string; lead?: ReactNode; actions?: ReactNode; label: string; tabs: Tab[]; children: ReactNode }) {
  const { shell } = useMessages();
  const lang = useLang();
  const may = useMay();
  const { pathname } = useLocation();
  return (
    <Page title={title} crumbs={[shell.navGroups[group], area, title]}>
      <PageHead title={title} lead={lead} actions={actions} />
      <nav className="tabs no-print" aria-label={label}>
        {tabs.filter((tab) => may(tab.may)).map((tab) => <PageLink key={tab.to} to={tab.to} {...(pathname === `/${lang}${tab.to}` && { 'aria-current': 'page' as const })}>{tab.label}</PageLink>)}
      </nav>
      {children}
    </Page>
  );
}
