import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ComboBox } from '../../ui/select.tsx';

/** Opens an account for a program; an agency answers for it. */
export function ServiceAccountDialog({ onClose }: { onClose: () => void }) {
  const { accounts: { newService: words }, admin, shell } = useMessages();
  const say = useSay();
  const go = useGo();
  const { data: agencies } = useQuery(agenciesQuery());
  const { data: session } = useQuery(sessionQuery());
  const own = session?.who?.agencies.find((id) => id !== '*');
  const [chosen, setAgency] = useState<string | null>(null);
  const agencyId = chosen ?? own ?? '';
  const [displayName, setName] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/service-accounts', { body: { agencyId, displayName: displayName.trim() } })), words.made, ({ id }) => { onClose(); go(`/accounts/${id}`); });
  return (
    <FormDialog title={words.title} verb={words.title} acting={acting} ready={agencyId !== '' && displayName.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p>{words.why}</p>
          <Field label={words.name} value={displayName} onChange={setName} maxLength={200} autoComplete="off" autoFocus error={tried && displayName.trim() === '' ? admin.needed : null} />
          {agencies && <ComboBox key={own} label={admin.agency} value={agencyId} options={agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={setAgency} openLabel={shell.openList} error={tried && agencyId === '' ? admin.needed : null} />}
        </>
      )}
    </FormDialog>
  );
}
