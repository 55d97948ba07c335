import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { FormPlace } from '../../api/readiness-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Adds a dataset that the list lacks; its answers follow in the form. */
export function AddOwnDialog({ place, onClose, onAdded }: { place: FormPlace; onClose: () => void; onAdded: (id: number) => void }) {
  const { readiness: words } = useMessages();
  const [title, setTitle] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/rows', { params: { path: { ...place } }, body: { answers: { title } } })), words.ownAdded, ({ id }) => { onClose(); onAdded(id); });
  return (
    <FormDialog title={words.addOwn} verb={words.addOwn} acting={acting} ready={title.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <Field label={words.ownName} value={title} onChange={setTitle} maxLength={300} autoComplete="off" autoFocus error={tried && title.trim() === '' ? words.needed : null} />}
    </FormDialog>
  );
}

/** Submits the form; what is missing is named by the answer. */
export function SubmitDialog({ place, onClose }: { place: FormPlace; onClose: () => void }) {
  const { readiness: words } = useMessages();
  const acting = useAct(() => told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/submission', { params: { path: { ...place } }, body: {} })), words.submitted, onClose);
  return <FormDialog title={words.submit} verb={words.submit} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>{() => <p>{words.needNote}</p>}</FormDialog>;
}
