import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { PersonField } from './person-field.tsx';

/** Opens an account for a person, the given one or one that is looked for; a code to enter with is issued on the account's page. */
export function AccountDialog({ personId, onClose }: { personId?: string; onClose: () => void }) {
  const { people: { one: words, ...people } } = useMessages();
  const go = useGo();
  const [chosen, setChosen] = useState(personId ?? '');
  const [userName, setUserName] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/accounts', { body: { personId: chosen, ...(userName.trim() && { userName: userName.trim() }) } })), words.accountMade, ({ id }) => { onClose(); go(`/accounts/${id}`); });
  return (
    <FormDialog title={words.account} verb={words.open} acting={acting} ready={chosen !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p>{words.accountWhy}</p>
          {!personId && <PersonField label={people.person} value={chosen} onChange={setChosen} error={tried && chosen === '' ? people.personHint : null} />}
          <Field label={words.userName} hint={words.userNameHint} value={userName} onChange={setUserName} maxLength={254} autoComplete="off" autoCorrect="off" mono />
        </>
      )}
    </FormDialog>
  );
}
