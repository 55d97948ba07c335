import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../../api/client.ts';
import { portalKey } from '../../../api/portal-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { HideDialog } from '../../open-desk/hide-dialog.tsx';

interface Waiting { id: string; text: string; at: string; requestId: string; title: string }
const waitingQuery = () => queryOptions({ queryKey: [...portalKey, 'waiting-comments'], queryFn: ({ signal }) => ask<{ items: Waiting[] }>('GET', '/portal/comments', { signal }) });

/** Comments of the public that nobody has read yet. */
export function WaitingComments() {
  const words = useMessages().portal.requests;
  const client = useQueryClient();
  const { data } = useQuery(waitingQuery());
  const [hiding, setHiding] = useState<string | null>(null);
  const deciding = useMutation({
    mutationFn: ({ id, ...body }: { id: string; moderation: 'shown' | 'hidden'; why?: string }) => ask('PUT', `/portal/comments/${id}/moderation`, { body }),
    onSuccess: () => { setHiding(null); return client.invalidateQueries({ queryKey: portalKey }); },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={`${words.waiting}: ${words.discussion}`}>
      {deciding.isError && <ProblemView error={deciding.error} />}
      <ul className="talk">
        {data.items.map((comment) => (
          <li key={comment.id}>
            <p className="t14"><PageLink to={`/data/requests/${comment.requestId}`}>{comment.title}</PageLink></p>
            <p className="user-text">{comment.text}</p>
            <p className="row"><Button onPress={() => deciding.mutate({ id: comment.id, moderation: 'shown' })}>{words.answer.show}</Button><Button onPress={() => setHiding(comment.id)}>{words.answer.hide}</Button></p>
          </li>
        ))}
      </ul>
      {hiding && <HideDialog acting={deciding} onSend={({ why }) => deciding.mutate({ id: hiding, moderation: 'hidden', why })} onClose={() => setHiding(null)} />}
    </section>
  );
}
