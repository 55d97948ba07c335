import { formatNumber } from '@saphan/contracts/numbers';
import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { StatementPage } from '../../../api/statement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { Field, LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import type { Comparison } from './own-record.ts';

/** Says for a side whether the statement matches its own record; with a signature by a key of its system when one is pasted. */
export function AnswerDialog({ page, compared, onClose }: { page: StatementPage; compared: Comparison | null; onClose: () => void }) {
  const { statements: words } = useMessages();
  const lang = useLang();
  const [draft, setDraft] = useState(() => draftOf(page, compared));
  const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const keys = page.keys.filter(({ side }) => side === draft.side);
  const kid = draft.kid || (keys[0]?.kid ?? '');
  const agrees = draft.answer === 'agrees';
  const faults = faultsOf(draft, page, words);
  const acting = useAct(() => told(api.POST('/api/v1/exchange/statements/{id}/answers', {
    params: { path: { id: page.id } },
    body: {
      side: draft.side, agrees, seen: page.words[draft.side]?.number ?? 0, ...(draft.remark.trim() !== '' && { remark: draft.remark.trim() }), ...(draft.counted !== '' && { counted: Number(draft.counted) }),
      ...(compared && draft.counted === String(compared.counted) && { root: compared.root }), ...(draft.withKey && { kid, signature: draft.signature.replace(/\s/g, '') }),
    },
  })), words.sent, onClose);
  return (
    <FormDialog title={words.of({ day: formatThaiDate(page.day, { lang }) })} verb={words.send} acting={acting} ready={faults.remark === null && faults.counted === null && faults.signature === null} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {page.sides.length > 1 && <Select label={words.answerFor} value={draft.side} options={page.sides.map((each) => ({ value: each, label: words.side[each] ?? each }))} onChange={(side) => set({ side: side as Draft['side'], kid: '' })} />}
          <Select label={words.answer} value={draft.answer} options={[{ value: 'agrees', label: words.matches }, { value: 'differs', label: words.doesNot }]} onChange={(answer) => set({ answer })} />
          <Field label={words.ownCount} hint={words.ownCountHint} value={draft.counted} onChange={(counted) => set({ counted: counted.trim() })} maxLength={12} inputMode="numeric" autoComplete="off" error={tried ? faults.counted : null} />
          <LongField label={words.remark} hint={words.remarkHint} value={draft.remark} onChange={(remark) => set({ remark })} maxLength={2000} rows={2} error={tried ? faults.remark : null} />
          {keys.length === 0 ? <p className="t13 muted">{words.noKeys}</p> : <label className="check"><input type="checkbox" checked={draft.withKey} onChange={() => set({ withKey: !draft.withKey })} /><span>{words.withKey}<span className="sub t13 muted"> {words.withKeyHint}</span></span></label>}
          {draft.withKey && keys.length > 1 && <Select label={words.kid} value={kid} options={keys.map((each) => ({ value: each.kid, label: each.kid }))} onChange={(value) => set({ kid: value })} />}
          {draft.withKey && <LongField label={words.signature} value={draft.signature} onChange={(signature) => set({ signature })} rows={2} maxLength={1024} mono error={tried ? faults.signature : null} />}
        </>
      )}
    </FormDialog>
  );
}

type Draft = ReturnType<typeof draftOf>;

function draftOf(page: StatementPage, compared: Comparison | null) {
  const differs = compared !== null && compared.root !== page.root;
  return { side: page.sides[0] ?? 'consumer' as const, answer: differs ? 'differs' : 'agrees', remark: '', counted: compared ? String(compared.counted) : '', withKey: false, kid: '', signature: '' };
}

function faultsOf(draft: Draft, page: StatementPage, words: { remarkHint: string; ownCountFault: string; ownCountDiffers: (v: { count: string }) => string; signatureNeeded: string }) {
  const agrees = draft.answer === 'agrees';
  const isNumber = /^\d{0,12}$/.test(draft.counted);
  return {
    remark: !agrees && draft.remark.trim() === '' ? words.remarkHint : null,
    counted: !isNumber ? words.ownCountFault : agrees && draft.counted !== '' && Number(draft.counted) !== page.exchanges ? words.ownCountDiffers({ count: formatNumber(page.exchanges) }) : null,
    signature: draft.withKey && draft.signature.trim() === '' ? words.signatureNeeded : null,
  };
}
