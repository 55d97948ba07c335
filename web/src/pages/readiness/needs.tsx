import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import type { FormPlace, SurveyForm } from '../../api/readiness-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox } from '../../ui/select.tsx';

type Need = SurveyForm['needed'][number];
const LEAST_PURPOSE = 20;

/** What an agency needs of others; with the form it becomes drafts of requests. */
export function Needs({ form, place }: { form: SurveyForm; place: FormPlace }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const columns: TableColumn<Need>[] = [
    { id: 'words', head: words.words, className: 'wide', cell: (need) => <>{need.words}{need.slug && <p className="t13"><PageLink to={`/datasets/${need.slug}`}>{need.slug}</PageLink></p>}</> },
    { id: 'agency', head: words.ofAgency, cell: (need) => (need.agency ? say(need.agency, 'name') : need.agencyId) },
    { id: 'purpose', head: words.purpose, cell: (need) => need.purpose },
    { id: 'actions', head: words.actions, cell: (need) => (need.requestId !== null ? <PageLink to={`/requests/${need.requestId}`}>{words.request({ id: need.requestId })}</PageLink> : <TakeBack place={place} need={need} isDisabled={!form.may.answer} />) },
  ];
  return (
    <Section title={words.needTitle} note={words.needNote} aside={<Button look="small" isDisabled={!form.may.answer} onPress={() => setAdding(true)}><Icon name="plus" />{words.addNeed}</Button>}>
      {form.needed.length === 0 ? <Empty icon="link" title={words.noNeeds}>{words.noNeedsWhy}</Empty> : <DataTable caption={words.needTitle} columns={columns} rows={form.needed} rowKey={(need) => need.id} rowHead="words" />}
      {adding && <NeedDialog place={place} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function TakeBack({ place, need, isDisabled }: { place: FormPlace; need: Need; isDisabled: boolean }) {
  const { readiness: words } = useMessages();
  const acting = useAct(() => told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/needs/{need}/withdrawal', { params: { path: { ...place, need: need.id } }, body: { version: need.version } })), words.takenBack);
  return <Button look="small" isDisabled={isDisabled} isPending={acting.isPending} onPress={() => acting.mutate()}>{words.takeBack}<span className="sr"> {need.words}</span></Button>;
}

function NeedDialog({ place, onClose }: { place: FormPlace; onClose: () => void }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState({ agencyId: '', slug: '', words: '', purpose: '' });
  const set = (name: keyof typeof draft) => (value: string) => setDraft({ ...draft, [name]: value });
  const acting = useAct(() => told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/needs', { params: { path: { ...place } }, body: { agencyId: draft.agencyId, slug: draft.slug.trim() || null, words: draft.words.trim(), purpose: draft.purpose.trim() } })), words.needAdded, onClose);
  const isLong = draft.purpose.trim().length >= LEAST_PURPOSE;
  return (
    <FormDialog title={words.addNeed} verb={words.addNeed} acting={acting} ready={draft.agencyId !== '' && draft.words.trim() !== '' && isLong} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {agencies && <ComboBox label={words.ofAgency} value={draft.agencyId} options={agencies.items.filter(({ id }) => id !== place.agency).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={set('agencyId')} openLabel={words.openAgencies} error={tried && draft.agencyId === '' ? words.needed : null} />}
          <Field label={words.words} value={draft.words} onChange={set('words')} maxLength={500} autoComplete="off" error={tried && draft.words.trim() === '' ? words.needed : null} />
          <Field label={words.slug} value={draft.slug} onChange={set('slug')} maxLength={63} autoComplete="off" mono />
          <LongField label={words.purpose} hint={words.purposeHint} value={draft.purpose} onChange={set('purpose')} rows={3} maxLength={2000} error={tried && !isLong ? words.purposeHint : null} />
        </>
      )}
    </FormDialog>
  );
}
