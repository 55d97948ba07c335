import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import type { Answer } from '../../api/shape.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';

export type Issued = Answer<'issueRegistrationToken', 201>;
const lives = [1, 7, 30];

/** Issues a token with which programs of an agency register services within its limits (RFC 7591 initial access token). */
export function RegistrationDialog({ onIssued, onClose }: { onIssued: (issued: Issued) => void; onClose: () => void }) {
  const { services: { limits: words }, accounts: { tokens }, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [agencyId, setAgency] = useState('');
  const [days, setDays] = useState(7);
  const acting = useAct(() => told(api.POST('/api/v1/agency-registrations', { body: { agencyId, days } })), words.issued, (issued) => { onIssued(issued); onClose(); });
  return (
    <FormDialog title={words.issue} verb={words.issue} acting={acting} ready={agencyId !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p>{words.tokensNote}</p>
          <ComboBox key={agencies?.items.length ?? 0} label={admin.agency} value={agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={setAgency} openLabel={shell.openList} error={tried && agencyId === '' ? admin.needed : null} />
          <Select label={tokens.days} value={String(days)} options={lives.map((each) => ({ value: String(each), label: tokens.day({ days: each }) }))} onChange={(each) => setDays(Number(each))} />
        </>
      )}
    </FormDialog>
  );
}
