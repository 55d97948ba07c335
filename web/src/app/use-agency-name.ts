import { useQuery } from '@tanstack/react-query';
import { registerQuery } from '../api/agency-queries.ts';
import { useMessages, useSay } from './lang.ts';

/** An agency's name by its id; of agencies that have ended too. The id while the list is on its way. */
export function useAgencyName(): (id: string | null) => string {
  const words = useMessages().admin;
  const say = useSay();
  const { data } = useQuery(registerQuery());
  return (id) => {
    const agency = data?.items.find((each) => each.id === id);
    return agency ? say(agency, 'name') : id ?? words.wholeMinistry;
  };
}
