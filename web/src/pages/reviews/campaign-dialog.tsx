import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';

/** Opens a round beside the two of the year. */
export function CampaignDialog({ onClose }: { onClose: () => void }) {
  const { reviews: words, admin } = useMessages();
  const go = useGo();
  const [draft, setDraft] = useState({ titleTh: '', titleEn: '', closesOn: '' });
  const acting = useAct(() => told(api.POST('/api/v1/review-campaigns', { body: { titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), closesOn: draft.closesOn } })), words.started, ({ id }) => { onClose(); go(`/reviews/${id}`); });
  const ready = draft.titleTh.trim() !== '' && draft.titleEn.trim() !== '' && draft.closesOn !== '';
  return (
    <FormDialog title={words.start} verb={words.start} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p>{words.startWhy}</p>
          <Field label={words.titleTh} value={draft.titleTh} onChange={(titleTh) => setDraft({ ...draft, titleTh })} maxLength={200} autoComplete="off" autoFocus error={tried && draft.titleTh.trim() === '' ? admin.needed : null} />
          <Field label={words.titleEn} value={draft.titleEn} onChange={(titleEn) => setDraft({ ...draft, titleEn })} maxLength={200} autoComplete="off" error={tried && draft.titleEn.trim() === '' ? admin.needed : null} />
          <DatePicker label={words.closesOn} value={draft.closesOn} onChange={(closesOn) => setDraft({ ...draft, closesOn })} min={todayInBangkok(new Date())} error={tried && draft.closesOn === '' ? admin.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
