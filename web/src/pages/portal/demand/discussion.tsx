import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import { ask } from '../../../api/client.ts';
import { portalKey } from '../../../api/portal-queries.ts';
import type { DemandPage, Written } from '../../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { LongField } from '../../../ui/field.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { Section } from '../../../ui/section.tsx';

/** What people and agencies say below a request; a line of the public is shown after somebody read it. */
export function Discussion({ request }: { request: DemandPage }) {
  const words = useMessages().portal.requests;
  const lang = useLang();
  const say = useSay();
  return (
    <Section title={words.discussion}>
      {request.discussion.length === 0 && <p className="soft">{words.noDiscussion}</p>}
      <ul className="talk">
        {request.discussion.map((comment) => (
          <li key={comment.id}>
            <p className="t14 muted"><b>{say(comment, 'agency') || words.somebody}</b> · {formatThaiDate(comment.at, { style: 'withTime', lang })} {comment.moderation === 'waiting' && <Badge tone="warn" glyph="held">{words.moderation.waiting}</Badge>}</p>
            <p>{comment.text}</p>
          </li>
        ))}
      </ul>
      <SayForm id={request.id} />
    </Section>
  );
}

function SayForm({ id }: { id: string }) {
  const words = useMessages().portal;
  const client = useQueryClient();
  const [text, setText] = useState('');
  const sending = useMutation({
    mutationFn: () => ask<Written>('POST', `/portal/requests/${id}/comments`, { body: { text } }),
    onSuccess: () => { setText(''); void client.invalidateQueries({ queryKey: portalKey }); },
  });
  return (
    <form className="form-narrow" aria-label={words.requests.say} onSubmit={(event) => { event.preventDefault(); if (text.trim()) sending.mutate(); }}>
      <LongField label={words.requests.say} hint={words.requests.sayHint} rows={3} value={text} onChange={setText} maxLength={2000} />
      {sending.isError && <ProblemView error={sending.error} />}
      <p className="row"><Button type="submit" isPending={sending.isPending}>{words.send}</Button><span role="status">{sending.isSuccess && (sending.data.moderation === 'shown' ? words.requests.saidNow : words.requests.said)}</span></p>
    </form>
  );
}
