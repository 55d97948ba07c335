import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { campaignsQuery, type Campaign } from '../../api/review-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';

/** Rounds in which heads confirm who still needs what. */
export function ReviewsPage() {
  const words = useMessages();
  const { reviews } = words;
  const may = useMay();
  const query = useQuery(campaignsQuery());
  const [starting, setStarting] = useState(false);
  const columns = useColumns();
  const mine = query.data?.items.filter(({ closedAt }) => closedAt === null).reduce((sum, each) => sum + each.mine, 0) ?? 0;
  return (
    <Page title={reviews.title} crumbs={[words.shell.navGroups.administration, reviews.title]}>
      <PageHead title={reviews.title} lead={query.data && <Rich text={reviews.lead({ mine })} />} actions={may('access.manage-reviews') ? <Button onPress={() => setStarting(true)}>{reviews.start}</Button> : undefined} />
      <section className="section" aria-label={reviews.caption}>
        <Loaded query={query} label={reviews.loading} lines={4}>
          {({ items }) => (items.length === 0 ? <Empty level={2} icon="check" title={reviews.none}>{reviews.noneWhy}</Empty> : <DataTable caption={reviews.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="round" />)}
        </Loaded>
      </section>
      {starting && <CampaignDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}

function useColumns(): TableColumn<Campaign>[] {
  const words = useMessages().reviews;
  const { admin } = useMessages();
  const say = useSay();
  return [
    { id: 'round', head: words.round, cell: (each) => <PageLink className="plain" to={`/reviews/${each.id}`}>{say(each, 'title')}</PageLink> },
    { id: 'state', head: admin.state, cell: (each) => <Badge glyph={each.closedAt ? 'idle' : 'run'}>{each.closedAt ? words.closed : words.open}</Badge> },
    { id: 'days', head: words.days, cell: (each) => <><ThaiDate iso={each.opensOn} /> – <ThaiDate iso={each.closesOn} /></> },
    { id: 'progress', head: words.progress, cell: (each) => <>{words.progressOf({ done: each.kept + each.removed, total: each.total })}<span className="sub">{words.kept({ count: each.kept })} · {words.removed({ count: each.removed })}</span></> },
    { id: 'mine', head: words.mine, numeric: true, cell: (each) => <span className={each.mine > 0 && each.closedAt === null ? 'warn' : 'zero'}><Num value={each.mine} /></span> },
  ];
}
