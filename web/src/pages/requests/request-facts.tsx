import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { requestWordsQuery, type RequestAnswer, type RequestPage } from '../../api/request-queries.ts';
import { useLang, useMessages, useSay, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Fact } from '../../ui/fact.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';

/** What is asked for, and by when. */
export function AskedSection({ page }: { page: RequestPage }) {
  const { requests: words } = useMessages();
  const tell = useTell();
  const { data: offered } = useQuery(requestWordsQuery());
  const bases = page.legalBases.map((code) => { const found = offered?.legalBases.find((each) => each.code === code); return found ? tell(found) : code; });
  const frequency = offered?.frequencies.find(({ code }) => code === page.frequency);
  return (
    <Section title={words.asked}>
      <dl className="facts request-facts">
        {page.dataset && <Fact name={words.what}><WantedLink page={page} /></Fact>}
        {page.datasetWords && <Fact name={words.datasetWords}><Written text={page.datasetWords} /></Fact>}
        <Fact name={words.purpose}><Written text={page.purpose || null} /></Fact>
        <Fact name={words.legalBases}>{bases.length > 0 || page.ownLaw ? <ul className="plain-list">{bases.map((each) => <li key={each}>{each}</li>)}{page.ownLaw && <li>{page.ownLaw}</li>}</ul> : words.noReason}</Fact>
        <Fact name={words.fields}><Columns page={page} names={page.columns.map(({ name }) => name)} />{page.fieldWords && <Written text={page.fieldWords} />}</Fact>
        <Fact name={words.frequency}>{frequency ? tell(frequency) : words.noReason}</Fact>
        <Fact name={words.wantedOn}><ThaiDate iso={page.wantedOn} /></Fact>
        <Fact name={words.retention}><Written text={page.retention} /></Fact>
        <Fact name={words.contact}><Written text={page.contact} /></Fact>
        {page.sentOn && <Fact name={words.sentOn}><ThaiDate iso={page.sentOn} /></Fact>}
        {page.deadline && <Fact name={words.deadline}><Deadline deadline={page.deadline} /></Fact>}
        {page.planDueOn && <Fact name={words.planDue}><ThaiDate iso={page.planDueOn} /></Fact>}
        {page.fulfilledOn && <Fact name={words.fulfilledOn}><ThaiDate iso={page.fulfilledOn} /></Fact>}
        {page.origin?.startsWith('/') && <Fact name={words.origin}><PageLink to={page.origin}>{words.originLink}</PageLink></Fact>}
      </dl>
    </Section>
  );
}

function WantedLink({ page }: { page: RequestPage }) {
  const say = useSay();
  return page.dataset && <PageLink to={`/datasets/${page.dataset.slug}`}>{say(page.dataset, 'title')}</PageLink>;
}

function Deadline({ deadline }: { deadline: NonNullable<RequestPage['deadline']> }) {
  const { requests: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const text = (iso: string) => formatThaiDate(iso, { lang });
  return (
    <>
      <ThaiDate iso={deadline.dueOn} />{deadline.dueOn !== deadline.firstDueOn && <span className="sub t13 muted"> {words.firstDue({ date: text(deadline.firstDueOn) })}</span>}
      {deadline.moves.map((move, at) => <span className="sub t13 muted" key={at}>{words.moved({ from: text(move.wasOn), to: text(move.movedTo), why: say(move, 'because') })}</span>)}
    </>
  );
}

/** What was answered. */
export function AnswerSection({ page, answer }: { page: RequestPage; answer: RequestAnswer }) {
  const { requests: words } = useMessages();
  return <Section title={words.answer} note={words.verdicts[answer.verdict]}><AnswerFacts page={page} answer={answer} /></Section>;
}

/** What a steward wrote for whoever is responsible. */
export function PreparedSection({ page, prepared }: { page: RequestPage; prepared: NonNullable<RequestPage['prepared']> }) {
  const { requests: words } = useMessages();
  const lang = useLang();
  const note = `${words.verdicts[prepared.answer.verdict]} · ${words.preparedBy({ by: prepared.by, at: formatThaiDate(prepared.at, { lang, style: 'withTime' }) })} · ${words.preparedWhy}`;
  return <Section title={words.prepared} note={note}><AnswerFacts page={page} answer={prepared.answer} /></Section>;
}

function AnswerFacts({ page, answer }: { page: RequestPage; answer: RequestAnswer }) {
  const { requests: words } = useMessages();
  const granted = answer.grantedColumns ?? [];
  const withheld = page.columns.map(({ name }) => name).filter((name) => !granted.includes(name));
  const facts: [string, ReactNode][] = [
    [words.fromOn, answer.fromOn && <ThaiDate iso={answer.fromOn} />],
    [words.granted, answer.verdict !== 'refused' && (granted.length > 0 || answer.grantedWords) && <><Columns page={page} names={granted} />{answer.grantedWords && <Written text={answer.grantedWords} />}</>],
    [words.withheld, answer.verdict === 'partly-accepted' && withheld.length > 0 && <Columns page={page} names={withheld} />],
    [words.withheldWhy, answer.withheldWhy && <Written text={answer.withheldWhy} />], [words.conditions, answer.conditions && <Written text={answer.conditions} />],
    [words.reason, answer.reason && <Written text={answer.reason} />], [words.legalReason, answer.legalReason && <Written text={answer.legalReason} />],
  ];
  return <dl className="facts request-facts">{facts.map(([name, value]) => value && <Fact key={name} name={name}>{value}</Fact>)}</dl>;
}

/** Columns by their titles, personal ones marked. */
function Columns({ page, names }: { page: RequestPage; names: readonly string[] }) {
  const { requests: words } = useMessages();
  const say = useSay();
  if (names.length === 0) return null;
  return <ul className="plain-list">{page.columns.filter(({ name }) => names.includes(name)).map((column) => <li key={column.name}>{say(column, 'title')}{column.personal && <> <Badge tone="warn">{words.personalKinds[column.personal]}</Badge></>}</li>)}</ul>;
}

function Written({ text }: { text: string | null }) {
  const { requests: words } = useMessages();
  return text ? <span className="said-text">{text}</span> : <span className="muted">{words.noReason}</span>;
}
