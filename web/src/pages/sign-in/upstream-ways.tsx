import { useQuery } from '@tanstack/react-query';
import { upstreamsQuery } from '../../api/session-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { buttonClass } from '../../ui/button.tsx';

/** Sign-in through houses that this one trusts, such as ThaiD; nothing is shown where none is set up. */
export function UpstreamWays({ interaction }: { interaction: string | null }) {
  const words = useMessages().signIn;
  const say = useSay();
  const { data } = useQuery(upstreamsQuery());
  if (!data || data.items.length === 0) return null;
  const query = interaction ? `?${new URLSearchParams({ interaction })}` : '';
  return (
    <div className="way">
      <h2 className="t14 w5 soft">{words.orOther}</h2>
      {data.items.map((each) => <a key={each.id} className={buttonClass('block')} href={`/api/v1/upstream/${encodeURIComponent(each.id)}/start${query}`}>{words.withUpstream({ name: say(each, 'name') })}</a>)}
    </div>
  );
}
