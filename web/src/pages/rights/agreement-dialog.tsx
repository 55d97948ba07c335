import { todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ComboBox } from '../../ui/select.tsx';
import '../people/people.css';
import { linesOf } from '../services/service-draft.ts';
import { DatasetField } from './found-fields.tsx';
import { isSound, termsOf, type TermsDraft } from './terms-draft.ts';
import { TermsEditor, useTermsColumns } from './terms-editor.tsx';

/** Makes an agreement: which data, for whom, what for, until when, by which letter. */
export function AgreementDialog({ onClose }: { onClose: () => void }) {
  const { rights: { agreements: words }, people, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState({ dataset: '', consumerAgencyId: '', purposes: '', since: todayInBangkok(new Date()), until: '', documentNo: '' });
  const [terms, setTerms] = useState<TermsDraft>({ columns: null, conditions: [] });
  const known = useTermsColumns(draft.dataset);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const purposes = linesOf(draft.purposes);
  const acting = useAct(() => told(api.POST('/api/v1/agreements', { body: { dataset: draft.dataset, consumerAgencyId: draft.consumerAgencyId, purposes, since: draft.since, until: draft.until, documentNo: draft.documentNo.trim(), ...termsOf(terms) } })), words.made, onClose);
  const dayFault = draft.until === '' ? people.lastDayNeeded : draft.until < draft.since ? words.daysFault : null;
  const ready = draft.dataset !== '' && draft.consumerAgencyId !== '' && purposes.length > 0 && dayFault === null && draft.documentNo.trim() !== '' && isSound(terms, known);
  return (
    <FormDialog title={words.make} verb={words.make} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <DatasetField label={words.dataset} value={draft.dataset} onChange={(dataset) => { set({ dataset }); setTerms({ columns: null, conditions: [] }); }} error={tried && draft.dataset === '' ? admin.needed : null} />
          <ComboBox key={agencies?.items.length ?? 0} label={words.consumer} value={draft.consumerAgencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(consumerAgencyId) => set({ consumerAgencyId })} openLabel={shell.openList} error={tried && draft.consumerAgencyId === '' ? admin.needed : null} />
          <LongField label={words.purposes} hint={words.purposesHint} value={draft.purposes} onChange={(text) => set({ purposes: text })} rows={2} error={tried && purposes.length === 0 ? admin.needed : null} />
          <div className="pair">
            <DatePicker label={people.firstDay} value={draft.since} onChange={(since) => set({ since })} />
            <DatePicker label={people.lastDay} value={draft.until} onChange={(until) => set({ until })} error={tried ? dayFault : null} />
          </div>
          <Field label={admin.documentNo} value={draft.documentNo} onChange={(documentNo) => set({ documentNo })} maxLength={100} autoComplete="off" error={tried && draft.documentNo.trim() === '' ? admin.needed : null} />
          {draft.dataset !== '' && <TermsEditor columns={known} draft={terms} tried={tried} set={setTerms} />}
        </>
      )}
    </FormDialog>
  );
}
