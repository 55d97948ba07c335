import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { publicAgenciesQuery } from '../../api/portal-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { PortalPage } from './portal-page.tsx';

/** Every agency of the ministry, those with open data first. */
export function AgenciesPage() {
  const words = useMessages().portal;
  const say = useSay();
  const query = useQuery(publicAgenciesQuery());
  const { items = [] } = query.data ?? {};
  const lead = words.agencies.lead({ with: formatNumber(items.filter(({ datasets }) => datasets > 0).length), all: formatNumber(items.length) });
  return (
    <PortalPage title={words.agencies.title} hero={<><h1>{words.agencies.title}</h1>{items.length > 0 && <p className="lead-line"><Rich text={lead} /></p>}</>}>
      <Loaded query={query} label={words.loading} lines={8}>
        {(list) => (
          <ul className="cards">
            {list.items.map((agency) => (
              <li key={agency.id}>
                <h2>{agency.datasets > 0 ? <PageLink to="/data" search={{ filter: `organization:${agency.id}` }}>{say(agency, 'name')}</PageLink> : say(agency, 'name')}</h2>
                <p className="t14 muted">{say(agency, 'abbr')}</p>
                <p className="row t14 push">
                  <span>{agency.datasets > 0 ? words.agencies.datasets({ count: formatNumber(agency.datasets) }) : words.agencies.none}</span>
                  {agency.newestAt && <span>{words.agencies.newest} <ThaiDate iso={agency.newestAt} near /></span>}
                  {agency.datasets > 0 && <a href={`/feeds/agencies/${agency.id}.atom`}>{words.agencies.feed}<span className="sr"> {say(agency, 'name')}</span></a>}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </PortalPage>
  );
}
