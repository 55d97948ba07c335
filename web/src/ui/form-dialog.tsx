import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useMessages } from '../app/lang.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemView } from './problem-view.tsx';

/** A few fields and one deed. Faults are named once somebody tried to send; what was entered stays when the server refuses it. */
export function FormDialog({ title, verb, acting, ready, onSend, onClose, danger = false, children }: {
  title: string; verb: string; acting: { isPending: boolean; isError: boolean; error: unknown };
  /** Whether everything needed was entered. */
  ready: boolean;
  onSend: () => void; onClose: () => void; danger?: boolean; children: (tried: boolean) => ReactNode;
}) {
  const words = useMessages().shell;
  const [tried, setTried] = useState(false);
  const form = useId();
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (ready && !acting.isPending) onSend(); };
  return (
    <Dialog title={title} isOpen onClose={onClose} alert actions={<><Button onPress={onClose}>{words.cancel}</Button><Button look={danger ? 'danger' : 'primary'} type="submit" form={form} isPending={acting.isPending}>{verb}</Button></>}>
      <form id={form} className="stack" onSubmit={send} noValidate>
        {children(tried)}
        {acting.isError && <ProblemView error={acting.error} />}
      </form>
    </Dialog>
  );
}
