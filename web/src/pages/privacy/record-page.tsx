import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { privacyWordsQuery, processingRecordQuery, type ProcessingRecord, type RecordContent } from '../../api/privacy-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay, useTell } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Fact } from '../../ui/fact.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink, usePageHref } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { useAsOf } from '../action-plans/as-of.tsx';
import '../exchange/agreements/agreements.css';

/** One record of processing with its versions, as of a day. */
export function RecordPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages();
  const say = useSay();
  const query = useQuery(processingRecordQuery(Number(id), useAsOf()));
  const title = query.data ? say(query.data, 'title') : words.privacy.title;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/privacy/records">{words.privacy.title}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.privacy.loading} lines={8}>{(record) => <Body record={record} />}</Loaded>
    </Page>
  );
}

function Body({ record }: { record: ProcessingRecord }) {
  const { privacy: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const href = usePageHref();
  const past = useAsOf() !== undefined;
  const [ending, setEnding] = useState(false);
  const lead = <><Badge glyph={record.state === 'current' ? 'ok' : 'idle'}>{words.states[record.state]}</Badge> {words.version({ version: record.version })} · {record.changedBy} · {formatThaiDate(record.changedAt, { lang })}</>;
  return (
    <>
      <PageHead kicker={say(record.agency, 'name')} title={say(record, 'title')} lead={lead} actions={record.mayChange && <><Button look="quiet" onPress={() => setEnding(true)}>{words.end}</Button><ButtonLink look="primary" href={href(`/privacy/records/${record.id}/change`)}>{words.change}</ButtonLink></>} />
      {past && <Callout tone="info" title={words.pastDay} />}
      <Content record={record} content={record.content} />
      <Versions record={record} />
      {ending && <EndDialog record={record} onClose={() => setEnding(false)} />}
    </>
  );
}

/** Section 39 (1) to (8), in its order. */
function Content({ record, content }: { record: ProcessingRecord; content: RecordContent }) {
  const { privacy: words } = useMessages();
  const [say, tell] = [useSay(), useTell()];
  const { data: offered } = useQuery(privacyWordsQuery());
  const basisOf = (code: string) => { const found = offered?.legalBases.find((each) => each.code === code); return found ? tell(found) : code; };
  const text = (said: string) => (said ? <span className="agreement-said">{said}</span> : <span className="muted">{words.nothing}</span>);
  return (
    <Section title={words.record}>
      <dl className="facts agreement-facts">
        <Fact name={words.parts.data}><ul className="plain-list">{content.data.map((each, at) => <li key={at}>{each.name} · {each.subjects} {each.sensitive && <Badge tone="warn">{words.sensitive}</Badge>}</li>)}</ul></Fact>
        <Fact name={words.parts.purposes}><ul className="plain-list">{content.purposes.map((each) => <li key={each.code}>{tell(each)} <code className="t13">{each.code}</code><span className="sub t13 muted">{basisOf(each.basis)} {each.law}</span></li>)}</ul></Fact>
        <Fact name={words.parts.controller}>{content.controller.name}<span className="sub t13 muted">{content.controller.contact}</span></Fact>
        <Fact name={words.parts.retention}>{content.retention.months !== null && <>{words.monthsSaid({ count: content.retention.months })} · </>}{text(content.retention.words)}</Fact>
        <Fact name={words.parts.rights}>{text(content.rights)}</Fact>
        <Fact name={words.parts.disclosures}>{text(content.disclosures)}</Fact>
        <Fact name={words.parts.refusals}>{text(content.refusals)}</Fact>
        <Fact name={words.parts.security}>{text(content.security)}</Fact>
        <Fact name={words.datasets}>{record.datasets.length === 0 ? <span className="muted">{words.nothing}</span> : <ul className="plain-list">{record.datasets.map((each) => <li key={each.slug}><PageLink to={`/datasets/${each.slug}`}>{say(each, 'title')}</PageLink></li>)}</ul>}</Fact>
      </dl>
    </Section>
  );
}

type Version = ProcessingRecord['versions'][number];

function Versions({ record }: { record: ProcessingRecord }) {
  const { privacy: words } = useMessages();
  const columns: TableColumn<Version>[] = [
    { id: 'version', head: words.versions, cell: (each) => words.version({ version: each.version }) },
    { id: 'state', head: words.state, cell: (each) => words.states[each.state] },
    { id: 'why', head: words.why, className: 'wide', cell: (each) => each.reason ?? <span className="off">–</span> },
    { id: 'by', head: words.by, cell: (each) => each.by },
    { id: 'at', head: words.at, cell: (each) => <ThaiDate iso={each.at} style="withTime" /> },
  ];
  return <Section title={words.versions}><DataTable caption={words.versions} columns={columns} rows={record.versions} rowKey={(each) => each.version} rowHead="version" /></Section>;
}

function EndDialog({ record, onClose }: { record: ProcessingRecord; onClose: () => void }) {
  const { privacy: words } = useMessages();
  const { id, version, titleTh, titleEn, content, datasets } = record;
  const acting = useAct((reason: string) => told(api.PUT('/api/v1/privacy/records/{id}', { params: { path: { id } }, body: { seen: version, reason, ended: true, titleTh, titleEn, content, datasets: datasets.map(({ slug }) => slug) } })), words.ended, onClose);
  return <ReasonDialog title={words.endTitle} verb={words.end} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.endWhy}</p></ReasonDialog>;
}
