import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiProblem, told } from '../../api/client.ts';
import { requestableQuery, type RequestPage, type RequestWords } from '../../api/request-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { draftOf, emptyDraft, sayingOf, type RequestDraft } from './request-draft.ts';
import { DataFields, FieldsFields, WhenFields, WhyFields } from './request-fields.tsx';

/** Writes a request: kept as a draft at any time, sent when it is complete. @param page what is changed; a new one without. */
export function RequestForm({ words, page, dataset }: { words: RequestWords; page?: RequestPage; dataset?: string }) {
  const { requests: say } = useMessages();
  const may = useMay();
  const go = useGo();
  const [draft, setDraft] = useState<RequestDraft>(() => (page ? draftOf(page) : emptyDraft(words.mayAskFor[0]?.id ?? '', dataset)));
  // A draft that was kept before it could not be sent: the next try changes that one.
  const [kept, setKept] = useState<{ id: number; version: number } | null>(page ? { id: page.id, version: page.version } : null);
  const { data: chosen } = useQuery(requestableQuery(draft.dataset));
  const set = (changes: Partial<RequestDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const keep = async () => {
    const saved = kept ? await told(api.PUT('/api/v1/linkage-requests/{id}', { params: { path: { id: kept.id } }, body: { seen: kept.version, ...sayingOf(draft) } }))
      : await told(api.POST('/api/v1/linkage-requests', { body: { requesterId: draft.requesterId, ...sayingOf(draft) } }));
    setKept({ id: saved.id, version: saved.version });
    return saved;
  };
  const saving = useAct(keep, page && page.state !== 'draft' ? say.saveChange : say.saved, ({ id }) => go(`/requests/${id}`));
  const sending = useAct(async () => {
    const { id, version } = await keep();
    return told(api.POST('/api/v1/linkage-requests/{id}/send', { params: { path: { id } }, body: { seen: version } }));
  }, say.sent, ({ id }) => go(`/requests/${id}`));
  const failed = sending.isError ? sending.error : saving.isError ? saving.error : null;
  const props = { draft, set, faults: useFaults(failed), chosen, words };
  const pending = saving.isPending || sending.isPending;
  return (
    <form className="request-form" onSubmit={(event) => event.preventDefault()} noValidate>
      <DataFields {...props} />
      <FieldsFields {...props} />
      <WhyFields {...props} />
      <WhenFields {...props} />
      {failed !== null && <ProblemView error={failed} />}
      <div className="row no-print">
        <Button onPress={() => { sending.reset(); saving.mutate(); }} isPending={pending}>{page && page.state !== 'draft' ? say.saveChange : say.saveDraft}</Button>
        {(!page || page.state === 'draft') && <Button look="primary" unavailable={may('requests.send-request') ? null : say.draftOnly} onPress={() => { saving.reset(); sending.mutate(); }} isPending={pending}>{say.saveAndSend}</Button>}
      </div>
    </form>
  );
}

/** The first fault of each field, as the server named the places. */
function useFaults(error: unknown): ReadonlyMap<string, string> {
  const lang = useLang();
  const faults = new Map<string, string>();
  if (!(error instanceof ApiProblem)) return faults;
  for (const place of error.problem.errors ?? []) {
    const name = place.pointer?.replace(/^\/body/, '').split('/')[1] ?? '';
    if (!faults.has(name)) faults.set(name, place[lang]);
  }
  return faults;
}
