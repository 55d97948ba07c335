import { useState, type ReactNode } from 'react';
import { useMessages } from '../app/lang.ts';
import { LongField } from './field.tsx';
import { FormDialog } from './form-dialog.tsx';

/** Asks why, before something is taken away, stopped or confirmed; `children` says what ends and what stays. */
export function ReasonDialog({ title, verb, acting, onSend, onClose, danger = true, children }: {
  title: string; verb: string; danger?: boolean; acting: { isPending: boolean; isError: boolean; error: unknown }; onSend: (reason: string) => void; onClose: () => void; children: ReactNode;
}) {
  const words = useMessages().admin;
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <FormDialog title={title} verb={verb} acting={acting} ready={given.length >= shortest} onSend={() => onSend(given)} onClose={onClose} danger={danger}>
      {(tried) => <>{children}<LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={3} maxLength={200} autoFocus error={tried && given.length < shortest ? words.reasonNeeded : null} /></>}
    </FormDialog>
  );
}

/** A reason is a word at least. */
const shortest = 3;
