import { useQuery } from '@tanstack/react-query';
import { recordHistoryQuery, type RecordVersion } from '../../api/catalogue-queries.ts';
import { useLang, useMessages, useTell } from '../../app/lang.ts';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';

/** Every version: who, when, and field by field what it was and what it became. */
export function HistoryView({ slug }: { slug: string }) {
  const words = useMessages().catalogue.history;
  const query = useQuery(recordHistoryQuery(slug));
  return (
    <Section id="history" title={words.title} note={words.note}>
      <Loaded query={query} label={words.title} lines={6}>
        {(versions) => versions.length === 0 ? <Empty icon="document" title={words.none} /> : <ol className="record-history">{versions.map((version) => <Version key={version.version} version={version} />)}</ol>}
      </Loaded>
    </Section>
  );
}

function Version({ version }: { version: RecordVersion }) {
  const { history: words, comments, states } = useMessages().catalogue;
  const hasChanges = version.changes.length > 0;
  return (
    <li className="panel">
      <div className="body stack-2">
        <p className="row"><b>{words.what[version.what] ?? version.what}</b>{version.subject && <span>{version.subject}</span>}<span className="muted t14">{comments.ofVersion({ version: version.version })} · {version.actor} · <ThaiDate iso={version.at} style="withTime" /> · {states[version.state]}</span></p>
        {hasChanges && <dl className="record-changes">{version.changes.map((change) => <Change key={change.field} change={change} />)}</dl>}
      </div>
    </li>
  );
}

function Change({ change }: { change: RecordVersion['changes'][number] }) {
  const words = useMessages().catalogue.history;
  const lang = useLang();
  const tell = useTell();
  const [before, after] = lang === 'th' ? [change.beforeTh, change.afterTh] : [change.beforeEn, change.afterEn];
  return (
    <div>
      <dt>{tell(change)}</dt>
      <dd><del aria-label={words.was}>{before ?? words.empty}</del><span aria-hidden="true"> → </span><ins aria-label={words.became}>{after ?? words.empty}</ins></dd>
    </div>
  );
}
