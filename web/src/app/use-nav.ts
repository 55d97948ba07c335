import { useQuery } from '@tanstack/react-query';
import { systemQuery } from '../api/queries.ts';
import { sessionQuery } from '../api/session-queries.ts';
import { navGroups, type NavGroup } from './nav-pages.ts';

/** The groups of the sidebar that this person may enter. A visitor has none of the personal ones. */
export function useNav(): NavGroup[] {
  const { data: system } = useQuery(systemQuery());
  const signedIn = Boolean(system?.who);
  const { data: session } = useQuery({ ...sessionQuery(), enabled: signedIn });
  return navGroups.filter((group) => !group.signedIn || signedIn)
    .map((group) => ({ ...group, pages: group.pages.filter((page) => (!page.may || session?.may.includes(page.may)) && !(page.unless && session?.may.includes(page.unless))) }))
    .filter((group) => group.pages.length > 0);
}
