import { useQuery } from '@tanstack/react-query';
import { upstreamsQuery } from '../../api/session-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';

/** Sign-in through houses that this one trusts, such as ThaiD; nothing is shown where none is set up. */
export function UpstreamWays({ interaction, to }: { interaction: string | null; to: string | null }) {
  const words = useMessages().signIn;
  const say = useSay();
  const lang = useLang();
  const { data } = useQuery(upstreamsQuery());
  const providers = (data?.items ?? []).filter(({ kind }) => kind !== 'ldap');
  if (providers.length === 0) return null;
  const query = new URLSearchParams({ lang, ...(interaction !== null && { interaction }), ...(to !== null && { to }) });
  return (
    <div className="way">
      <h2 className="t14 w5 soft">{words.orOther}</h2>
      {providers.map((each) => (
        <a key={each.id} className={buttonClass('block')} href={`/api/v1/upstream/${encodeURIComponent(each.id)}/start?${query}`}>
          {words.withUpstream({ name: say(each, 'name') })}{each.simulated && <Badge>{words.upstream.simulated}</Badge>}
        </a>
      ))}
    </div>
  );
}
