import type { ImportPreview } from '../../api/account-import.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';

/** What a file would do, row by row, and every place that must be mended first. */
export function ImportPlan({ name, preview }: { name: string; preview: ImportPreview }) {
  const { imports: words } = useMessages().accounts;
  const problemColumns = useProblemColumns();
  const rowColumns = useRowColumns();
  return (
    <>
      <p role="status"><b>{name}</b> <Rich text={words.summary(preview)} /></p>
      {preview.problemCount > 0 && (
        <>
          <Callout tone="warn" title={words.problems({ count: preview.problemCount })} alert><p className="t14">{words.problemsWhy}</p></Callout>
          <DataTable caption={words.problems({ count: preview.problemCount })} columns={problemColumns} rows={preview.problems.map((each, at) => ({ ...each, at }))} rowKey={(each) => each.at} rowHead="line" />
        </>
      )}
      {preview.problemCount === 0 && preview.create + preview.change === 0 && <Callout tone="ok" title={words.nothing} />}
      {preview.items.length > 0 && <Section title={words.rows}><DataTable caption={words.rows} columns={rowColumns} rows={preview.items} rowKey={(each) => each.line} rowHead="name" /></Section>}
    </>
  );
}

function useProblemColumns(): TableColumn<ImportPreview['problems'][number] & { at: number }>[] {
  const { imports: words } = useMessages().accounts;
  const tell = useTell();
  return [
    { id: 'line', head: words.line, cell: (each) => <Num value={each.line} /> },
    { id: 'column', head: words.column, cell: (each) => <code>{each.column}</code> },
    { id: 'what', head: words.what, cell: (each) => tell(each) },
  ];
}

function useRowColumns(): TableColumn<ImportPreview['items'][number]>[] {
  const { accounts: { imports: words, userName }, admin } = useMessages();
  return [
    { id: 'name', head: admin.name, cell: (each) => each.name },
    { id: 'userName', head: userName, cell: (each) => <code>{each.userName}</code> },
    { id: 'outcome', head: words.outcome, cell: (each) => <Badge glyph={each.outcome === 'create' ? 'plan' : 'info'}>{words.outcomes[each.outcome] ?? each.outcome}</Badge> },
    { id: 'fields', head: words.fields, cell: (each) => <code className="secret-text">{each.fields.join(' ') || '–'}</code> },
    { id: 'line', head: words.line, numeric: true, cell: (each) => <Num value={each.line} /> },
  ];
}
