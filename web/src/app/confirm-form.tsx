import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../api/client.ts';
import type { Needed } from '../api/house-fetch.ts';
import type { Method, Session, SignInState } from '../api/identity-types.ts';
import { provePasskey, wasStopped } from '../api/passkey.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CodeField } from '../ui/code-field.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useMessages } from './lang.ts';
import { UpstreamProof } from './upstream-proof.tsx';

/** Ways that can lift a session to what is needed, the strongest first; a password alone never makes two factors. */
export function waysFor(needed: Needed, enrolled: readonly Method[]): Method[] {
  const ways: Method[] = needed.phishingResistant || (needed.aal ?? 0) > 2 ? ['passkey'] : (needed.aal ?? 0) === 2 ? ['passkey', 'totp'] : ['passkey', 'totp', 'password'];
  return ways.filter((way) => enrolled.includes(way));
}

/** Asks somebody who is signed in to confirm by one of the enrolled ways. */
export function ConfirmForm({ session, needed, onDone, onLeave }: { session: Session; needed: Needed; onDone: () => void; onLeave?: () => void }) {
  const words = useMessages().signIn;
  const ways = waysFor(needed, session.methods);
  const [chosen, setWay] = useState<Method | null>(null);
  const client = useQueryClient();
  const confirming = useMutation({
    mutationFn: ({ way, value }: { way: Method; value: string }) => confirmBy(way, value),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: ['session'] }); onDone(); },
  });
  const way = chosen ?? ways[0];
  const outside = !needed.phishingResistant && <UpstreamProof identity={needed.ial !== undefined} onward={{ to: location.pathname + location.search }} />;
  if (way === undefined) return <div className="stack">{outside}<Callout tone="warn" title={words.stepUp.weak}><p onClick={onLeave}><PageLink to="/account">{words.stepUp.toAccount}</PageLink></p></Callout></div>;
  return (
    <div className="stack">
      {ways.length > 1 && <Segmented label={words.stepUp.way} value={way} options={ways.map((each) => ({ value: each, label: words.stepUp.ways[each] ?? each }))} onChange={(next) => { confirming.reset(); setWay(next); }} />}
      <Confirmation key={way} way={way} isPending={confirming.isPending} onConfirm={(value) => confirming.mutate({ way, value })} />
      {confirming.isError && (wasStopped(confirming.error) ? <Callout tone="info" title={words.passkeyStopped} alert /> : <ProblemView error={confirming.error} />)}
      {outside}
    </div>
  );
}

function confirmBy(way: Method, value: string): Promise<SignInState> {
  if (way === 'passkey') return provePasskey('/session/step-up/passkey');
  return ask('POST', `/session/step-up/${way}`, { body: way === 'totp' ? { code: value } : { password: value } });
}

function Confirmation({ way, isPending, onConfirm }: { way: Method; isPending: boolean; onConfirm: (value: string) => void }) {
  const words = useMessages().signIn;
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  if (way === 'passkey') return <div><Button look="primary" isPending={isPending} onPress={() => onConfirm('')}><Icon name="key" />{words.withPasskey}</Button></div>;
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (value !== '' && !isPending) onConfirm(value); };
  const error = tried && value === '' ? words.needed : null;
  return (
    <form className="stack" onSubmit={send}>
      {way === 'totp' ? <CodeField label={words.stepUp.totp} value={value} onChange={setValue} error={error} autoFocus />
        : <PasswordField label={words.stepUp.password} value={value} onChange={setValue} error={error} autoComplete="current-password" autoFocus />}
      <div><Button look="primary" type="submit" isPending={isPending}>{isPending ? words.going : words.stepUp.go}</Button></div>
    </form>
  );
}
