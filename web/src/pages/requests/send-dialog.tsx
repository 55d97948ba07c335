import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { requestWordsQuery, type RequestPage } from '../../api/request-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Sends a draft as it stands. */
export function SendDialog({ page, onClose }: { page: RequestPage; onClose: () => void }) {
  const { requests: words } = useMessages();
  const { data: offered } = useQuery(requestWordsQuery());
  const acting = useAct<void, unknown>(() => told(api.POST('/api/v1/linkage-requests/{id}/send', { params: { path: { id: page.id } }, body: { seen: page.version } })), words.sent, onClose);
  return (
    <FormDialog title={words.sendTitle} verb={words.send} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>
      {() => <p>{offered && words.sendWhy({ days: offered.answerWithinWorkingDays })}</p>}
    </FormDialog>
  );
}
