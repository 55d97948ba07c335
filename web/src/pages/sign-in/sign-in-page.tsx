import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Method, Session } from '../../api/identity-types.ts';
import { interactionQuery, sessionQuery } from '../../api/session-queries.ts';
import { destinationOf, interactionAddress, ourPageOf } from '../../app/destination.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Already } from './already.tsx';
import { PersonaChoice } from './persona-choice.tsx';
import { SecondFactor } from './second-factor.tsx';
import { UpstreamRefusal } from './upstream-refusal.tsx';
import { lacksPersona, useArrival } from './use-arrival.ts';
import { Ways } from './ways.tsx';

/** The one way into the house and into every service: who are you, how do you prove it, and as what do you act. */
export function SignInPage() {
  const words = useMessages().signIn;
  const session = useQuery(sessionQuery());
  const { service, uid, refused } = useWaitingService();
  return (
    <OutsidePage title={words.title} wide={session.data?.who === null}>
      <div className="page-title">
        <h1>{words.title}</h1>
        <p className="lead"><Rich text={service ? words.forService({ service }) : words.lead} /></p>
      </div>
      {refused !== null && <ProblemView error={refused} />}
      <UpstreamRefusal />
      <Loaded query={session} label={words.going}>{(data) => <Step session={data} service={service} uid={uid} />}</Loaded>
    </OutsidePage>
  );
}

/** The service for which somebody signs in, when one waits. */
function useWaitingService(): { service: string | null; uid: string | null; refused: Error | null } {
  const [search] = usePageSearch();
  const say = useSay();
  const uid = interactionAddress(search['interaction']) ? textOf(search['interaction']) ?? null : null;
  const { data, error } = useQuery({ ...interactionQuery(uid ?? ''), enabled: uid !== null });
  return { service: data ? say(data.client, 'name') : null, uid: error ? null : uid, refused: error };
}

function Step({ session, service, uid }: { session: Session; service: string | null; uid: string | null }) {
  const [search] = usePageSearch();
  const lang = useLang();
  const destination = destinationOf({ to: search['to'], interaction: uid }, lang);
  const arrive = useArrival(destination);
  const [second, setSecond] = useState<Method[] | null>(secondOf(search['second']));
  if (session.who === null && second) return <SecondFactor methods={second} onDone={arrive} onRestart={() => setSecond(null)} />;
  if (session.who === null) return <Ways interaction={uid} to={ourPageOf(search['to'])} onDone={arrive} onSecond={setSecond} />;
  if (lacksPersona(session)) return <PersonaChoice personas={session.personas} onDone={() => location.assign(destination)} />;
  return <Already session={session} who={session.who} service={service} uid={uid} destination={destination} />;
}

/** Ways of the second step when the first was done elsewhere: `totp.passkey`. */
function secondOf(text: unknown): Method[] | null {
  const known: readonly Method[] = ['totp', 'passkey', 'recovery'];
  const named = typeof text === 'string' ? known.filter((method) => text.split('.').includes(method)) : [];
  return named.length > 0 ? named : null;
}
