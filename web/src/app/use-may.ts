import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session-queries.ts';

/** Whether the policies let this person in, by name (`identity.suspend-account`), so that a page offers only what will not be refused for the role. */
export function useMay(): (policy: string) => boolean {
  const { data } = useQuery(sessionQuery());
  return (policy) => data?.may.includes(policy) ?? false;
}
