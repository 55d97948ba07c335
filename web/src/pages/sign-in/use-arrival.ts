import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '../../api/identity-types.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { usePersona } from '../../app/persona-menu.tsx';

/** Whether somebody signed in but did not say yet in which position; `''` is itself one for whoever has a role of the whole ministry. */
export function lacksPersona(session: Session): boolean {
  return session.who !== null && session.who.persona === '' && session.personas.length > 0 && session.personas.every(({ id }) => id !== '');
}

/**
 * After a way in has succeeded: reads the session anew and goes on. One position is taken up at once; of several, the page asks.
 *
 * @returns a function to call after signing in.
 */
export function useArrival(destination: string): () => Promise<void> {
  const client = useQueryClient();
  const taking = usePersona(() => location.assign(destination));
  return async () => {
    const session = await client.fetchQuery({ ...sessionQuery(), staleTime: 0 });
    const [only, ...others] = session.personas;
    if (!lacksPersona(session)) location.assign(destination);
    else if (only && others.length === 0) taking.mutate(only.id);
  };
}
