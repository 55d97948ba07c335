import type { ReactNode } from 'react';
import { useMessages } from '../../app/lang.ts';
import { TabbedPage } from '../../app/tabbed-page.tsx';
import './desk.css';

const parts = [['moderation', 'portal.answer-request'], ['surveys', 'portal.make-survey'], ['plan', 'portal.deliver-item'], ['topics', 'portal.keep-topics'], ['words', 'catalog.read-dictionary']] as const;

/** The head that the pages of the open data desk share. */
export function DeskFrame(page: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const words = useMessages().desk;
  return <TabbedPage group="catalogue" area={words.title} label={words.tabs} tabs={parts.map(([name, may]) => ({ to: `/open-data/${name}`, label: words.tab[name], may }))} {...page} />;
}
