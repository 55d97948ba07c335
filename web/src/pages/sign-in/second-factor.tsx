import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import type { Method, SignInState } from '../../api/identity-types.ts';
import { provePasskey } from '../../api/passkey.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** After the password: one more way. Whoever has no phone at hand uses a printed code. */
export function SecondFactor({ methods, onDone, onRestart }: { methods: Method[]; onDone: () => Promise<void>; onRestart: () => void }) {
  const words = useMessages().signIn.second;
  const ways = useMessages().signIn;
  const [lost, setLost] = useState(!methods.includes('totp') && methods.includes('recovery') && !methods.includes('passkey'));
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const proving = useMutation({ mutationFn: (way: Method) => prove(way, code), onSuccess: onDone });
  const way = lost ? 'recovery' : 'totp';
  const change = (to: boolean) => { setLost(to); setCode(''); setTried(false); proving.reset(); };
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (code.trim() !== '' && !proving.isPending) proving.mutate(way); };
  const error = tried && code.trim() === '' ? ways.needed : null;
  return (
    <section className="panel" aria-labelledby="second-factor">
      <header><h2 id="second-factor" className="t16">{words.title}</h2></header>
      <div className="body stack">
        <p className="soft">{words.lead}</p>
        {methods.includes('passkey') && <Button look="block" onPress={() => proving.mutate('passkey')}><Icon name="key" />{ways.withPasskey}</Button>}
        {(methods.includes('totp') || lost) && (
          <form className="stack" onSubmit={send} key={way}>
            {lost ? <Field label={words.recovery} hint={words.recoveryHint} value={code} onChange={setCode} autoComplete="off" error={error} maxLength={40} mono autoFocus />
              : <CodeField label={words.totp} hint={words.totpHint} value={code} onChange={setCode} error={error} autoFocus />}
            <div><Button look="primary" type="submit" isPending={proving.isPending}>{proving.isPending ? ways.going : words.go}</Button></div>
          </form>
        )}
        {proving.isError && <ProblemView error={proving.error} />}
        <div className="row">
          {!lost && methods.includes('recovery') && <Button look="quiet" onPress={() => change(true)}>{words.lost}</Button>}
          {lost && methods.includes('totp') && <Button look="quiet" onPress={() => change(false)}>{words.back}</Button>}
          <Button look="quiet" onPress={onRestart}>{words.restart}</Button>
        </div>
      </div>
      {lost && <footer>{words.none}</footer>}
    </section>
  );
}

function prove(way: Method, code: string): Promise<SignInState> {
  return way === 'passkey' ? provePasskey('/sign-in/passkey') : ask('POST', `/sign-in/${way}`, { body: { code: code.trim() } });
}
