import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import type { SignInState } from '../../api/identity-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { codeIn, faultsOf, welcomeBody, type WelcomeDraft } from './welcome-draft.ts';

/** Takes the code, a password, and for the very first administrator also a name. The code comes from the part of the address that browsers never send. */
export function WelcomeForm({ onDone }: { onDone: () => void }) {
  const words = useMessages().signIn;
  const [draft, setDraft] = useState<WelcomeDraft>(() => ({ code: codeIn(location.hash), first: new URLSearchParams(location.search).has('first'), userName: '', displayName: '', password: '', again: '' }));
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const starting = useMutation({
    mutationFn: () => ask<SignInState>('POST', '/welcome', { body: welcomeBody(draft) }),
    onSuccess: async () => { await client.invalidateQueries(); onDone(); },
  });
  const all = faultsOf(draft, words);
  const faults = tried ? all : {};
  const put = (name: keyof WelcomeDraft) => (value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (Object.keys(all).length === 0 && !starting.isPending) starting.mutate(); };
  const { welcome } = words;
  return (
    <form className="panel" onSubmit={send} aria-label={welcome.title}>
      <div className="body stack">
        <Field label={welcome.code} hint={welcome.codeHint} value={draft.code} onChange={put('code')} error={faults.code} autoComplete="off" spellCheck="false" maxLength={40} mono />
        <div>
          <CellCheck label={welcome.first} checked={draft.first} onChange={(first) => setDraft({ ...draft, first })} shown />
          <p className="t14 muted">{welcome.firstWhy}</p>
        </div>
        {draft.first && <Field label={welcome.displayName} value={draft.displayName} onChange={put('displayName')} error={faults.displayName} autoComplete="name" maxLength={200} />}
        {draft.first && <Field label={welcome.userName} hint={welcome.userNameHint} value={draft.userName} onChange={put('userName')} error={faults.userName} name="username" autoComplete="username" spellCheck="false" maxLength={200} />}
        <PasswordField label={welcome.newPassword} hint={welcome.newPasswordHint} value={draft.password} onChange={put('password')} error={faults.password} autoComplete="new-password" />
        <PasswordField label={welcome.again} value={draft.again} onChange={put('again')} error={faults.again} autoComplete="new-password" />
        {starting.isError && <ProblemView error={starting.error} />}
        <Button look={['primary', 'block']} type="submit" isPending={starting.isPending}>{starting.isPending ? words.going : welcome.go}</Button>
      </div>
    </form>
  );
}
