import { useMutation } from '@tanstack/react-query';
import { askSourcePreview, type SourcePreview as Preview } from '../../api/partition-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** The first rows of a source as they are read, asked for by a button: decoded, columns named, personal ones masked. */
export function SourcePreview({ slug, sourceId }: { slug: string; sourceId: number }) {
  const words = useMessages().partitions.preview;
  const asking = useMutation({ mutationFn: () => askSourcePreview(slug, sourceId) });
  return (
    <div className="stack-1">
      <div className="row no-print"><Button look="small" isPending={asking.isPending} onPress={() => asking.mutate()}>{asking.isPending ? words.asking : words.open}</Button></div>
      {asking.isError && <ProblemView error={asking.error} />}
      {asking.data && <Rows preview={asking.data} />}
    </div>
  );
}

function Rows({ preview }: { preview: Preview }) {
  const lang = useLang();
  const say = useSay();
  const words = useMessages().partitions.preview;
  const { columns, rows, format, encoding, notes } = preview;
  return (
    <div aria-live="polite">
      <p><b>{rows.length === 0 ? words.empty : words.title({ rows: rows.length })}</b></p>
      <p className="t13 muted">{words.read({ format, encoding })}{columns.some(({ masked }) => masked) && ` · ${words.masked}`}</p>
      {notes.map((note) => <p key={note.en} className="t13 muted">{note[lang]}</p>)}
      <DataTable caption={words.title({ rows: rows.length })} phones="scroll" density="compact" rows={rows.map((cells, at) => ({ at, cells }))} rowKey={({ at }) => at}
        columns={columns.map((column, at) => ({ id: `${at}`, head: <>{column.name}{say(column, 'title') !== column.name && <span className="sub t13 muted">{say(column, 'title')}</span>}</>, cell: ({ cells }: { cells: string[] }) => cells[at] }))} />
    </div>
  );
}
