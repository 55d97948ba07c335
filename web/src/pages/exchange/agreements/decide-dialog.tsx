import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { AgreementPage } from '../../../api/agreement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';

const verdicts = ['approved', 'sent-back', 'refused'] as const;
type Verdict = (typeof verdicts)[number];

/** The owner's decision, or a data protection officer's. */
export function DecideDialog({ page, as, onClose }: { page: AgreementPage; as: 'owner' | 'officer'; onClose: () => void }) {
  const { agreements: words } = useMessages();
  const [verdict, setVerdict] = useState<Verdict>('approved');
  const [message, setMessage] = useState('');
  const said = message.trim();
  const ready = verdict === 'approved' || said !== '';
  const acting = useAct(() => told(api.POST('/api/v1/exchange/agreements/{number}/decisions', { params: { path: { number: page.number } }, body: { seen: page.event, as, verdict, message: said || null } })), words.decided, onClose);
  return (
    <FormDialog title={as === 'owner' ? words.decideOwner : words.decideOfficer} verb={words.decide} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Select label={words.verdict} value={verdict} options={verdicts.map((value) => ({ value, label: words.verdicts[value] }))} onChange={(value) => setVerdict(value as Verdict)} />
          <LongField label={words.message} value={message} onChange={setMessage} rows={3} maxLength={4000} error={tried && !ready ? words.messageNeeded : null} />
        </>
      )}
    </FormDialog>
  );
}

/** A message that both parties and the secretariat read. */
export function NoteDialog({ page, onClose }: { page: AgreementPage; onClose: () => void }) {
  const { agreements: words } = useMessages();
  const [message, setMessage] = useState('');
  const said = message.trim();
  const acting = useAct(() => told(api.POST('/api/v1/exchange/agreements/{number}/notes', { params: { path: { number: page.number } }, body: { message: said } })), words.noted, onClose);
  return (
    <FormDialog title={words.noteTitle} verb={words.note} acting={acting} ready={said !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <LongField label={words.message} value={message} onChange={setMessage} rows={4} maxLength={4000} autoFocus error={tried && said === '' ? words.messageNeeded : null} />}
    </FormDialog>
  );
}
