import { useState } from 'react';
import { addResource, removeResource, type RecordWork } from '../../api/catalogue-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Bytes, ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Section } from '../../ui/section.tsx';

type Resource = RecordWork['record']['resources'][number];

/** Where the data can be had: the formats of its release, files kept here, addresses elsewhere. */
export function FilesView({ work }: { work: RecordWork }) {
  const words = useMessages().catalogue.files;
  const [adding, setAdding] = useState(false);
  const [going, setGoing] = useState<Resource | null>(null);
  const columns = useColumns(work.maySave ? setGoing : null);
  const { resources, slug } = work.record;
  return (
    <Section id="files" title={words.title} note={words.note} aside={work.maySave ? <Button onPress={() => setAdding(true)}>{words.add}</Button> : undefined}>
      {resources.length === 0 ? <Empty icon="file" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.title} columns={columns} rows={resources} rowKey={({ id }) => id} rowHead="name" />}
      {adding && <AddDialog slug={slug} onClose={() => setAdding(false)} />}
      {going && <RemoveDialog resource={going} onClose={() => setGoing(null)} />}
    </Section>
  );
}

function useColumns(onRemove: ((resource: Resource) => void) | null): TableColumn<Resource>[] {
  const words = useMessages().catalogue.files;
  const say = useSay();
  return [
    { id: 'name', head: words.name, cell: (each) => <><a href={each.url}>{say(each, 'name')}</a>{each.description && <span className="sub">{each.description}</span>}</> },
    { id: 'format', head: words.format, cell: (each) => <>{each.format}{each.bytes !== null && <span className="sub"><Bytes value={each.bytes} /></span>}</> },
    { id: 'kind', head: words.kind, cell: (each) => words.kinds[each.kind] },
    { id: 'changed', head: words.changed, cell: (each) => <ThaiDate iso={each.changedAt} /> },
    ...(onRemove ? [{ id: 'act', head: words.act, cell: (each: Resource) => each.kind === 'release' ? '–' : <Button look="small" onPress={() => onRemove(each)} aria-label={`${words.remove} ${say(each, 'name')}`}>{words.remove}</Button> }] : []),
  ];
}

function AddDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const words = useMessages().catalogue.files;
  const [draft, setDraft] = useState({ nameTh: '', format: '', url: '' });
  const acting = useAct(() => addResource(slug, draft), words.added, onClose);
  const field = (key: keyof typeof draft, tried: boolean) => ({ value: draft[key], onChange: (value: string) => setDraft({ ...draft, [key]: value }), error: tried && !draft[key].trim() ? words.needed : null });
  return (
    <FormDialog title={words.add} verb={words.add} acting={acting} ready={Object.values(draft).every((value) => value.trim() !== '')} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.name} hint={words.nameWhy} autoFocus {...field('nameTh', tried)} />
          <Field label={words.url} hint={words.urlWhy} mono {...field('url', tried)} />
          <Field label={words.format} hint={words.formatWhy} {...field('format', tried)} />
        </>
      )}
    </FormDialog>
  );
}

function RemoveDialog({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const words = useMessages().catalogue.files;
  const say = useSay();
  const acting = useAct(() => removeResource(resource.id), words.removed, onClose);
  return <FormDialog title={`${words.remove} ${say(resource, 'name')}`} verb={words.remove} danger acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>{() => <p className="t14">{words.removeWhy}</p>}</FormDialog>;
}
