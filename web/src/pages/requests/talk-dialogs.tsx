import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { RequestPage } from '../../api/request-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

export type Talk = 'question' | 'reply' | 'note';

/** A question of the provider, the reply of the requester, or a message of anybody who may read the request. */
export function TalkDialog({ page, talk, onClose }: { page: RequestPage; talk: Talk; onClose: () => void }) {
  const { requests: words } = useMessages();
  const [message, setMessage] = useState('');
  const params = { path: { id: page.id } };
  const said = { seen: page.version, message: message.trim() };
  const deeds = {
    question: { title: words.askBackTitle, verb: words.askBack, why: words.askBackWhy, done: words.askedBack, act: () => told(api.POST('/api/v1/linkage-requests/{id}/questions', { params, body: said })) },
    reply: { title: words.replyTitle, verb: words.reply, why: null, done: words.replied, act: () => told(api.POST('/api/v1/linkage-requests/{id}/replies', { params, body: said })) },
    note: { title: words.noteTitle, verb: words.note, why: words.noteWhy, done: words.noted, act: () => told(api.POST('/api/v1/linkage-requests/{id}/notes', { params, body: { message: said.message } })) },
  };
  const deed = deeds[talk];
  const acting = useAct<void, unknown>(deed.act, deed.done, onClose);
  return (
    <FormDialog title={deed.title} verb={deed.verb} acting={acting} ready={said.message !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {deed.why && <p className="t14">{deed.why}</p>}
          <LongField label={words.message} value={message} onChange={setMessage} rows={4} maxLength={4000} autoFocus error={tried && said.message === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}

/** Takes a request back, with the reason. */
export function WithdrawDialog({ page, onClose }: { page: RequestPage; onClose: () => void }) {
  const { requests: words } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/linkage-requests/{id}/withdrawal', { params: { path: { id: page.id } }, body: { seen: page.version, reason } })), words.withdrawn, onClose);
  return <ReasonDialog title={words.withdrawTitle} verb={words.withdraw} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.withdrawWhy}</p></ReasonDialog>;
}
