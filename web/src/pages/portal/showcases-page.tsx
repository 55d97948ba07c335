import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { portalKey, showcasesQuery } from '../../api/portal-queries.ts';
import type { Showcase } from '../../api/portal-types.ts';
import { useMessages } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { PortalPage } from './portal-page.tsx';
import { ShowcaseCards } from './showcase-cards.tsx';

/** What people made with the data, and a form to tell of more. */
export function ShowcasesPage() {
  const words = useMessages().portal;
  const query = useQuery(showcasesQuery());
  const isKeeper = useMay()('portal.decide-showcase');
  return (
    <PortalPage title={words.showcases.title} hero={<><h1>{words.showcases.title}</h1><p className="lead-line">{words.showcases.lead}</p></>}>
      {isKeeper && <Waiting />}
      <Loaded query={query} label={words.loading}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="globe" title={words.showcases.none}>{words.showcases.noneWhy}</Empty> : <ShowcaseCards items={items} />)}
      </Loaded>
      <Section id="tell" title={words.showcases.tell}><TellForm /></Section>
    </PortalPage>
  );
}

/** Showcases that the secretariat has not decided about. */
function Waiting() {
  const words = useMessages().portal.showcases;
  const { data } = useQuery(showcasesQuery({ state: 'submitted' }));
  if (!data || data.items.length === 0) return null;
  return <Section title={words.waiting}><ShowcaseCards items={data.items} level={3}>{(showcase) => <Decision showcase={showcase} />}</ShowcaseCards></Section>;
}

function Decision({ showcase }: { showcase: Showcase }) {
  const words = useMessages().portal.showcases;
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const deciding = useMutation({
    mutationFn: (state: 'approved' | 'declined') => ask('PUT', `/portal/showcases/${showcase.id}/decision`, { body: { state, ...(reason && { reason }) } }), onSuccess: () => client.invalidateQueries({ queryKey: portalKey }),
  });
  return (
    <>
      <Field label={words.declineReason} value={reason} onChange={setReason} maxLength={2000} />
      <p className="row"><Button onPress={() => deciding.mutate('approved')}>{words.approve}<span className="sr"> {showcase.title}</span></Button><Button look="danger" onPress={() => deciding.mutate('declined')}>{words.decline}<span className="sr"> {showcase.title}</span></Button></p>
      {deciding.isError && <ProblemView error={deciding.error} />}
    </>
  );
}

const nothing = { title: '', summary: '', maker: '', address: 'https://', datasets: '' };

function TellForm() {
  const words = useMessages().portal;
  const { form } = words.showcases;
  const [search] = usePageSearch();
  const [given, setGiven] = useState({ ...nothing, datasets: textOf(search['dataset']) ?? '' });
  const [isTried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: () => ask('POST', '/portal/showcases', { body: { ...given, datasets: given.datasets.split(',').map((slug) => slug.trim()).filter(Boolean) } }), onSuccess: () => { setGiven(nothing); setTried(false); },
  });
  const isWhole = Object.values(given).every((text) => text.trim() !== '') && /^https?:\/\/[^\s@/]+\.[^\s@]+$/.test(given.address);
  const field = (name: keyof typeof nothing) => ({ value: given[name], onChange: (value: string) => setGiven((before) => ({ ...before, [name]: value })) });
  return (
    <form className="form-narrow" aria-label={words.showcases.tell} noValidate onSubmit={(event) => { event.preventDefault(); setTried(true); if (isWhole) sending.mutate(); }}>
      <Field label={form.name} {...field('title')} maxLength={200} />
      <LongField label={form.summary} {...field('summary')} maxLength={2000} />
      <Field label={form.maker} {...field('maker')} maxLength={200} />
      <Field label={form.address} hint={form.addressHint} {...field('address')} maxLength={500} type="url" />
      <Field label={form.datasets} hint={form.datasetsHint} {...field('datasets')} maxLength={500} mono error={isTried && !isWhole ? form.short : null} />
      {sending.isError && <ProblemView error={sending.error} />}
      <p className="row"><Button type="submit" isPending={sending.isPending}>{words.send}</Button><span role="status">{sending.isSuccess && form.sent}</span></p>
    </form>
  );
}
