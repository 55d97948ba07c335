import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../../api/client.ts';
import { portalKey } from '../../../api/portal-queries.ts';
import type { DemandPage, RequestState } from '../../../api/portal-types.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { LongField } from '../../../ui/field.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { DatePicker } from '../../../ui/date-picker.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { FoundDataset } from '../../open-desk/found-dataset.tsx';
import { HideDialog } from '../../open-desk/hide-dialog.tsx';

const outcomes = ['answered', 'planned', 'published', 'declined'] as const;

/** For those who look after a request: read it first, then answer, plan, publish or decline. */
export function AnswerPanel({ request }: { request: DemandPage }) {
  const words = useMessages().portal.requests;
  const client = useQueryClient();
  const [given, setGiven] = useState({ state: 'answered' as RequestState, text: '', plannedOn: '', dataset: '' });
  const set = (change: Partial<typeof given>) => setGiven((before) => ({ ...before, ...change }));
  const acting = useMutation({
    mutationFn: ([method, path, body]: ['POST' | 'PUT', string, object]) => ask<{ contact?: string }>(method, `/portal/requests/${request.id}/${path}`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: portalKey }),
  });
  const [isHiding, setHiding] = useState(false);
  const { state, text, plannedOn, dataset } = given;
  const answer = () => acting.mutate(['POST', 'answers', { state, text, ...(state === 'planned' && { plannedOn }), ...(state === 'published' && { dataset }) }]);
  return (
    <Section title={words.answer.title}>
      <div className="row">
        {request.moderation !== 'shown' && <Button onPress={() => acting.mutate(['PUT', 'moderation', { moderation: 'shown' }])}>{words.answer.show}</Button>}
        {request.moderation !== 'hidden' && <Button look="danger" onPress={() => setHiding(true)}>{words.answer.hide}</Button>}
        <Button onPress={() => acting.mutate(['POST', 'contact', {}])}>{words.answer.contact}</Button><span className="t14 muted">{words.answer.contactNote}</span><PageLink to="/open-data/moderation">{words.toDesk}</PageLink>
      </div>
      {isHiding && <HideDialog acting={acting} withNote onSend={(hidden) => acting.mutate(['PUT', 'moderation', { moderation: 'hidden', ...hidden }], { onSuccess: () => setHiding(false) })} onClose={() => setHiding(false)} />}
      {acting.data?.contact && <p role="status"><b>{acting.data.contact}</b></p>}
      <form className="form-narrow" aria-label={words.answer.title} onSubmit={(event) => { event.preventDefault(); answer(); }}>
        <Select label={words.answer.state} value={state} options={outcomes.map((value) => ({ value, label: words.states[value] }))} onChange={(value) => set({ state: value as RequestState })} />
        <LongField label={words.answer.text} value={text} onChange={(value) => set({ text: value })} maxLength={4000} />
        {state === 'planned' && <DatePicker label={words.answer.plannedOn} value={plannedOn} onChange={(value) => set({ plannedOn: value })} />}
        {state === 'published' && <FoundDataset value={dataset} onChange={(value) => set({ dataset: value })} openOnly />}
        {acting.isError && <ProblemView error={acting.error} />}
        <p><Button look="primary" type="submit" isPending={acting.isPending}>{words.answer.send}</Button></p>
      </form>
    </Section>
  );
}
