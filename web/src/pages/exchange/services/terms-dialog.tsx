import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { ServicePage } from '../../../api/data-service-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { areTermsReady, RuleFields, termsOf, WordFields, type TermsDraft } from './terms-fields.tsx';

const draftOf = (service: ServicePage): TermsDraft => ({
  titleTh: service.titleTh, titleEn: service.titleEn, aboutTh: service.aboutTh, aboutEn: service.aboutEn, isPersonal: service.isPersonal, classification: service.classification, minAssurance: service.minAssurance, evidence: service.evidence,
  upstreamUrl: service.upstream?.url ?? '', timeoutMs: String(service.timeoutMs), limitBytes: String(service.limitBytes), selectors: service.subjectSelectors.join('\n'), strict: service.strict,
});

/** Says a service anew, on top of the revision that was seen, with the reason. */
export function TermsDialog({ service, onClose }: { service: ServicePage; onClose: () => void }) {
  const { dataServices: words } = useMessages();
  const [draft, setDraft] = useState(() => draftOf(service));
  const [reason, setReason] = useState('');
  const acting = useAct(() => told(api.PUT('/api/v1/exchange/services/{slug}', { params: { path: { slug: service.slug } }, body: { ...termsOf(draft), revision: service.revision, reason: reason.trim() } })), words.changed, onClose);
  return (
    <FormDialog title={words.change} verb={words.change} acting={acting} ready={areTermsReady(draft) && reason.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <WordFields draft={draft} onChange={setDraft} tried={tried} />
          <RuleFields draft={draft} onChange={setDraft} tried={tried} isLive={service.kind === 'live'} />
          <LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={2} maxLength={2000} error={tried && reason.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
