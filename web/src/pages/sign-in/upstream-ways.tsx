import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInState, Upstream } from '../../api/identity-types.ts';
import { upstreamsQuery } from '../../api/session-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { PasswordWay } from './password-way.tsx';

/** Sign-in through houses that this one trusts, such as ThaiD, and by directories of agencies; nothing is shown where none is set up. */
export function UpstreamWays({ interaction, to, onDone }: { interaction: string | null; to: string | null; onDone: (state: SignInState) => Promise<void> }) {
  const words = useMessages().signIn;
  const { data } = useQuery(upstreamsQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  const say = useSay();
  if (!data || data.items.length === 0) return null;
  const directory = data.items.find(({ id }) => id === chosen);
  return (
    <>
      <div className="way">
        <h2 className="t14 w5 soft">{words.orOther}</h2>
        {data.items.map((each) => each.kind === 'ldap'
          ? <Button key={each.id} look="block" aria-expanded={each.id === chosen} onPress={() => setChosen(each.id === chosen ? null : each.id)}>{words.upstream.directory({ name: say(each, 'name') })}</Button>
          : <ProviderWay key={each.id} provider={each} interaction={interaction} to={to} />)}
      </div>
      {directory && <PasswordWay key={directory.id} start={null} directory={{ id: directory.id, name: say(directory, 'name') }} onDone={onDone} />}
    </>
  );
}

/** Leaves for a provider; whoever comes back goes on where they were going. */
function ProviderWay({ provider, interaction, to }: { provider: Upstream; interaction: string | null; to: string | null }) {
  const words = useMessages().signIn;
  const say = useSay();
  const query = new URLSearchParams({ lang: useLang(), ...(interaction !== null && { interaction }), ...(to !== null && { to }) });
  return (
    <a className={buttonClass('block')} href={`/api/v1/upstream/${encodeURIComponent(provider.id)}/start?${query}`}>
      {words.withUpstream({ name: say(provider, 'name') })}{provider.simulated && <Badge>{words.upstream.simulated}</Badge>}
    </a>
  );
}
