import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { addResource, changeResource, removeResource, type RecordWork } from '../../api/catalogue-queries.ts';
import { sendRecordFile } from '../../api/send-record-file.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-upload.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/toast.tsx';

export type Resource = RecordWork['record']['resources'][number];

/** Sends a file: a new one, or one in the place of another. */
export function SendDialog({ slug, replaced, onClose }: { slug: string; replaced: Resource | null; onClose: () => void }) {
  const words = useMessages().catalogue.files;
  const say = useSay();
  const client = useQueryClient();
  const done = () => { announce(replaced ? words.replaced : words.fileAdded); onClose(); void client.invalidateQueries(); };
  return (
    <Dialog title={replaced ? `${words.replace} ${say(replaced, 'name')}` : words.addFile} isOpen onClose={onClose} alert actions={<Button onPress={onClose}>{words.close}</Button>}>
      {replaced && <p className="t14">{words.replaceWhy}</p>}
      <FileDrop label={words.drop} hint={words.dropWhy} sender={(file, options) => sendRecordFile(replaced ? { id: replaced.id } : { slug }, file, options)} onDone={done} />
    </Dialog>
  );
}

export function AddLinkDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
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

/** What is said of a file or address; where a kept file lies is not said by people. */
export function ChangeDialog({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const words = useMessages().catalogue.files;
  const say = useSay();
  const { nameTh, nameEn, description, format, url, kind } = resource;
  const [draft, setDraft] = useState({ nameTh, nameEn, description: description ?? '', format, url });
  const { url: address, description: text, ...rest } = draft;
  const acting = useAct(() => changeResource(resource.id, { ...rest, description: text.trim() || null, ...(kind === 'link' && { url: address }) }), words.changeDone, onClose);
  const field = (key: keyof typeof draft, tried: boolean) => ({ value: draft[key], onChange: (value: string) => setDraft({ ...draft, [key]: value }), error: tried && key !== 'description' && !draft[key].trim() ? words.needed : null });
  return (
    <FormDialog title={`${words.change} ${say(resource, 'name')}`} verb={words.change} acting={acting} ready={[draft.nameTh, draft.nameEn, draft.format, address].every((value) => value.trim() !== '')} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.name} hint={words.nameWhy} autoFocus {...field('nameTh', tried)} />
          <Field label={words.nameEn} {...field('nameEn', tried)} />
          <LongField label={words.description} rows={2} {...field('description', tried)} />
          <Field label={words.format} hint={words.formatWhy} {...field('format', tried)} />
          {kind === 'link' && <Field label={words.url} hint={words.urlWhy} mono {...field('url', tried)} />}
        </>
      )}
    </FormDialog>
  );
}

export function RemoveDialog({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const words = useMessages().catalogue.files;
  const say = useSay();
  const acting = useAct(() => removeResource(resource.id), words.removed, onClose);
  return <FormDialog title={`${words.remove} ${say(resource, 'name')}`} verb={words.remove} danger acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>{() => <p className="t14">{words.removeWhy[resource.kind === 'file' ? 'file' : 'link']}</p>}</FormDialog>;
}
