import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { apiUrl } from '../../../api/client.ts';
import { statementQuery, type StatementPage as Shown } from '../../../api/statement-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { useMay } from '../../../app/use-may.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { CompareSection } from './compare-section.tsx';
import { GapsSection, RefusalsSection } from './behind-figures.tsx';
import { listOfDay } from './list-of-day.ts';
import type { Comparison } from './own-record.ts';
import { SaidSection, TextSection } from './said-sections.tsx';
import { WordBadge } from './word-badge.tsx';

/** One daily statement: its figures and what lies behind them, one's own record beside it, and what both sides say. */
export function StatementPage() {
  const { statements: words, shell } = useMessages();
  const lang = useLang();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useQuery(statementQuery(id));
  const title = query.data ? words.of({ day: formatThaiDate(query.data.day, { lang }) }) : words.title;
  return (
    <Page title={title} crumbs={[shell.navGroups.exchange, <PageLink key="all" to="/exchange/statements">{words.title}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.loading} lines={8}>{(page) => <Body page={page} title={title} />}</Loaded>
    </Page>
  );
}

function Body({ page, title }: { page: Shown; title: string }) {
  const { statements: words } = useMessages();
  const say = useSay();
  const may = useMay()('exchange.answer-statement');
  const [answering, setAnswering] = useState(false);
  const [compared, setCompared] = useState<Comparison | null>(null);
  const actions = (
    <>
      <ButtonLink href={apiUrl(`/exchange/statements/${page.id}/paper`)} download><Icon name="download" />{words.print}</ButtonLink>
      <Button look="primary" unavailable={may && page.sides.length > 0 ? null : words.noSide} onPress={() => setAnswering(true)}>{words.answerIt}</Button>
    </>
  );
  const lead = (['consumer', 'provider'] as const).map((side) => <span key={side} className="nw">{words.side[side]} <WordBadge word={page.words[side]} /> </span>);
  return (
    <>
      <PageHead kicker={words.pair({ consumer: say(page, 'consumer'), provider: say(page, 'provider') })} title={title} lead={lead} actions={actions} />
      {page.held < page.exchanges && <Callout tone="warn" title={words.gone({ held: formatNumber(page.held), all: formatNumber(page.exchanges) })}><p className="t14">{words.goneWhy}</p></Callout>}
      <Figures page={page} />
      <RefusalsSection page={page} />
      <GapsSection page={page} />
      <CompareSection page={page} compared={compared} onCompared={setCompared} />
      <SaidSection page={page} />
      <TextSection page={page} />
      {answering && <AnswerDialog page={page} compared={compared} onClose={() => setAnswering(false)} />}
    </>
  );
}

function Figures({ page }: { page: Shown }) {
  const { statements: words } = useMessages();
  const lang = useLang();
  const linked = (count: number, more: Record<string, string>) => (count === 0 ? <Num value={0} /> : <PageLink to="/exchange/exchanges" search={listOfDay(page, more)}><Num value={count} /></PageLink>);
  return (
    <Section title={words.figures} note={words.figuresNote({ day: formatThaiDate(page.madeAt, { style: 'withTime', lang }) })}>
      <dl className="facts">
        <Fact name={words.consumer}><code>{page.consumer}</code></Fact>
        <Fact name={words.provider}><code>{page.provider}</code></Fact>
        <Fact name={words.through}>{linked(page.exchanges, { via: 'hub' })}</Fact>
        <Fact name={words.ofWhichRefused}>{linked(page.refused, { via: 'hub', show: 'refused' })}</Fact>
        <Fact name={words.missing}>{page.missing === 0 ? <Num value={0} /> : <a href="#gaps"><Num value={page.missing} /></a>}</Fact>
        {page.direct > 0 && <Fact name={words.directly}><PageLink to="/exchange/exchanges" search={{ via: 'direct', consumer: page.consumer, provider: page.provider }}><Num value={page.direct} /></PageLink></Fact>}
        {page.unmatched > 0 && <Fact name={words.oneSide}><PageLink to="/exchange/exchanges" search={{ via: 'unmatched', consumer: page.consumer, provider: page.provider }}><Num value={page.unmatched} /></PageLink></Fact>}
        {page.late > 0 && <Fact name={words.late}><Num value={page.late} /><span className="sub t13 muted">{words.lateWhy}</span></Fact>}
        <Fact name={words.day}><ThaiDate iso={page.day} /></Fact>
      </dl>
    </Section>
  );
}
