import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '../ui/toast.tsx';

/** A change by an administrator: says what was done and reads anew whatever is on screen, since one change shows in many places. */
export function useAct<Asked = void, Answer = unknown>(act: (asked: Asked) => Promise<Answer>, said: string | ((asked: Asked) => string), onDone: (answer: Answer) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer, asked) => { announce(typeof said === 'string' ? said : said(asked)); onDone(answer); await client.invalidateQueries(); },
  });
}
