import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { PersonPage } from '../../api/people-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { digitsOf } from '../../ui/code-field.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Section } from '../../ui/section.tsx';

/** Companies and cooperatives that the person acts for. */
export function RepresentationsSection({ person }: { person: PersonPage }) {
  const words = useMessages().people.one;
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const columns = [{ id: 'name', head: words.juristic, cell: (each: { nameTh: string }) => each.nameTh }, { id: 'no', head: words.juristicNo, cell: (each: { juristicNo: string }) => <span className="num">{each.juristicNo}</span> }];
  return (
    <Section title={words.representations} aside={may('organisations.represent') && <Button look="small" onPress={() => setAdding(true)}>{words.represent}</Button>}>
      {person.representations.length === 0 ? <p className="soft">{words.noRepresentations}</p> : <DataTable caption={words.representations} columns={columns} rows={person.representations} rowKey={(each) => each.id} rowHead="name" />}
      {adding && <RepresentDialog personId={person.id} onClose={() => setAdding(false)} />}
    </Section>
  );
}

const juristicShape = /^\d{13}$/;

function RepresentDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { people: { one: words, ...people }, admin } = useMessages();
  const [draft, setDraft] = useState({ juristicNo: '', nameTh: '', since: todayInBangkok(new Date()), until: '', documentNo: '' });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { until, ...asked } = draft;
  const acting = useAct(() => told(api.POST('/api/v1/representations', { body: { personId, ...asked, ...(until && { until }) } })), words.represented, onClose);
  const ready = juristicShape.test(draft.juristicNo) && draft.nameTh.trim() !== '' && draft.documentNo.trim() !== '' && (until === '' || until >= draft.since);
  return (
    <FormDialog title={words.represent} verb={admin.save} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.juristicNo} value={draft.juristicNo} onChange={(text) => set({ juristicNo: digitsOf(text) })} inputMode="numeric" maxLength={20} autoComplete="off" mono autoFocus error={tried && !juristicShape.test(draft.juristicNo) ? words.juristicFault : null} />
          <Field label={admin.nameTh} value={draft.nameTh} onChange={(nameTh) => set({ nameTh })} maxLength={200} autoComplete="off" error={tried && draft.nameTh.trim() === '' ? admin.needed : null} />
          <div className="pair">
            <DatePicker label={people.firstDay} value={draft.since} onChange={(since) => set({ since })} />
            <DatePicker label={people.lastDay} value={until} onChange={(last) => set({ until: last })} error={tried && until !== '' && until < draft.since ? people.daysFault : null} />
          </div>
          <Field label={admin.documentNo} value={draft.documentNo} onChange={(documentNo) => set({ documentNo })} maxLength={100} autoComplete="off" error={tried && draft.documentNo.trim() === '' ? admin.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
