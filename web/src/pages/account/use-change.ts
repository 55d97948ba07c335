import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mine } from '../../api/session-queries.ts';
import { announce } from '../../ui/toast.tsx';

/** A change of one's own account: says what was done and reads everything about the account anew. */
export function useChange<Asked = void, Answer = unknown>(change: (asked: Asked) => Promise<Answer>, said: string, onDone: (answer: Answer) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      announce(said);
      onDone(answer);
      await Promise.all([client.invalidateQueries({ queryKey: mine }), client.invalidateQueries({ queryKey: ['session'] })]);
    },
  });
}
