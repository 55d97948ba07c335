import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { campaignsQuery, reviewItemsQuery, type Campaign } from '../../api/review-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, oneOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Progress } from '../../ui/meter.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { ReviewTable } from './review-table.tsx';

const views = ['mine', 'all'] as const;

/** One round: what this head is asked, or everything for those who look after it. */
export function ReviewPage() {
  const words = useMessages();
  const say = useSay();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const campaigns = useQuery(campaignsQuery());
  const campaign = campaigns.data?.items.find((each) => String(each.id) === id);
  const title = campaign ? say(campaign, 'title') : words.reviews.title;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.administration, <PageLink key="reviews" to="/reviews">{words.reviews.title}</PageLink>, title]}>
      {!campaign && <PageHead title={words.reviews.title} />}
      <Loaded query={campaigns} label={words.reviews.loading}>
        {() => (campaign ? <><Head campaign={campaign} /><Items campaign={campaign} /></> : <Empty level={2} icon="search" title={words.reviews.none}>{words.reviews.noneWhy}</Empty>)}
      </Loaded>
    </Page>
  );
}

function Head({ campaign }: { campaign: Campaign }) {
  const words = useMessages().reviews;
  const say = useSay();
  const may = useMay();
  const [closing, setClosing] = useState(false);
  const params = { path: { id: campaign.id } };
  const reminding = useAct(() => told(api.POST('/api/v1/review-campaigns/{id}/remind', { params })), words.remindDone);
  const ending = useAct(() => told(api.POST('/api/v1/review-campaigns/{id}/close', { params })), words.closeDone, () => setClosing(false));
  const done = campaign.kept + campaign.removed;
  const said = words.progressOf({ done, total: campaign.total });
  const manages = may('access.manage-reviews') && campaign.closedAt === null;
  return (
    <>
      <PageHead kicker={<><span><ThaiDate iso={campaign.opensOn} /> – <ThaiDate iso={campaign.closesOn} /></span>{campaign.remindedAt && <span>{words.reminded} <ThaiDate iso={campaign.remindedAt} near /></span>}</>} title={say(campaign, 'title')} lead={`${said} · ${words.kept({ count: campaign.kept })} · ${words.removed({ count: campaign.removed })}`}
        actions={manages ? <><Button isPending={reminding.isPending} onPress={() => reminding.mutate()}>{words.remind}</Button><Button look="danger" onPress={() => setClosing(true)}>{words.close}</Button></> : undefined} />
      {reminding.isError && <ProblemView error={reminding.error} />}
      <Progress label={words.progress} share={campaign.total > 0 ? done / campaign.total : 1} said={said} />
      {closing && <SureDialog title={words.close} why={words.closeWhy} verb={words.close} changing={ending} onSure={() => ending.mutate()} onClose={() => setClosing(false)} />}
    </>
  );
}

const pageSize = 100;

function Items({ campaign }: { campaign: Campaign }) {
  const { reviews: { list: words }, admin } = useMessages();
  const may = useMay();
  const [search, change] = usePageSearch();
  const sees = may('identity.list-audit');
  const view = sees ? oneOf(search['show'], views) : 'mine';
  const trail = listOf(search['cursor']);
  const query = useQuery(reviewItemsQuery(campaign.id, { ...(view === 'all' && { all: true }), ...(trail.length > 0 && { cursor: Number(trail.at(-1)) }) }));
  const before = trail.length * pageSize;
  return (
    <section className="section" aria-label={words.caption}>
      {sees && <div className="row no-print"><Segmented label={words.filter} value={view} options={views.map((value) => ({ value, label: words[value] }))} onChange={(value) => change({ show: value === 'mine' ? undefined : value, cursor: undefined })} /></div>}
      <Loaded query={query} label={words.loading} lines={6}>
        {({ items, nextCursor }) => (items.length === 0 ? <Empty level={2} icon="check" title={words.none}>{words.noneWhy}</Empty> : (
          <>
            <ReviewTable items={items} isOpen={campaign.closedAt === null && (view === 'mine' || may('access.manage-reviews'))} named={view === 'all'} />
            <Pager trail={trail} nextCursor={nextCursor === null ? null : String(nextCursor)} said={admin.range({ from: before + 1, to: before + items.length })} onChange={(next) => change({ cursor: next })} />
          </>
        ))}
      </Loaded>
    </section>
  );
}
