import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../api/queries.ts';
import { useMessages, useSay } from './lang.ts';

/** An agency's name by its id; the id while the list is on its way. */
export function useAgencyName(): (id: string | null) => string {
  const words = useMessages().admin;
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  return (id) => {
    const agency = data?.items.find((each) => each.id === id);
    return agency ? say(agency, 'name') : id ?? words.wholeMinistry;
  };
}
