import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { previewWorkbook, takeWorkbook, type FormPlace, type SurveyPreview } from '../../api/readiness-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/toast.tsx';

type Change = SurveyPreview['changes'][number];
type Problem = SurveyPreview['problems'][number];

/** Takes answers from a filled workbook: first what it would change, cell by cell; then, and only then, it is taken. */
export function UploadDialog({ place, onClose }: { place: FormPlace; onClose: () => void }) {
  const { readiness: words } = useMessages();
  const client = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<SurveyPreview | null>(null);
  const plan = preview?.plan ?? null;
  const acting = useMutation({
    mutationFn: async (chosen: File) => {
      if (plan === null) { setPreview(await previewWorkbook(place, chosen)); return; }
      await takeWorkbook(place, chosen, plan);
      announce(words.taken);
      onClose();
      await client.invalidateQueries();
    },
  });
  const choose = (next: File | null) => { acting.reset(); setPreview(null); setFile(next); };
  return (
    <FormDialog title={words.uploadTitle} verb={plan === null ? words.look : words.take} acting={acting} ready={file !== null} onSend={() => { if (file) acting.mutate(file); }} onClose={onClose}>
      {(tried) => (
        <>
          <div className="field">
            <label className="label" htmlFor={id}>{words.file}</label>
            <input className="input" id={id} type="file" accept=".xlsx" onChange={(event) => choose(event.target.files?.[0] ?? null)} />
            {tried && !file && <p className="t14 bad" role="status">{words.fileNeeded}</p>}
          </div>
          {preview && <Preview preview={preview} />}
        </>
      )}
    </FormDialog>
  );
}

function Preview({ preview }: { preview: SurveyPreview }) {
  const { readiness: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const shownOf = (text: string) => text || words.empty;
  const changes: TableColumn<Change>[] = [
    { id: 'cell', head: words.cell, cell: (each) => `${each.sheet} ${each.cell}` },
    { id: 'dataset', head: words.dataset, cell: (each) => say(each, 'title') },
    { id: 'question', head: words.question, cell: (each) => say(each, 'question') },
    { id: 'before', head: words.before, cell: (each) => <>{shownOf(each.before)}{each.changedSince && <p className="t13 bad">{words.changedSince({ by: each.changedSince.by, was: each.changedSince.was })}</p>}</> },
    { id: 'after', head: words.after, cell: (each) => shownOf(each.after) },
  ];
  const problems: TableColumn<Problem>[] = [{ id: 'cell', head: words.cell, cell: (each) => `${each.sheet} ${each.cell}` }, { id: 'what', head: words.what, cell: (each) => each[lang] }];
  if (preview.problemCount > 0) {
    return (
      <Callout tone="bad" title={words.mend({ count: preview.problemCount })} level={3} alert>
        <DataTable caption={words.mend({ count: preview.problemCount })} columns={problems} rows={preview.problems} rowKey={(each) => `${each.sheet} ${each.cell} ${each.code}`} rowHead="cell" phones="scroll" />
      </Callout>
    );
  }
  if (preview.plan === null) return <Callout tone="info" title={words.noChange} level={3} />;
  return (
    <Callout tone="info" title={words.changes({ count: preview.changeCount, rows: preview.addedRows, needs: preview.addedNeeds })} level={3}>
      <p className="t14">{words.unsent}</p>
      {preview.changes.length > 0 && <DataTable caption={words.changes({ count: preview.changeCount, rows: preview.addedRows, needs: preview.addedNeeds })} columns={changes} rows={preview.changes} rowKey={(each) => `${each.sheet} ${each.cell}`} rowHead="cell" phones="scroll" />}
    </Callout>
  );
}
