import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { Select } from '../../ui/select.tsx';
import { isNamed, NameFields, type Names } from './name-fields.tsx';

const kinds = ['department', 'state-enterprise', 'public-organisation'] as const;

/** Adds an agency that begins on a day. */
export function AddAgencyDialog({ onClose }: { onClose: () => void }) {
  const { agencies: words } = useMessages();
  const go = useGo();
  const [id, setId] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('department');
  const [beginsOn, setBeginsOn] = useState(todayInBangkok(new Date()));
  const [names, setNames] = useState<Names>({ nameTh: '', nameEn: '', abbrTh: '', abbrEn: '' });
  const acting = useAct(() => told(api.POST('/api/v1/agencies', { body: { id: id.trim(), kind, ...names, beginsOn } })), words.added, (made) => { onClose(); go(`/agencies/${made.id}`); });
  return (
    <FormDialog title={words.add} verb={words.add} acting={acting} ready={id.trim() !== '' && isNamed(names)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.id} hint={words.idHint} value={id} onChange={setId} maxLength={31} autoComplete="off" mono error={tried && id.trim() === '' ? words.needed : null} />
          <Select label={words.kind} value={kind} options={kinds.map((value) => ({ value, label: words.kinds[value] ?? value }))} onChange={(value) => setKind(value as typeof kind)} />
          <NameFields names={names} tried={tried} onChange={setNames} />
          <DatePicker label={words.beginsOn} value={beginsOn} onChange={setBeginsOn} />
        </>
      )}
    </FormDialog>
  );
}
