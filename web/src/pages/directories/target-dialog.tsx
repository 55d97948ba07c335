import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { emptyTarget, faultsOf, targetOf, type TargetDraft } from './target-draft.ts';

/** Adds a system that hears of accounts from now on. */
export function TargetDialog({ onClose }: { onClose: () => void }) {
  const { directories: words, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState(emptyTarget);
  const set = (part: Partial<TargetDraft>) => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft);
  const acting = useAct(() => told(api.POST('/api/v1/scim-targets', { body: targetOf(draft) })), words.added, onClose);
  return (
    <FormDialog title={words.add} verb={words.add} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.name} value={draft.name} onChange={(name) => set({ name })} maxLength={100} autoComplete="off" autoFocus error={tried && faults.includes('name') ? admin.needed : null} />
          <Field label={words.url} hint={words.urlHint} value={draft.url} onChange={(url) => set({ url })} maxLength={300} autoComplete="off" inputMode="url" mono error={tried && faults.includes('url') ? words.urlFault : null} />
          <PasswordField label={words.token} hint={words.tokenHint} value={draft.token} onChange={(token) => set({ token })} autoComplete="new-password" maxLength={4000} error={tried && faults.includes('token') ? words.tokenFault : null} />
          <ComboBox key={agencies?.items.length ?? 0} label={words.whose} hint={words.agencyHint} value={draft.agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(agencyId) => set({ agencyId })} openLabel={shell.openList} />
        </>
      )}
    </FormDialog>
  );
}
