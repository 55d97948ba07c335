import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatNumber } from '@saphan/contracts/numbers';
import { apiUrl } from '../../../api/client.ts';
import { exchangeQuery, type ExchangeFacts } from '../../../api/exchange-use-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { useAgencyName } from '../../../app/use-agency-name.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Bytes, Num, ThaiDate } from '../../../ui/figures.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Result } from './result.tsx';

/** One exchange: what happened and how it is proved. */
export function ExchangePage() {
  const { traffic: words, shell } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(exchangeQuery(id));
  return (
    <Page title={words.one.title} crumbs={[shell.navGroups.exchange, <PageLink key="all" to="/exchange/exchanges">{words.list.title}</PageLink>, words.one.title]}>
      <PageHead title={words.one.title} lead={query.data && <ThaiDate iso={query.data.at} style="withTime" />} actions={<><PageLink className="btn" to="/verify">{words.one.verify}</PageLink><Receipt id={id} isDirect={query.data?.via === 'direct'} /></>} />
      <Loaded query={query} label={words.loading} lines={8}>{(data) => <><What data={data} /><Evidence data={data} /></>}</Loaded>
    </Page>
  );
}

/** The receipt is of the house's log; of a direct exchange the edges have their own. */
function Receipt({ id, isDirect }: { id: string; isDirect: boolean }) {
  const { traffic: { one: words } } = useMessages();
  const said = <><Icon name="download" />{words.receipt}</>;
  if (isDirect) return <Button look="primary" unavailable={words.noReceipt}>{said}</Button>;
  return <ButtonLink look="primary" href={apiUrl(`/exchange/receipts/${encodeURIComponent(id)}`)} download>{said}</ButtonLink>;
}

function What({ data }: { data: ExchangeFacts }) {
  const { traffic: { one: words, ...traffic } } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  return (
    <Section title={words.what}>
      <dl className="facts">
        <Fact name={words.asker}>{nameOf(data.consumer.agencyId)}<span className="sub t13 muted">{say(data.consumer, 'name')} · <code>{data.consumer.path}</code></span></Fact>
        <Fact name={words.answerer}>{data.providerId ? nameOf(data.providerId) : '–'}{data.service && <span className="sub t13 muted"><PageLink to={`/exchange/services/${data.service.slug}`}>{say(data.service, 'title')}</PageLink></span>}</Fact>
        <Fact name={words.operation}>{say(data, 'what') || data.operationId || '–'}</Fact>
        <Fact name={words.purpose}>{say(data, 'purpose') || data.purpose || '–'}</Fact>
        <Fact name={words.basis}>{say(data, 'legalBasis') || '–'}</Fact>
        <Fact name={words.agreement}>{data.agreement ? <><PageLink to={`/exchange/agreements/${data.agreement}`}>{data.agreement}</PageLink>{data.agreementVersion !== null && ` ${words.version({ version: data.agreementVersion })}`}</> : '–'}</Fact>
        {data.caseRef && <Fact name={words.caseRef}>{data.caseRef}</Fact>}
        <Fact name={words.result}><Result status={data.status} origin={data.errorOrigin} problem={data.problem} /></Fact>
        {data.answerNote && <Fact name={words.note}>{words.noteSaid({ status: /^status (.*)/.exec(data.answerNote)?.[1] ?? null, type: /^type (.*)/.exec(data.answerNote)?.[1] ?? null })}</Fact>}
        {data.requestBytes !== null && data.responseBytes !== null && <Fact name={words.size}><Bytes value={data.requestBytes} /> / <Bytes value={data.responseBytes} /></Fact>}
        {data.tookMs !== null && <Fact name={words.took}><Num value={data.tookMs} unit={traffic.ms} />{data.upstreamMs !== null && <span className="sub t13 muted">{words.upstream} <Num value={data.upstreamMs} unit={traffic.ms} /></span>}</Fact>}
        {data.via === 'direct' && <Fact name={words.via}>{words.viaDirect}</Fact>}
        <Fact name={words.personal}>{data.isPersonal ? words.personalYes : words.personalNo}</Fact>
        {data.disclosure && <Fact name={words.seenBy}><Disclosure disclosure={data.disclosure} /></Fact>}
      </dl>
    </Section>
  );
}

/** From when the person sees it, and why not at once. */
function Disclosure({ disclosure: { kind, visibleFrom, reasonCode, reasonTh, reasonEn } }: { disclosure: NonNullable<ExchangeFacts['disclosure']> }) {
  const { traffic: { one: words } } = useMessages();
  const say = useSay();
  if (kind === 'now') return <>{words.seenNow}</>;
  const reason = reasonTh && reasonEn ? say({ reasonTh, reasonEn }, 'reason') : reasonCode;
  return <>{visibleFrom === null ? words.sealed : <>{words.seenFrom} <ThaiDate iso={visibleFrom} style="withTime" /></>}{reason && <span className="sub t13 muted">{words.delayedBecause({ reason })} <code>{reasonCode}</code></span>}</>;
}

function Evidence({ data }: { data: ExchangeFacts }) {
  const { traffic: { one: words }, uses } = useMessages();
  const signers = [[words.byConsumer, data.consumerKid], [words.byProvider, data.providerKid], [words.byGateway, data.gatewayKid]] as const;
  const { entry } = data;
  return (
    <Section title={words.evidence} note={words.receiptWhy}>
      <dl className="facts">
        <Fact name={words.id}><code>{data.id}</code></Fact>
        <Fact name={words.assurance}>{data.assurance} · {uses.levels[data.assurance]}</Fact>
        {signers.map(([name, kid]) => <Fact key={name} name={`${words.signed} ${name}`}>{kid ? <code>{kid}</code> : <span className="muted">{words.notSigned}</span>}</Fact>)}
        {data.handedIn && ([[words.byConsumer, data.handedIn.consumer], [words.byProvider, data.handedIn.provider]] as const).map(([name, at]) => <Fact key={name} name={`${words.handedIn} ${name}`}>{at === null ? <Badge glyph="warn">{words.notHandedIn}</Badge> : <ThaiDate iso={at} style="withTime" />}</Fact>)}
        {data.lateAt && <Fact name={words.late}><ThaiDate iso={data.lateAt} style="withTime" /><span className="sub t13 muted">{words.lateWhy}</span></Fact>}
        {data.stream && <Fact name={words.stream}><code>{data.stream}</code> {data.seq}</Fact>}
        <Fact name={words.entry}>{entry === null ? words.noEntry : <PageLink to="/ledger">{entry.leafIndex === null ? words.entryWaits({ number: formatNumber(entry.number) }) : words.entryAt({ number: formatNumber(entry.number), leaf: formatNumber(entry.leafIndex) })}</PageLink>}</Fact>
      </dl>
    </Section>
  );
}
