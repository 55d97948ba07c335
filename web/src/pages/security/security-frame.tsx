import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';

const parts = [
  { name: 'alarms', policy: 'identity.list-alarms' }, { name: 'audit', policy: 'identity.list-audit' }, { name: 'logouts', policy: 'signon.read-logout-deliveries' }, { name: 'keys', policy: 'signon.read-signing-keys' },
] as const;

/** The head that the pages of security share, with the way from one to the other. */
export function SecurityFrame({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const { security: words, shell } = useMessages();
  const lang = useLang();
  const may = useMay();
  const { pathname } = useLocation();
  return (
    <Page title={title} crumbs={[shell.navGroups.administration, words.title, title]}>
      <PageHead title={title} lead={lead} actions={actions} />
      <nav className="tabs no-print" aria-label={words.tabs}>
        {parts.filter(({ policy }) => may(policy)).map(({ name }) => <PageLink key={name} to={`/security/${name}`} {...(pathname === `/${lang}/security/${name}` && { 'aria-current': 'page' as const })}>{words.tab[name]}</PageLink>)}
      </nav>
      {children}
    </Page>
  );
}
