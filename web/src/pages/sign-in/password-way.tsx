import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import type { DemoAccount, SignInState } from '../../api/identity-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** User name and password, of the house or of an agency's directory; a refusal never says which of them was wrong. */
export function PasswordWay({ start, directory, onDone }: { start: DemoAccount | null; directory?: { id: string; name: string }; onDone: (state: SignInState) => Promise<void> }) {
  const words = useMessages().signIn;
  const path = directory ? `/upstream/${encodeURIComponent(directory.id)}/password` : '/sign-in/password';
  const title = directory ? words.upstream.directory(directory) : words.orPassword;
  const [userName, setUserName] = useState(start?.userName ?? '');
  const [password, setPassword] = useState(start?.password ?? '');
  const [tried, setTried] = useState(false);
  const signing = useMutation({ mutationFn: () => ask<SignInState>('POST', path, { body: { userName: userName.trim(), password } }), onSuccess: onDone });
  const missing = (value: string) => (tried && value.trim() === '' ? words.needed : null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (userName.trim() !== '' && password !== '' && !signing.isPending) signing.mutate();
  };
  return (
    <form className="way" onSubmit={send} aria-label={title}>
      <h2 className="t14 w5 soft">{title}</h2>
      <Field label={directory ? words.upstream.directoryName : words.userName} name="username" value={userName} onChange={setUserName} autoComplete="username webauthn" spellCheck="false" maxLength={300} error={missing(userName)} />
      <PasswordField label={words.password} value={password} onChange={setPassword} autoComplete="current-password" error={missing(password)} />
      {signing.isError && <ProblemView error={signing.error} />}
      <Button look="block" type="submit" isPending={signing.isPending}>{signing.isPending ? words.going : words.go}</Button>
    </form>
  );
}
