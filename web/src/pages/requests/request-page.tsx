import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { linkageRequestQuery, type RequestPage as Request } from '../../api/request-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink, usePageHref } from '../../ui/page-link.tsx';
import { AsOf, useAsOf } from '../action-plans/as-of.tsx';
import '../action-plans/action-plans.css';
import { AnswerDialog } from './answer-dialog.tsx';
import { AnswerSection, AskedSection, PreparedSection } from './request-facts.tsx';
import { StateBadge, useWanted } from './looks.tsx';
import './requests.css';
import { SendDialog } from './send-dialog.tsx';
import { Story } from './story.tsx';
import { TalkDialog, WithdrawDialog, type Talk } from './talk-dialogs.tsx';

/** One linkage request: what is asked for, what was answered, and everything that was said. */
export function RequestPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages();
  const asOf = useAsOf();
  const query = useQuery(linkageRequestQuery(Number(id), asOf));
  const title = words.requests.number({ id: Number(id) });
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/requests" search={{ asOf }}>{words.requests.title}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.requests.loading} lines={10}>{(page) => <Body page={page} />}</Loaded>
    </Page>
  );
}

type Open = Talk | 'answer' | 'prepare' | 'withdraw' | 'send' | null;

function Body({ page }: { page: Request }) {
  const { requests: words } = useMessages();
  const say = useSay();
  const wanted = useWanted();
  const past = useAsOf() !== undefined;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const pair = page.provider ? words.pair({ requester: say(page.requester, 'name'), provider: say(page.provider, 'name') }) : say(page.requester, 'name');
  return (
    <>
      <PageHead kicker={<>{words.number({ id: page.id })} · {pair}</>} title={wanted(page)} lead={<><StateBadge state={page.state} /> {words.waitingFor[page.state]}</>} actions={<Deeds page={page} onOpen={setOpen} />}>
        <AsOf data={page} />
      </PageHead>
      {past && <Callout tone="info" title={words.pastDay} />}
      {page.may.prepare && !page.may.answer && <Callout tone="info" title={words.notResponsible} />}
      <AskedSection page={page} />
      {page.answer && <AnswerSection page={page} answer={page.answer} />}
      {page.prepared && <PreparedSection page={page} prepared={page.prepared} />}
      <Story events={page.events} />
      {(open === 'question' || open === 'reply' || open === 'note') && <TalkDialog page={page} talk={open} onClose={close} />}
      {(open === 'answer' || open === 'prepare') && <AnswerDialog page={page} prepares={open === 'prepare'} onClose={close} />}
      {open === 'withdraw' && <WithdrawDialog page={page} onClose={close} />}
      {open === 'send' && <SendDialog page={page} onClose={close} />}
    </>
  );
}

function Deeds({ page, onOpen }: { page: Request; onOpen: (open: Open) => void }) {
  const { requests: words } = useMessages();
  const href = usePageHref();
  const { may } = page;
  return (
    <>
      {may.note && <Button look="quiet" onPress={() => onOpen('note')}>{words.note}</Button>}
      {may.withdraw && <Button look="quiet" onPress={() => onOpen('withdraw')}>{words.withdraw}</Button>}
      {may.change && <ButtonLink href={href(`/requests/${page.id}/change`)}>{words.change}</ButtonLink>}
      {may.askBack && <Button onPress={() => onOpen('question')}>{words.askBack}</Button>}
      {may.prepare && <Button onPress={() => onOpen('prepare')}>{words.prepare}</Button>}
      {may.reply && <Button look="primary" onPress={() => onOpen('reply')}>{words.reply}</Button>}
      {(may.answer || may.prepare) && <Button look="primary" unavailable={may.answer ? null : words.notResponsible} onPress={() => onOpen('answer')}>{words.giveAnswer}</Button>}
      {page.state === 'draft' && (may.change || may.send) && <Button look="primary" unavailable={may.send ? null : words.draftOnly} onPress={() => onOpen('send')}>{words.send}</Button>}
    </>
  );
}
