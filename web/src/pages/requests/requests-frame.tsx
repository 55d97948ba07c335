import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink, usePageHref } from '../../ui/page-link.tsx';
import { AsOf, useAsOf } from '../action-plans/as-of.tsx';
import './requests.css';

const tabs = [{ to: '/requests', name: 'list' }, { to: '/requests/matrix', name: 'matrix' }, { to: '/requests/waits', name: 'waits' }] as const;

/** List, matrix and waiting side by side, each as of the same day. @param download address of the workbook. */
export function RequestsFrame({ title, lead, data, download, children }: { title: string; lead?: ReactNode; data: { asOf: string; recordedAt: string } | undefined; download?: string; children: ReactNode }) {
  const words = useMessages();
  const lang = useLang();
  const asOf = useAsOf();
  const href = usePageHref();
  const may = useMay();
  const { pathname } = useLocation();
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, words.requests.title]}>
      <PageHead title={title} lead={lead} actions={(
        <>
          {download && <ButtonLink href={download} download=""><Icon name="download" />{words.requests.download}</ButtonLink>}
          {may('requests.draft-request') && !asOf && <ButtonLink look="primary" href={href('/requests/new')}><Icon name="plus" />{words.requests.newRequest}</ButtonLink>}
        </>
      )}>
        {data && <AsOf data={data} />}
      </PageHead>
      <nav className="tabs no-print" aria-label={words.requests.tabsLabel}>
        {tabs.map(({ to, name }) => <PageLink key={to} to={to} search={{ asOf }} {...(pathname === `/${lang}${to}` && { 'aria-current': 'page' as const })}>{words.requests.tabs[name]}</PageLink>)}
      </nav>
      {children}
    </Page>
  );
}
