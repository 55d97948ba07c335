import type { ReactNode } from 'react';
import { useMessages } from '../../app/lang.ts';
import { TabbedPage } from '../../app/tabbed-page.tsx';

const parts = [['matrix', 'access.read-policies'], ['policies', 'access.read-policies'], ['explain', 'access.explain-decision'], ['agreements', 'access.read-agreements']] as const;

/** The head that the pages of rights share. */
export function RightsFrame(page: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const words = useMessages().rights;
  return <TabbedPage area={words.title} label={words.tabs} tabs={parts.map(([name, may]) => ({ to: `/rights/${name}`, label: words.tab[name] ?? name, may }))} {...page} />;
}
