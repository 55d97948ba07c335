import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import { myLinksQuery, upstreamsQuery } from '../api/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useLang, useMessages, useSay } from './lang.ts';

/** Where to go on after proving more elsewhere. */
interface Onward { interaction?: string; to?: string }

/**
 * Proves more through an outside system: any, when identity assurance is asked for, since an unlinked one is linked on the way; else one
 * that is linked already. The browser leaves this page and comes back to it.
 */
export function UpstreamProof({ identity, onward }: { identity: boolean; onward: Onward }) {
  const words = useMessages().signIn.upstream;
  const say = useSay();
  const lang = useLang();
  const { data: all } = useQuery(upstreamsQuery());
  const { data: linked } = useQuery(myLinksQuery());
  const leaving = useMutation({
    mutationFn: (id: string) => ask<{ location: string }>('POST', `/upstream/${encodeURIComponent(id)}/step-up`, { body: { purpose: 'step-up', lang, ...onward } }),
    onSuccess: ({ location: address }) => location.assign(address),
  });
  const usable = (all?.items ?? []).filter(({ id, kind }) => kind !== 'ldap' && (identity || linked?.items.some((link) => link.upstreamId === id)));
  if (!all || !linked) return null;
  if (usable.length === 0) return identity ? <Callout tone="warn" title={words.noOne} level={3} /> : null;
  return (
    <div className="stack">
      <p className="soft">{identity ? words.proveWhy : words.or}</p>
      {usable.map((each) => <div key={each.id}><Button {...(identity && { look: 'primary' as const })} isPending={leaving.isPending} onPress={() => leaving.mutate(each.id)}>{words.proveBy({ name: say(each, 'name') })}</Button></div>)}
      {leaving.isError && <ProblemView error={leaving.error} />}
    </div>
  );
}
