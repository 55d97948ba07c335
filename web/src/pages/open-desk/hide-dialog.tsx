import { useState } from 'react';
import type { HiddenWhy } from '../../api/desk-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';

/** Asks why a text of the public is not shown; whoever wrote it reads the answer. */
export function HideDialog({ acting, withNote = false, onSend, onClose }: {
  acting: { isPending: boolean; isError: boolean; error: unknown }; withNote?: boolean; onSend: (given: { why: HiddenWhy; note: string }) => void; onClose: () => void;
}) {
  const words = useMessages().desk.moderation;
  const [why, setWhy] = useState<HiddenWhy>('spam');
  const [note, setNote] = useState('');
  return (
    <FormDialog title={words.hideTitle} verb={words.hide} acting={acting} ready onSend={() => onSend({ why, note: note.trim() })} onClose={onClose} danger>
      {() => (
        <>
          <p>{words.hideNote}</p>
          <Select label={words.why} value={why} options={Object.entries(words.whys).map(([value, label]) => ({ value, label }))} onChange={(value) => setWhy(value as HiddenWhy)} />
          {withNote && <LongField label={words.note} value={note} onChange={setNote} rows={2} maxLength={500} />}
        </>
      )}
    </FormDialog>
  );
}
