import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
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
  useQuietOffer(onDone);
  const proving = useMutation({ mutationFn: () => { stopPasskeys(); return provePasskey('/sign-in/passkey'); }, onSuccess: onDone });
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

/** Lets the browser offer passkeys while the user name is typed; whatever goes wrong there leaves the other ways as they are. */
function useQuietOffer(onDone: (state: SignInState) => Promise<void>): void {
  const done = useEffectEvent(onDone);
  // Once: a second ceremony would end the first.
  useEffect(() => {
    let here = true;
    const offer = async () => {
      if (!(await offersPasskeys()) || !here) return;
      const state = await provePasskey('/sign-in/passkey', true);
      if (here) await done(state);
    };
    offer().catch(() => undefined);
    return () => { here = false; stopPasskeys(); };
  }, []);
}
