import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { noticesQuery, type Notice } from '../../api/notice-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import './notices.css';

const EVERY = 'all';
const shown = ['unread', 'all'] as const;

/** What somebody is told: what happened, what to do, by when, with the page that it leads to. */
export function NoticesPage() {
  const words = useMessages();
  const { notices } = words;
  const nameOf = useAgencyName();
  const may = useMay();
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], shown);
  const agency = textOf(search['agency']);
  const before = Number(textOf(search['before'])) || undefined;
  const query = useQuery(noticesQuery({ unread: show === 'unread', ...(agency && { agency }), ...(before && { before }) }));
  const marking = useAct(() => told(api.POST('/api/v1/notices/mark', { body: { read: true } })), notices.marked);
  const unread = query.data?.unread ?? 0;
  return (
    <Page title={notices.title} crumbs={[words.shell.navGroups.mine, notices.title]}>
      <PageHead title={notices.title} lead={query.data && <Rich text={notices.lead({ count: unread })} />} actions={<>{may('notices.read-webhooks') && <PageLink className="btn" to="/notices/webhooks">{notices.hooks.link}</PageLink>}<PageLink className="btn" to="/notices/settings">{notices.settings}</PageLink>{unread > 0 && <Button onPress={() => marking.mutate()}>{notices.markAll}</Button>}</>} />
      <section className="section" aria-label={notices.caption}>
        <div className="filters no-print">
          <Segmented label={notices.show} value={show} options={shown.map((value) => ({ value, label: notices.shown[value] }))} onChange={(value) => change({ show: value === 'unread' ? undefined : value, before: undefined })} />
          <Select label={notices.agency} value={agency ?? EVERY} options={[{ value: EVERY, label: notices.everyAgency }, ...(query.data?.agencies ?? []).map((id) => ({ value: id, label: nameOf(id) }))]} onChange={(value) => change({ agency: value === EVERY ? undefined : value, before: undefined })} />
        </div>
        <Loaded query={query} label={notices.loading} lines={6}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? <Empty level={2} icon="check" title={notices.none}>{notices.noneWhy}</Empty> : <ol className="notices plain-list">{items.map((item) => <NoticeItem key={item.id} item={item} />)}</ol>}
              {next !== null && <Button onPress={() => change({ before: String(next) })}>{notices.older}</Button>}
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

function NoticeItem({ item }: { item: Notice }) {
  const words = useMessages().notices;
  const lang = useLang();
  const nameOf = useAgencyName();
  const read = item.readAt !== null;
  const marking = useAct(() => told(api.POST('/api/v1/notices/mark', { body: { ids: [item.id], read: !read } })), words.marked);
  return (
    <li>
      <Mark glyph={item.settledAt || read ? 'ok' : item.urgent ? 'bad' : 'warn'} />
      <div>
        <p>{read ? item.what[lang] : <b>{item.what[lang]}</b>}{item.urgent && <> <Badge glyph="bad">{words.urgent}</Badge></>}{item.settledAt && <> <Badge tone="idle">{words.settled}</Badge></>}</p>
        {item.todo && <p className="t14"><b>{words.next}</b> {item.todo[lang]}</p>}
        {item.by && <p className="t14"><b>{words.by}</b> <ThaiDate iso={item.by} /></p>}
        <p className="t13 muted">{item.kindName[lang]} · {item.agencyId && <>{nameOf(item.agencyId)} · </>}<ThaiDate iso={item.createdAt} style="withTime" /></p>
        {words.instead[item.via] && <p className="t13 muted">{words.instead[item.via]}</p>}
      </div>
      <div className="notice-acts no-print"><PageLink to={item.link}>{words.open}</PageLink><Button look="small" onPress={() => marking.mutate()}>{read ? words.markUnread : words.markRead}</Button></div>
    </li>
  );
}
