import type { ReactNode } from 'react';
import { useMessages } from '../../app/lang.ts';
import { TabbedPage } from '../../app/tabbed-page.tsx';

const parts = [['alarms', 'identity.list-alarms'], ['audit', 'identity.list-audit'], ['logouts', 'signon.read-logout-deliveries'], ['keys', 'signon.read-signing-keys'], ['upstreams', 'identity.list-upstream-settings'], ['directories', 'identity.list-accounts'], ['open-lineage', 'lineage.read-receivers']] as const;

/** The head that the pages of security share. */
export function SecurityFrame(page: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const words = useMessages().security;
  return <TabbedPage area={words.title} label={words.tabs} tabs={parts.map(([name, may]) => ({ to: `/security/${name}`, label: words.tab[name] ?? name, may }))} {...page} />;
}
