import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { CheckedDocument } from '../../../api/data-service-queries.ts';
import { useMessages, useTell } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Field, LongField } from '../../../ui/field.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { DifferenceList } from './versions-section.tsx';

interface Checking { text: string; isPersonal: boolean; service?: string; onText: (text: string) => void; onChecked: (checked: CheckedDocument | null) => void; error?: string | null }

/** An OpenAPI document: pasted, from a file or fetched; checked before anything is kept, each fault at its place. */
export function DocumentField({ text, isPersonal, service, onText, onChecked, error = null }: Checking) {
  const { dataServices: words } = useMessages();
  const [url, setUrl] = useState('');
  const put = (next: string) => { onText(next); onChecked(null); checking.reset(); };
  const fetching = useMutation({ mutationFn: () => told(api.POST('/api/v1/exchange/document-fetches', { body: { url: url.trim() } })), onSuccess: (found) => put(found.text) });
  const checking = useMutation({ mutationFn: () => told(api.POST('/api/v1/exchange/document-checks', { body: { document: text, isPersonal, ...(service && { service }) } })), onSuccess: onChecked });
  return (
    <div className="stack">
      <LongField label={words.documentText} hint={words.documentHint} value={text} onChange={put} rows={10} mono error={error} />
      <label className="field"><span className="label">{words.file}</span><input type="file" accept=".json,.yaml,.yml,application/json" onChange={(event) => void event.target.files?.[0]?.text().then(put)} /></label>
      <Field label={words.url} value={url} onChange={setUrl} maxLength={2000} autoComplete="off" mono />
      <div className="row">
        <Button isDisabled={url.trim() === ''} isPending={fetching.isPending} onPress={() => fetching.mutate()}>{words.fetch}</Button>
        <Button look="primary" isDisabled={text.trim() === ''} isPending={checking.isPending} onPress={() => checking.mutate()}>{words.check}</Button>
      </div>
      {fetching.isError && <ProblemView error={fetching.error} />}
      {checking.isError && <ProblemView error={checking.error} />}
      {checking.data && <Checked checked={checking.data} />}
    </div>
  );
}

function Checked({ checked }: { checked: CheckedDocument }) {
  const { dataServices: words } = useMessages();
  const tell = useTell();
  return (
    <Callout tone="ok" title={words.checkedWell({ count: checked.operations.length, openapi: checked.openapi })} level={3}>
      <ul className="plain-list t14">{checked.operations.slice(0, 50).map((each) => <li key={each.operationId}><code>{each.method} {each.pathTemplate}</code> {tell({ th: each.summaryTh || each.operationId, en: each.summaryEn })}</li>)}</ul>
      {checked.notes.length > 0 && <><p className="t14"><b>{words.notes}</b></p><ul className="plain-list t14">{checked.notes.map((note) => <li key={note.pointer + note.en}><code className="secret-text">{note.pointer}</code> {tell(note)}</li>)}</ul></>}
      {checked.differences.length > 0 && <DifferenceList differences={checked.differences} />}
    </Callout>
  );
}
