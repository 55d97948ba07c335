import type { AgreementPage, AgreementVersion } from '../../../api/agreement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Section } from '../../../ui/section.tsx';
import { StateBadge } from './looks.tsx';

/** Each version with what differs, who signed, and the text that was signed. */
export function VersionsSection({ page }: { page: AgreementPage }) {
  const { agreements: words } = useMessages();
  return <Section title={words.versions}>{page.versions.map((version) => <OneVersion key={version.version} page={page} version={version} />)}</Section>;
}

function OneVersion({ page, version }: { page: AgreementPage; version: AgreementVersion }) {
  const { agreements: words } = useMessages();
  const state = version.version === page.version && page.review?.version !== version.version ? page.state : version.state;
  return (
    <div className="stack">
      <h3 className="t16">{words.version({ version: version.version })} <StateBadge state={state} /></h3>
      {version.changes && <Changes changes={version.changes} version={version.version} />}
      <Signatures version={version} />
      <details>
        <summary>{words.showText}<span className="sr"> {words.version({ version: version.version })}</span></summary>
        <div className="stack">
          <pre className="agreement-text t13" tabIndex={0} aria-label={words.text}>{version.text}</pre>
          <p className="t13">{words.hash}: <code className="agreement-hash">{version.sha256}</code></p>
          <p><CopyButton text={version.text} label={words.copy} done={words.copied} /></p>
        </div>
      </details>
    </div>
  );
}

type Change = NonNullable<AgreementVersion['changes']>[number];

/** What differs between this version and the one before it that was in force. */
function Changes({ changes, version }: { changes: readonly Change[]; version: number }) {
  const { agreements: words } = useMessages();
  const columns: TableColumn<Change>[] = [
    { id: 'term', head: words.term, cell: (each) => words.termNames[each.term] ?? each.term },
    { id: 'before', head: words.before, cell: (each) => <span className="agreement-said">{each.before ?? words.nothing}</span> },
    { id: 'after', head: words.after, cell: (each) => <span className="agreement-said">{each.after ?? words.nothing}</span> },
  ];
  return (
    <>
      <p className="t14">{words.changes({ count: changes.length })}</p>
      {changes.length > 0 && <DataTable caption={`${words.version({ version })}: ${words.changes({ count: changes.length })}`} columns={columns} rows={changes} rowKey={(each) => each.term} rowHead="term" />}
    </>
  );
}

type Signature = AgreementVersion['signatures'][number];

function Signatures({ version }: { version: AgreementVersion }) {
  const { agreements: words } = useMessages();
  const say = useSay();
  const columns: TableColumn<Signature>[] = [
    { id: 'side', head: words.signatures, cell: (each) => words.sides[each.side] },
    { id: 'by', head: words.signedBy, cell: (each) => <>{each.name}<span className="sub t13 muted">{say({ postTh: each.postTh ?? '', postEn: each.postEn ?? '' }, 'post')} {each.byOffer && words.byOffer} {each.kid && words.byKey({ kid: each.kid })}</span></> },
    { id: 'at', head: words.at, cell: (each) => <ThaiDate iso={each.at} style="withTime" /> },
    { id: 'how', head: words.how, cell: (each) => words.aal({ aal: each.aal, ial: (each.ial / 10).toFixed(1) }) },
  ];
  if (version.signatures.length === 0) return <p className="t14 muted">{words.notSigned}</p>;
  return <DataTable caption={`${words.version({ version: version.version })}: ${words.signatures}`} columns={columns} rows={version.signatures} rowKey={(each) => each.side} rowHead="side" />;
}
