import { useState } from 'react';
import type { AccountPage } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { lives } from '../account/token-draft.ts';
import { programScopes } from './program-scopes.ts';

/** Issues a token of a program for single scopes, a year at most. */
export function TokenDialog({ account, onIssued, onClose }: { account: AccountPage; onIssued: (token: string) => void; onClose: () => void }) {
  const { accounts: { tokens: words }, people, admin, rights: { rooms } } = useMessages();
  const [name, setName] = useState('');
  const [days, setDays] = useState(90);
  const [scopes, setScopes] = useState<string[]>([]);
  const acting = useAct(() => told(api.POST('/api/v1/service-accounts/{id}/tokens', { params: { path: { id: account.id } }, body: { name: name.trim(), scopes, days } })), words.issued, ({ token }) => { onIssued(token); onClose(); });
  const turn = (scope: string, on: boolean) => setScopes(on ? [...scopes, scope] : scopes.filter((each) => each !== scope));
  return (
    <FormDialog title={words.issueFor({ name: account.displayName })} verb={words.issue} acting={acting} ready={name.trim() !== '' && scopes.length > 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.name} hint={words.nameHint} value={name} onChange={setName} maxLength={200} autoComplete="off" autoFocus error={tried && name.trim() === '' ? admin.needed : null} />
          <Select label={words.days} value={String(days)} options={lives.map((each) => ({ value: String(each), label: words.day({ days: each }) }))} onChange={(each) => setDays(Number(each))} />
          <fieldset>
            <legend className="label">{words.scopes}</legend>
            <p className="t14 muted">{words.scopeHint}</p>
            {programScopes.map((scope) => <CellCheck key={scope} label={(scope === 'scim' ? words.scim : people.powerNames[scope]) ?? readLabel(words.reads, rooms, scope)} checked={scopes.includes(scope)} onChange={(on) => turn(scope, on)} shown />)}
            {tried && scopes.length === 0 && <p className="bad t14" role="alert">{admin.chooseNeeded}</p>}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}

/** `catalog:read` in words: which room a program may read. */
const readLabel = (reads: string, rooms: Record<string, string>, scope: string): string => { const room = scope.split(':')[0] ?? scope; return `${reads}: ${rooms[room] ?? room}`; };
