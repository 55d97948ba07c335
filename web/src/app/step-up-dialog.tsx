import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Needed, setDoorkeeper } from '../api/house-fetch.ts';
import { sessionQuery } from '../api/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { useLang, useMessages } from './lang.ts';
import { isOutside } from './outside-page.tsx';
import { signInAddress } from './sign-in-address.ts';

interface Asked { needed: Needed; answer: (confirmed: boolean) => void }

/** Waits in the shell: when a request needs a fresher or stronger proof it asks, and the request goes on by itself. */
export function StepUpDialog() {
  const words = useMessages();
  const lang = useLang();
  const [asked, setAsked] = useState<Asked | null>(null);
  const session = useQuery({ ...sessionQuery(), enabled: asked !== null });
  useEffect(() => {
    setDoorkeeper({
      signIn: () => { if (!isOutside(location.pathname)) location.assign(signInAddress(lang)); },
      confirm: (needed) => new Promise((resolve) => { setAsked({ needed, answer: resolve }); }),
    });
    return () => setDoorkeeper(null);
  }, [lang]);
  if (!asked) return null;
  const close = (confirmed: boolean) => { asked.answer(confirmed); setAsked(null); };
  return (
    <Dialog title={words.signIn.stepUp.title} isOpen onClose={() => close(false)} actions={<Button onPress={() => close(false)}>{words.shell.cancel}</Button>}>
      <p>{words.signIn.stepUp.why}</p>
      <Loaded query={session} label={words.signIn.going} lines={2}>
        {(data) => <ConfirmForm session={data} needed={asked.needed} onDone={() => close(true)} onLeave={() => close(false)} />}
      </Loaded>
    </Dialog>
  );
}
