import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { requestsQuery } from '../../../api/portal-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { oneOf, textOf, usePageSearch } from '../../../app/search.ts';
import { useMay } from '../../../app/use-may.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Select } from '../../../ui/select.tsx';
import { PortalPage } from '../portal-page.tsx';
import { RequestList } from './request-list.tsx';
import { WaitingComments } from './waiting-comments.tsx';

const states = ['all', 'asked', 'answered', 'planned', 'published', 'declined'] as const;
const pageSize = 20;

/** What people ask for, most wanted first; officers also find what waits to be read. */
export function RequestsPage() {
  const words = useMessages().portal;
  const shell = useMessages().shell;
  const [search, change] = usePageSearch();
  const isKeeper = useMay()('portal.answer-request');
  const state = oneOf(search['state'], states);
  const offset = Math.max(0, Number(textOf(search['from']) ?? 0) || 0);
  const isWaiting = isKeeper && search['moderation'] === 'waiting';
  const query = useQuery(requestsQuery({ state: state === 'all' ? undefined : state, offset: offset || undefined, limit: pageSize, moderation: isWaiting ? 'waiting' : undefined }));
  const options = states.map((value) => ({ value, label: value === 'all' ? words.requests.everything : words.requests.states[value] }));
  const title = words.requests.title;
  return (
    <PortalPage title={title} hero={<><h1>{title}</h1><p className="lead-line">{words.requests.lead}</p><p className="row often"><PageLink className={buttonClass('primary')} to="/data/requests/new">{words.requests.ask}</PageLink><PageLink className={buttonClass()} to="/data/surveys">{words.surveys.title}</PageLink><PageLink className={buttonClass()} to="/data/plan">{words.plan.title}</PageLink></p></>}>
      <div className="result-top">
        <div className="sortby"><Select label={words.requests.filter} value={state} options={options} onChange={(value) => change({ state: value === 'all' ? undefined : value, from: undefined })} /></div>
        {isKeeper && <Button aria-pressed={isWaiting} onPress={() => change({ moderation: isWaiting ? undefined : 'waiting', from: undefined })}>{words.requests.waiting}</Button>}
      </div>
      {isWaiting && <WaitingComments />}
      <Loaded query={query} label={words.loading} lines={6}>
        {({ items, total }) => (items.length === 0
          ? <Empty level={2} icon="inbox" title={words.requests.none}>{words.requests.noneWhy}</Empty>
          : (
            <>
              <RequestList items={items} />
              {total > pageSize && (
                <nav className="row-between t14" aria-label={title}>
                  <span className="muted">{words.search.shown({ from: formatNumber(offset + 1), to: formatNumber(offset + items.length), total: formatNumber(total) })}</span>
                  <span className="row">
                    <Button unavailable={offset === 0 ? shell.firstPage : null} onPress={() => change({ from: offset > pageSize ? String(offset - pageSize) : undefined })}>{words.previous}</Button>
                    <Button unavailable={offset + pageSize >= total ? shell.lastPage : null} onPress={() => change({ from: String(offset + pageSize) })}>{words.next}</Button>
                  </span>
                </nav>
              )}
            </>
          ))}
      </Loaded>
    </PortalPage>
  );
}
