import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** Asks before something is taken away; says what stops working and what stays. */
export function SureDialog({ title, why, verb, changing, onSure, onClose }: {
  title: string; why: string; verb: string; changing: { isPending: boolean; isError: boolean; error: unknown }; onSure: () => void; onClose: () => void;
}) {
  const words = useMessages().shell;
  return (
    <Dialog title={title} isOpen onClose={onClose} alert actions={<><Button onPress={onClose}>{words.cancel}</Button><Button look="danger" isPending={changing.isPending} onPress={onSure}>{verb}</Button></>}>
      <p>{why}</p>
      {changing.isError && <ProblemView error={changing.error} />}
    </Dialog>
  );
}
