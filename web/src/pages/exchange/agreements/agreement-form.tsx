import { useState } from 'react';
import { api, ApiProblem, told } from '../../../api/client.ts';
import type { AgreementPage, AgreementWords } from '../../../api/agreement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { LongField } from '../../../ui/field.tsx';
import { PageLink, useGo } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { askedOf, draftOf, emptyDraft, type Draft } from './draft.ts';
import { WhatPart, WhoPart } from './form-fields.tsx';
import { DutiesPart, MuchPart, WhyPart } from './form-terms.tsx';

/** Writes terms: a new agreement, a draft that is there, or the next version of what is in force. What was written stays when the server refuses it. */
export function AgreementForm({ words, page }: { words: AgreementWords; page?: AgreementPage }) {
  const { agreements: say } = useMessages();
  const [draft, setDraft] = useState<Draft>(() => startOf(words, page));
  const [reason, setReason] = useState('');
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const { proposes, saving, sending } = useKeeping(words, page, draft, reason.trim());
  const failed = sending.isError ? sending.error : saving.isError ? saving.error : null;
  const faultAt = useFaults(failed);
  const pending = saving.isPending || sending.isPending;
  const cannot = !page && draft.systemPath === '' ? say.noSystems : null;
  const props = { draft, set, faultAt, words };
  return (
    <form className="agreement-form" onSubmit={(event) => event.preventDefault()} noValidate>
      {proposes && <LongField label={say.reason} value={reason} onChange={setReason} rows={2} maxLength={2000} error={faultAt('/reason')} />}
      <WhoPart {...props} fixed={page !== undefined} />
      <WhatPart {...props} />
      <WhyPart {...props} />
      <MuchPart {...props} />
      <DutiesPart {...props} />
      {failed !== null && <Failed error={failed} />}
      <div className="row no-print">
        <Button unavailable={cannot} onPress={() => { sending.reset(); saving.mutate(); }} isPending={pending}>{say.save}</Button>
        <Button look="primary" unavailable={cannot} onPress={() => { saving.reset(); sending.mutate(); }} isPending={pending}>{say.saveAndRequest}</Button>
      </div>
    </form>
  );
}

/** Keeps what was written, and sends it when that is asked for. */
function useKeeping(words: AgreementWords, page: AgreementPage | undefined, draft: Draft, reason: string) {
  const { agreements: say } = useMessages();
  const go = useGo();
  // A draft that was kept before it could not be sent: the next try changes that one.
  const [kept, setKept] = useState<{ number: string; event: number } | null>(page?.may.change ? page : null);
  const proposes = page !== undefined && kept === null;
  const keep = async () => {
    const terms = askedOf(draft, words.service.columns.length > 0);
    const saved = kept ? await told(api.PUT('/api/v1/exchange/agreements/{number}', { params: { path: { number: kept.number } }, body: { seen: kept.event, terms } }))
      : page ? await told(api.POST('/api/v1/exchange/agreements/{number}/versions', { params: { path: { number: page.number } }, body: { seen: page.event, reason, terms } }))
        : await told(api.POST('/api/v1/exchange/agreements', { body: { systemPath: draft.systemPath, service: words.service.slug, terms } }));
    setKept({ number: saved.number, event: saved.event });
    return saved;
  };
  const saving = useAct(keep, proposes ? say.proposed : say.saved, ({ number }) => go(`/exchange/agreements/${number}`));
  const sending = useAct(async () => {
    const { number, event } = await keep();
    return told(api.POST('/api/v1/exchange/agreements/{number}/request', { params: { path: { number } }, body: { seen: event } }));
  }, say.requested, ({ number }) => go(`/exchange/agreements/${number}`));
  return { proposes, saving, sending };
}

function startOf(words: AgreementWords, page: AgreementPage | undefined): Draft {
  const from = page?.versions[0];
  return page && from ? draftOf(page.system.path, from.terms) : emptyDraft(words);
}

/** What was refused; a missing record of processing comes with the page that mends it. */
function Failed({ error }: { error: unknown }) {
  const { agreements: say } = useMessages();
  const said = error instanceof ApiProblem ? (error.problem as { link?: unknown }).link : null;
  const link = typeof said === 'string' ? said : null;
  const [to = '', search = ''] = link?.split('?') ?? [];
  return <><ProblemView error={error} />{link && <p><PageLink to={to} search={Object.fromEntries(new URLSearchParams(search))}>{say.writeRecord}</PageLink></p>}</>;
}

/** The first fault at or below a place, as the server named it. */
function useFaults(error: unknown): (place: string) => string | null {
  const lang = useLang();
  const places = error instanceof ApiProblem ? error.problem.errors ?? [] : [];
  return (at) => places.find(({ pointer }) => pointer?.replace(/^\/body/, '').startsWith(at))?.[lang] ?? null;
}
