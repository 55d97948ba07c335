import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { postsQuery, unitsQuery, type Post, type Unit } from '../../api/people-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { UnitDialog } from './unit-dialog.tsx';
import { UnitSection } from './unit-section.tsx';
import { placeUnits } from './unit-tree.ts';

/** Everything of one agency: its units from the top down, each with its posts. */
export function UnitsView({ agencyId, agencyName, chooser }: { agencyId: string; agencyName: string; chooser: ReactNode }) {
  const words = useMessages().people;
  const may = useMay();
  const units = useQuery(unitsQuery(agencyId));
  const posts = useQuery(postsQuery(agencyId));
  const [adding, setAdding] = useState(false);
  const add = may('organisations.manage-people') ? <Button look="primary" onPress={() => setAdding(true)}><Icon name="plus" />{words.addUnit}</Button> : undefined;
  return (
    <>
      <PageHead kicker={may('organisations.read-agency-history') ? <PageLink to={`/agencies/${agencyId}`}>{agencyName}</PageLink> : agencyName} title={words.title} lead={units.data && posts.data && <Rich text={words.lead(countsOf(units.data.items, posts.data.items))} />} actions={add} />
      {chooser}
      <Loaded query={units} label={words.loading} lines={8}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="flow" title={words.noUnits}>{words.noUnitsWhy}</Empty> : (
          <Loaded query={posts} label={words.loading} lines={8}>
            {({ items: all }) => placeUnits(items).map(({ unit, above }) => <UnitSection key={unit.id} unit={unit} above={above} units={items} posts={all.filter((post) => post.unitId === unit.id)} />)}
          </Loaded>
        ))}
      </Loaded>
      {adding && <UnitDialog agencyId={agencyId} units={units.data?.items ?? []} onClose={() => setAdding(false)} />}
    </>
  );
}

function countsOf(units: Unit[], posts: Post[]) {
  return { units: units.length, posts: posts.length, empty: posts.filter((post) => post.seated.length === 0).length };
}
