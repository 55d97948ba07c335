import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isUuid } from '@saphan/contracts/ids';
import { ask } from '../../api/client.ts';
import type { Method, SignInState, Who } from '../../api/identity-types.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { destinationOf } from '../../app/destination.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { useSignOut } from '../../app/who-menu.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Rich } from '../../ui/rich.tsx';
import { PasskeyWay } from './passkey-way.tsx';
import { PasswordWay } from './password-way.tsx';
import { SecondFactor } from './second-factor.tsx';

/** Somebody came back from an outside system, and no account here is linked to that identity: its owner signs in and says so. */
export function LinkNeededPage() {
  const words = useMessages().signIn;
  const [search] = usePageSearch();
  const challenge = textOf(search['challenge']) ?? '';
  const session = useQuery(sessionQuery());
  return (
    <OutsidePage title={words.upstream.link.title}>
      <div className="page-title"><h1>{words.upstream.link.title}</h1><p className="lead">{words.upstream.link.lead}</p></div>
      {isUuid(challenge)
        ? <Loaded query={session} label={words.going}>{({ who }) => who === null ? <SignInFirst /> : <Confirm who={who} challenge={challenge} />}</Loaded>
        : <Callout tone="bad" title={words.upstream.link.lost}><p className="t14">{words.upstream.link.lostNext}</p><p><PageLink className={buttonClass()} to="/sign-in">{words.upstream.link.toSignIn}</PageLink></p></Callout>}
    </OutsidePage>
  );
}

function SignInFirst() {
  const words = useMessages().signIn;
  const { link } = words.upstream;
  const client = useQueryClient();
  const [second, setSecond] = useState<Method[] | null>(null);
  const done = () => client.invalidateQueries({ queryKey: ['session'] });
  const proceed = async (state: SignInState) => { if (state.state === 'second-factor') setSecond(state.methods ?? []); else await done(); };
  if (second) return <SecondFactor methods={second} onDone={done} onRestart={() => setSecond(null)} />;
  return (
    <section className="panel" aria-labelledby="link-first">
      <header><h2 id="link-first" className="t16">{link.first}</h2></header>
      <div className="body">
        <p className="way soft">{link.firstWhy}</p>
        <PasskeyWay onDone={proceed} />
        <PasswordWay start={null} onDone={proceed} />
      </div>
      <footer><b>{link.none}</b> {link.noneWhy} <PageLink to="/welcome">{words.toWelcome}</PageLink></footer>
    </section>
  );
}

function Confirm({ who, challenge }: { who: Who; challenge: string }) {
  const { link } = useMessages().signIn.upstream;
  const [search] = usePageSearch();
  const lang = useLang();
  const leaving = useSignOut(location.pathname + location.search);
  const linking = useMutation({
    mutationFn: () => ask<SignInState>('POST', '/upstream/link', { body: { challengeId: challenge } }),
    onSuccess: () => location.assign(destinationOf({ to: search['to'], interaction: search['interaction'] }, lang)),
  });
  return (
    <section className="panel" aria-labelledby="link-confirm">
      <header><h2 id="link-confirm" className="t16"><Rich text={link.confirm({ name: who.name })} /></h2></header>
      <div className="body stack">
        <p className="soft">{link.why}</p>
        {linking.isError && <ProblemView error={linking.error} />}
        <div><Button look="primary" isPending={linking.isPending} onPress={() => linking.mutate()}>{link.go}</Button></div>
        <div><Button look="quiet" isPending={leaving.isPending} onPress={() => leaving.mutate()}>{link.other}</Button></div>
      </div>
    </section>
  );
}
