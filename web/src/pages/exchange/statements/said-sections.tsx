import { formatNumber } from '@saphan/contracts/numbers';
import type { StatementPage } from '../../../api/statement-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Section } from '../../../ui/section.tsx';
import { signingCommand } from './signing-command.ts';
import { WordBadge } from './word-badge.tsx';

type Word = StatementPage['history'][number];

/** Everything that was said, the newest first. */
export function SaidSection({ page }: { page: StatementPage }) {
  const { statements: words } = useMessages();
  const columns: TableColumn<Word>[] = [
    { id: 'when', head: words.when, cell: (word) => <ThaiDate iso={word.at} style="withTime" /> },
    { id: 'what', head: words.what, className: 'wide', cell: (word) => <>{words.side[word.side]} <WordBadge word={word} />{word.remark && <span className="sub">{word.remark}</span>}<Proof page={page} word={word} /></> },
    { id: 'who', head: words.who, cell: (word) => <>{word.by}{word.kid && <span className="sub t13 muted">{words.signed} <code className="secret-text">{word.kid}</code></span>}</> },
  ];
  return (
    <Section title={words.said} note={words.historyNote}>
      {page.history.length === 0 ? <p className="t14 muted">{words.nobody}</p> : <DataTable caption={words.history} columns={columns} rows={page.history} rowKey={(word) => `${word.side} ${word.number}`} rowHead="when" />}
    </Section>
  );
}

/** What that side's own systems counted. */
function Proof({ page, word: { counted, root } }: { page: StatementPage; word: Word }) {
  const { statements: words } = useMessages();
  if (counted === null && root === null) return null;
  return <span className="sub t13 muted">{counted !== null && words.counted({ count: formatNumber(counted) })}{root !== null && root === page.root && ` · ${words.sameList}`}</span>;
}

/** The text, and how a key of one's own system signs it. */
export function TextSection({ page }: { page: StatementPage }) {
  const { statements: words } = useMessages();
  const file = `statement-${page.id}.txt`;
  const [key] = page.keys;
  const command = key ? signingCommand(key.algorithm, file) : null;
  return (
    <Section title={words.text} note={words.textNote} aside={<a href={`data:text/plain;charset=utf-8,${encodeURIComponent(page.text)}`} download={file}>{words.download}</a>}>
      <div className="code"><pre tabIndex={0} aria-label={words.text}>{page.text}</pre></div>
      <dl className="facts">
        <Fact name={words.hash}><code className="secret-text">{page.sha256}</code></Fact>
        {command && <Fact name={words.command}><div className="code"><pre tabIndex={0} aria-label={words.command}>{command}</pre></div><CopyButton text={command} label={words.copy} done={words.copied} /></Fact>}
      </dl>
    </Section>
  );
}
