import { todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Committee, NewCommittee } from '../../api/meeting-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';

type Row = NewCommittee['members'][number];
const NOBODY = 'none';
const MOST = 200;

/** Sets up a committee with its members, or says one anew with the reason. */
export function CommitteeDialog({ committee, onClose }: { committee?: Committee; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const today = todayInBangkok(new Date());
  const [draft, setDraft] = useState(() => ({ nameTh: committee?.nameTh ?? '', nameEn: committee?.nameEn ?? '', beganOn: committee?.beganOn ?? today, members: committee?.members ?? [emptyRow('chair', today), emptyRow('secretary', today)] as Row[], reason: '' }));
  const said = { nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim(), beganOn: draft.beganOn, endedOn: committee?.endedOn ?? null, members: draft.members };
  const acting = useAct(() => (committee ? told(api.PUT('/api/v1/committees/{id}', { params: { path: { id: committee.id } }, body: { version: committee.version, reason: draft.reason.trim(), ...said } })) : told(api.POST('/api/v1/committees', { body: said }))), committee ? words.committeeChanged : words.committeeMade, onClose);
  const filled = (text: string) => text.trim() !== '';
  const ready = filled(draft.nameTh) && filled(draft.nameEn) && draft.members.length > 0 && draft.members.every(({ name }) => filled(name)) && (!committee || filled(draft.reason));
  const title = committee ? words.changeCommittee : words.newCommittee;
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => {
        const missing = (text: string) => (tried && !filled(text) ? words.needed : null);
        return (
          <>
            <Field label={words.nameTh} value={draft.nameTh} onChange={(nameTh) => setDraft({ ...draft, nameTh })} maxLength={300} autoComplete="off" autoFocus error={missing(draft.nameTh)} />
            <Field label={words.nameEn} value={draft.nameEn} onChange={(nameEn) => setDraft({ ...draft, nameEn })} maxLength={300} autoComplete="off" error={missing(draft.nameEn)} />
            <DatePicker label={words.beganOn} value={draft.beganOn} onChange={(beganOn) => setDraft({ ...draft, beganOn })} />
            <MemberRows rows={draft.members} from={draft.beganOn} onChange={(members) => setDraft({ ...draft, members })} tried={tried} />
            {committee && <LongField label={words.reason} hint={words.reasonHint} value={draft.reason} onChange={(reason) => setDraft({ ...draft, reason })} rows={2} maxLength={2000} error={missing(draft.reason)} />}
          </>
        );
      }}
    </FormDialog>
  );
}

const emptyRow = (duty: Row['duty'], from: string): Row => ({ seat: null, name: '', position: '', agencyId: null, duty, from, to: null });

function MemberRows({ rows, from, onChange, tried }: { rows: readonly Row[]; from: string; onChange: (rows: Row[]) => void; tried: boolean }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const duties = Object.entries(words.duties).map(([value, label]) => ({ value, label }));
  const choices = [{ value: NOBODY, label: words.noAgency }, ...(agencies?.items ?? []).map((agency) => ({ value: agency.id, label: say(agency, 'name') }))];
  return (
    <fieldset className="meeting-rows">
      <legend className="label">{words.members}</legend>
      {rows.map((row, at) => {
        const set = (changes: Partial<Row>) => onChange(rows.map((each, index) => (index === at ? { ...each, ...changes } : each)));
        return (
          <div key={at}>
            <div className="meeting-pair">
              <Field label={words.name} value={row.name} onChange={(name) => set({ name })} maxLength={300} autoComplete="off" error={tried && row.name.trim() === '' ? words.needed : null} />
              <Field label={words.position} value={row.position} onChange={(position) => set({ position })} maxLength={300} autoComplete="off" />
            </div>
            <div className="meeting-pair">
              <Select label={words.duty} value={row.duty} options={duties} onChange={(duty) => set({ duty: duty as Row['duty'] })} />
              {agencies && <ComboBox label={words.agency} value={row.agencyId ?? NOBODY} options={choices} onChange={(next) => set({ agencyId: next === NOBODY || next === '' ? null : next })} openLabel={words.openAgencies} />}
            </div>
            <div><Button look={['quiet', 'small']} onPress={() => onChange(rows.filter((_, index) => index !== at))}>{words.removeMember({ number: at + 1 })}</Button></div>
          </div>
        );
      })}
      {rows.length < MOST && <p><Button look="small" onPress={() => onChange([...rows, emptyRow('member', from)])}><Icon name="plus" />{words.addMember}</Button></p>}
    </fieldset>
  );
}
