import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ComboBox } from '../../ui/select.tsx';
import './people.css';
import { PeopleList } from './people-list.tsx';
import { UnitsView } from './units-view.tsx';

const views = ['tree', 'list'] as const;

/** Units, posts and who sits in them; or everybody by name. */
export function PeoplePage() {
  const words = useMessages();
  const [search, change] = usePageSearch();
  const view = oneOf(search['show'], views);
  const agencies = useQuery(agenciesQuery());
  const chooser = (
    <div className="filters no-print">
      {view === 'tree' && <AgencyChoice agencies={agencies.data?.items ?? []} />}
      <Segmented label={words.people.views} value={view} options={views.map((value) => ({ value, label: words.people.view[value] ?? value }))} onChange={(value) => change({ show: value === 'tree' ? undefined : value, cursor: undefined, q: undefined })} />
    </div>
  );
  return (
    <Page title={words.people.title} crumbs={[words.shell.navGroups.administration, words.people.title]}>
      {agencies.data ? (view === 'tree' ? <UnitsOfChoice agencies={agencies.data.items} chooser={chooser} /> : <PeopleList chooser={chooser} />)
        : <><PageHead title={words.people.title} /><Loaded query={agencies} label={words.people.loading}>{() => null}</Loaded></>}
    </Page>
  );
}

type Agencies = { id: string; nameTh: string; nameEn: string; abbrTh: string }[];

/** The agency of the address, else one's own, else the first. */
function useChosenAgency(agencies: Agencies): string {
  const [search] = usePageSearch();
  const { data: session } = useQuery(sessionQuery());
  const own = session?.who?.agencies.find((id) => agencies.some((agency) => agency.id === id));
  return textOf(search['agency']) ?? own ?? agencies[0]?.id ?? '';
}

function AgencyChoice({ agencies }: { agencies: Agencies }) {
  const words = useMessages();
  const say = useSay();
  const [, change] = usePageSearch();
  const chosen = useChosenAgency(agencies);
  return <ComboBox key={chosen} label={words.people.agencies} value={chosen} options={agencies.map((agency) => ({ value: agency.id, label: say(agency, 'name') }))} onChange={(agency) => { if (agency) change({ agency }); }} openLabel={words.shell.openList} />;
}

function UnitsOfChoice({ agencies, chooser }: { agencies: Agencies; chooser: React.ReactNode }) {
  const say = useSay();
  const chosen = useChosenAgency(agencies);
  const agency = agencies.find(({ id }) => id === chosen);
  return <UnitsView key={chosen} agencyId={chosen} agencyName={agency ? say(agency, 'name') : chosen} chooser={chooser} />;
}
