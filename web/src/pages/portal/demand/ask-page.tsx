import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../../api/client.ts';
import { publicAgenciesQuery } from '../../../api/portal-queries.ts';
import type { Written } from '../../../api/portal-types.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { textOf, usePageSearch } from '../../../app/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, LongField } from '../../../ui/field.tsx';
import { useGo } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { ComboBox } from '../../../ui/select.tsx';
import { PortalPage } from '../portal-page.tsx';

const SHORTEST = 5;

/** Anybody asks for data that is not open yet: what, what for, of whom, and how to be reached if they wish. */
export function AskPage() {
  const words = useMessages().portal.requests.form;
  return (
    <PortalPage title={words.title} hero={<><h1>{words.title}</h1><p className="lead-line">{words.lead}</p></>}>
      <AskForm />
    </PortalPage>
  );
}

function AskForm() {
  const words = useMessages().portal;
  const { form } = words.requests;
  const say = useSay();
  const go = useGo();
  const [search] = usePageSearch();
  const { data: agencies } = useQuery(publicAgenciesQuery());
  const [given, setGiven] = useState({ title: textOf(search['title']) ?? '', need: '', contact: '', agencyId: textOf(search['agency']) ?? '' });
  const [isTried, setTried] = useState(false);
  const set = (change: Partial<typeof given>) => setGiven((before) => ({ ...before, ...change }));
  const sending = useMutation({
    mutationFn: () => ask<Written>('POST', '/portal/requests', { body: { title: given.title, need: given.need, ...(given.agencyId && { agencyId: given.agencyId }), ...(given.contact && { contact: given.contact }) } }),
    onSuccess: ({ id }) => go(`/data/requests/${id}`, { sent: '1' }),
  });
  const errors = { title: given.title.trim().length < SHORTEST ? form.short : null, need: given.need.trim() === '' ? form.needMissing : null };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!errors.title && !errors.need) sending.mutate();
  };
  return (
    <form className="form-narrow" onSubmit={submit} noValidate aria-label={form.title}>
      <Field label={form.what} hint={form.whatHint} value={given.title} onChange={(title) => set({ title })} maxLength={200} isRequired error={isTried ? errors.title : null} />
      <LongField label={form.need} hint={form.needHint} value={given.need} onChange={(need) => set({ need })} maxLength={2000} isRequired error={isTried ? errors.need : null} />
      {agencies && <ComboBox label={form.agency} hint={words.requests.anyAgency} value={given.agencyId} openLabel={form.agency} onChange={(agencyId) => set({ agencyId })} options={agencies.items.map((agency) => ({ value: agency.id, label: say(agency, 'name') }))} />}
      <Field label={form.contact} hint={form.contactHint} value={given.contact} onChange={(contact) => set({ contact })} maxLength={200} autoComplete="email" />
      {sending.isError && <ProblemView error={sending.error} />}
      <p><Button look="primary" type="submit" isPending={sending.isPending}>{form.send}</Button></p>
    </form>
  );
}
