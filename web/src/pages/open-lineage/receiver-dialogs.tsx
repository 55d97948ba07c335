import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Receiver } from '../../api/lineage-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Select } from '../../ui/select.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { draftOf, emptyReceiver, faultsOf, needsValue, toChange, toNew, type ReceiverDraft } from './receiver-draft.ts';

/** Sets up a receiver, or changes one. */
export function ReceiverDialog({ receiver, onClose }: { receiver: Receiver | null; onClose: () => void }) {
  const { lineage: { receivers: words }, admin } = useMessages();
  const [draft, setDraft] = useState<ReceiverDraft>(receiver ? draftOf(receiver) : emptyReceiver);
  const faults = faultsOf(draft, receiver);
  const acting = useAct(() => (receiver
    ? told(api.PATCH('/api/v1/open-lineage/receivers/{id}', { params: { path: { id: receiver.id } }, body: toChange(draft) }))
    : told(api.POST('/api/v1/open-lineage/receivers', { body: toNew(draft) }))), words.saved, onClose);
  return (
    <FormDialog title={receiver ? words.change(receiver) : words.add} verb={admin.save} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <Fields draft={draft} receiver={receiver} faults={tried ? faults : []} onChange={(part) => setDraft({ ...draft, ...part })} />}
    </FormDialog>
  );
}

function Fields({ draft, receiver, faults, onChange }: { draft: ReceiverDraft; receiver: Receiver | null; faults: ReturnType<typeof faultsOf>; onChange: (part: Partial<ReceiverDraft>) => void }) {
  const { lineage: { receivers: words }, admin } = useMessages();
  return (
    <>
      <Field label={words.name} value={draft.name} onChange={(name) => onChange({ name })} maxLength={200} autoComplete="off" autoFocus error={faults.includes('name') ? admin.needed : null} />
      <Field label={words.url} hint={words.urlHint} value={draft.url} onChange={(url) => onChange({ url })} maxLength={2000} autoComplete="off" inputMode="url" mono error={faults.includes('url') ? words.urlFault : null} />
      <Field label={words.header} hint={words.headerHint} value={draft.header} onChange={(header) => onChange({ header })} maxLength={100} autoComplete="off" mono error={faults.includes('header') ? words.headerFault : null} />
      {draft.header.trim() !== '' && <PasswordField label={words.value} hint={needsValue(draft, receiver) ? words.valueHint : words.valueKept} value={draft.value} onChange={(value) => onChange({ value })} autoComplete="new-password" maxLength={4000} error={faults.includes('value') ? words.valueFault : null} />}
      <Select label={words.level} value={String(draft.mostLevel)} options={words.levels.map((label, level) => ({ value: String(level), label }))} onChange={(level) => onChange({ mostLevel: Number(level) })} />
      {receiver ? <CellCheck label={words.enabled} checked={draft.enabled} onChange={(enabled) => onChange({ enabled })} shown /> : <CellCheck label={words.fromStart} checked={draft.fromStart} onChange={(fromStart) => onChange({ fromStart })} shown />}
    </>
  );
}

/** Sends nothing more to a system. */
export function RemoveReceiverDialog({ receiver, onClose }: { receiver: Receiver; onClose: () => void }) {
  const words = useMessages().lineage.receivers;
  const acting = useAct(() => told(api.DELETE('/api/v1/open-lineage/receivers/{id}', { params: { path: { id: receiver.id } } })), words.removed, onClose);
  return <SureDialog title={words.removeOf(receiver)} why={words.removeWhy} verb={words.remove} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
