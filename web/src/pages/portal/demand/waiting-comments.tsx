import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../../api/client.ts';
import { portalKey } from '../../../api/portal-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';

interface Waiting { id: string; text: string; at: string; requestId: string; title: string }
const waitingQuery = () => queryOptions({ queryKey: [...portalKey, 'waiting-comments'], queryFn: ({ signal }) => ask<{ items: Waiting[] }>('GET', '/portal/comments', { signal }) });

/** Comments of the public that nobody has read yet. */
export function WaitingComments() {
  const words = useMessages().portal.requests;
  const client = useQueryClient();
  const { data } = useQuery(waitingQuery());
  const deciding = useMutation({
    mutationFn: ({ id, moderation }: { id: string; moderation: 'shown' | 'hidden' }) => ask('PUT', `/portal/comments/${id}/moderation`, { body: { moderation } }),
    onSuccess: () => client.invalidateQueries({ queryKey: portalKey }),
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
            <p className="row"><Button onPress={() => deciding.mutate({ id: comment.id, moderation: 'shown' })}>{words.answer.show}</Button><Button onPress={() => deciding.mutate({ id: comment.id, moderation: 'hidden' })}>{words.answer.hide}</Button></p>
          </li>
        ))}
      </ul>
    </section>
  );
}
