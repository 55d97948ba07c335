import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ledgerEntryQuery, type LedgerEntry } from '../../api/ledger-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { checkEvidence, type EvidenceCheck } from './check-evidence.ts';
import '../operations/operations.css';
import './ledger.css';

/** One entry: what it says, and its proof computed in this browser. */
export function EntryPage() {
  const words = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(ledgerEntryQuery(id));
  const title = query.data ? words.ledger.kinds[query.data.kind] ?? query.data.kind : words.ledger.entry;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.administration, <PageLink key="ledger" to="/ledger">{words.ledger.title}</PageLink>, title]}>
      <PageHead title={title} lead={<span className="mono wrap-anywhere">{id}</span>} />
      <Loaded query={query} label={words.ledger.loading} lines={6}>{(entry) => <><About entry={entry} />{entry.evidence === null ? <Callout tone="info" title={words.ledger.stillWaits}><p className="t14">{words.ledger.stillWaitsWhy}</p></Callout> : <Checks entry={entry} />}<Texts entry={entry} /></>}</Loaded>
    </Page>
  );
}

function About({ entry: { kind, subject, at, leafIndex, evidence } }: { entry: LedgerEntry }) {
  const { ledger: words } = useMessages();
  return (
    <Section title={words.about}>
      <dl className="facts">
        <Fact name={words.kind}><PageLink to="/ledger" search={{ kind }} hash="entries">{words.kinds[kind] ?? kind}</PageLink></Fact>
        {subject !== null && <Fact name={words.subject}><PageLink to="/ledger" search={{ subject }} hash="entries"><span className="mono wrap-anywhere">{subject}</span></PageLink></Fact>}
        <Fact name={words.at}><ThaiDate iso={at} style="withTime" /></Fact>
        {leafIndex !== null && <Fact name={words.leaf}><Num value={leafIndex} /></Fact>}
        {evidence && <Fact name={words.provenBy}>{words.checkpointOf} <Num value={evidence.size} /></Fact>}
        {evidence?.stampedAt && <Fact name={words.stampedAt}><ThaiDate iso={evidence.stampedAt} style="withTime" /> <span className="soft">{evidence.stampedBy}</span></Fact>}
      </dl>
    </Section>
  );
}

function Checks({ entry }: { entry: LedgerEntry }) {
  const { ledger: words } = useMessages();
  const { data: checks } = useQuery({ queryKey: ['ledger', 'checks', entry], queryFn: () => checkEvidence(entry), staleTime: Infinity });
  if (!checks) return <Section title={words.checks}><Skeleton label={words.checking} lines={4} /></Section>;
  const worst = checks.some(({ state }) => state === 'bad') ? 'bad' : checks.some(({ state }) => state === 'idle') ? 'warn' : 'ok';
  const columns: TableColumn<EvidenceCheck>[] = [
    { id: 'check', head: words.check, className: 'wide', cell: ({ name, who }) => <>{words.checkNames[name]}{who !== null && <span className="sub t13 muted wrap-anywhere">{who}</span>}</> },
    { id: 'state', head: words.found, cell: ({ state }) => <Badge glyph={state}>{words.checkStates[state]}</Badge> },
  ];
  return (
    <Section title={words.checks} note={words.checksNote}>
      <Callout tone={worst} level={3} title={words.verdicts[worst]} />
      <DataTable caption={words.checks} columns={columns} rows={checks} rowKey={({ name, who }) => `${name} ${who ?? ''}`} rowHead="check" />
    </Section>
  );
}

function Texts({ entry: { entry, facts, evidence } }: { entry: LedgerEntry }) {
  const words = useMessages();
  const { ledger } = words;
  const texts = [{ name: ledger.entryText, text: entry }, { name: ledger.facts, text: facts }, { name: ledger.tlogProof, text: evidence?.tlogProof ?? null }];
  return (
    <Section title={ledger.texts} note={ledger.textsNote}>
      {texts.map(({ name, text }) => text !== null && (
        <div key={name} className="stack ledger-text">
          <div className="row"><h3 className="t16">{name}</h3><CopyButton text={text} label={ledger.copyText({ name })} done={words.shell.copied} /></div>
          <pre className="ledger-pre mono t13" tabIndex={0} aria-label={name}>{text}</pre>
        </div>
      ))}
    </Section>
  );
}
