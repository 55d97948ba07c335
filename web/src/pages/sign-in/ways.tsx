import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DemoAccount, Method, SignInState } from '../../api/identity-types.ts';
import { systemQuery } from '../../api/queries.ts';
import { useMessages } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { PasskeyWay } from './passkey-way.tsx';
import { PasswordWay } from './password-way.tsx';
import { UpstreamWays } from './upstream-ways.tsx';

/** Every way in, the safest first; beside it the demo accounts of the sample ministry. */
export function Ways({ interaction, to, onDone, onSecond }: { interaction: string | null; to: string | null; onDone: () => Promise<void>; onSecond: (methods: Method[]) => void }) {
  const words = useMessages().signIn;
  const { data: system } = useQuery(systemQuery());
  const [demo, setDemo] = useState<DemoAccount | null>(null);
  const proceed = async (state: SignInState) => {
    if (state.state === 'second-factor') onSecond(state.methods ?? ['totp', 'recovery']);
    else await onDone();
  };
  return (
    <div className="outside-columns">
      <section className="panel" aria-label={words.title}>
        <div className="body">
          <PasskeyWay onDone={proceed} />
          <PasswordWay key={demo?.userName ?? ''} start={demo} onDone={proceed} />
          <UpstreamWays interaction={interaction} to={to} onDone={proceed} />
        </div>
        <footer><b>{words.lostAll}</b> {words.lostAllWhy} <PageLink to="/welcome">{words.toWelcome}</PageLink></footer>
      </section>
      {system?.demo && system.demo.length > 0 && <DemoAccounts accounts={system.demo} onChoose={setDemo} />}
    </div>
  );
}
