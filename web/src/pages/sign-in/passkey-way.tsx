import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, type RefObject, useRef } from 'react';
import type { SignInState } from '../../api/identity-types.ts';
import { knowsPasskeys, offersPasskeys, provePasskey, stopPasskeys, wasStopped } from '../../api/passkey.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** Signs in with a passkey: by the button, or from the list that the browser opens below the user name. */
export function PasskeyWay({ onDone }: { onDone: (state: SignInState) => Promise<void> }) {
  const words = useMessages().signIn;
  const underway = useQuietOffer(onDone);
  const prove = async () => {
    // The list below the user name was faster: its answer signs in, a second proof would only make a second session.
    if (underway.current) return void await underway.current;
    stopPasskeys();
    await onDone(await provePasskey('/sign-in/passkey'));
  };
  const proving = useMutation({ mutationFn: prove });
  return (
    <div className="way">
      <Button look={['primary', 'block', 'large']} unavailable={knowsPasskeys() ? null : words.noPasskeys} isPending={proving.isPending} onPress={() => proving.mutate()}>
        <Icon name="key" />{words.withPasskey}
      </Button>
      <p className="t14 muted">{words.passkeyWhy}</p>
      {proving.isError && (wasStopped(proving.error)
        ? <Callout tone="info" title={words.passkeyStopped} alert><p className="t14">{words.passkeyStoppedNext}</p></Callout>
        : <ProblemView error={proving.error} />)}
    </div>
  );
}

/**
 * Lets the browser offer passkeys while the user name is typed; whatever goes wrong there leaves the other ways as they are.
 *
 * @returns the answer to a passkey chosen there, while it is underway.
 */
function useQuietOffer(onDone: (state: SignInState) => Promise<void>): RefObject<Promise<SignInState> | null> {
  const done = useEffectEvent(onDone);
  const underway = useRef<Promise<SignInState> | null>(null);
  // Once: a second ceremony would end the first.
  useEffect(() => {
    let here = true;
    const offer = async () => {
      if (!(await offersPasskeys()) || !here) return;
      const state = await provePasskey('/sign-in/passkey', (answer) => { underway.current = answer; });
      if (here) await done(state);
    };
    offer().catch(() => { underway.current = null; });
    return () => { here = false; stopPasskeys(); };
  }, []);
  return underway;
}
