import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { passwordFaults } from '../welcome/welcome-draft.ts';
import { useChange } from './use-change.ts';

const nothing = { current: '', next: '', again: '' };

/** Changes the password; every other session ends with it. */
export function PasswordSection() {
  const words = useMessages();
  const { password } = words.account;
  const { welcome } = words.signIn;
  const [draft, setDraft] = useState(nothing);
  const [tried, setTried] = useState(false);
  const changing = useChange(() => ask('PUT', '/me/password', { body: { current: draft.current, next: draft.next } }), password.changed, () => { setDraft(nothing); setTried(false); });
  const all = { ...(draft.current === '' && { current: words.signIn.needed }), ...passwordFaults(draft.next, draft.again, words.signIn) };
  const faults: { current?: string; password?: string; again?: string } = tried ? all : {};
  const put = (name: keyof typeof nothing) => (value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (Object.keys(all).length === 0 && !changing.isPending) changing.mutate(); };
  return (
    <Section id="password" title={password.title} note={password.note}>
      <form className="stack form-narrow" onSubmit={send} aria-label={password.change}>
        <PasswordField label={password.current} value={draft.current} onChange={put('current')} error={faults.current} autoComplete="current-password" />
        <PasswordField label={welcome.newPassword} hint={welcome.newPasswordHint} value={draft.next} onChange={put('next')} error={faults.password} autoComplete="new-password" />
        <PasswordField label={welcome.again} value={draft.again} onChange={put('again')} error={faults.again} autoComplete="new-password" />
        {changing.isError && <ProblemView error={changing.error} />}
        <div><Button type="submit" isPending={changing.isPending}>{password.change}</Button></div>
      </form>
    </Section>
  );
}
