import { useMutation, useQueryClient } from '@tanstack/react-query';
import { enrolPasskey, wasStopped } from '../../api/passkey.ts';
import { mine } from '../../api/session-queries.ts';

/** Adds a passkey of this device; lists and ways of confirming know it at once. */
export function useEnrolPasskey(onDone: () => void = () => undefined) {
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: (name: string) => enrolPasskey(name),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: mine }), client.invalidateQueries({ queryKey: ['session'] })]);
      onDone();
    },
  });
  return { adding, wasStopped: wasStopped(adding.error) };
}
