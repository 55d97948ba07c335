import { useLang, useMessages } from '../../app/lang.ts';
import { useEnrolPasskey } from '../account/use-enrol-passkey.ts';
import { knowsPasskeys } from '../../api/passkey.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** Right after the first password: the moment to add a passkey, because the proof is fresh. */
export function WelcomeDone() {
  const words = useMessages().signIn;
  const lang = useLang();
  const { adding, wasStopped } = useEnrolPasskey();
  return (
    <section className="panel" aria-label={words.welcome.done}>
      <div className="body stack">
        {adding.isSuccess ? <p role="status">{words.welcome.added}</p> : (
          <Button look={['primary', 'block', 'large']} unavailable={knowsPasskeys() ? null : words.noPasskeys} isPending={adding.isPending} onPress={() => adding.mutate(words.welcome.deviceName)}>
            <Icon name="key" />{words.welcome.passkey}
          </Button>
        )}
        {adding.isError && !wasStopped && <ProblemView error={adding.error} />}
        <div className="row-between">
          <PageLink to="/account">{words.welcome.later}</PageLink>
          <Button onPress={() => location.assign(`/${lang}/board`)}>{words.welcome.go2}</Button>
        </div>
      </div>
    </section>
  );
}
