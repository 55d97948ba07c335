import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { CheckedDocument, ServicePage } from '../../../api/data-service-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DocumentField } from './document-field.tsx';

/** Imports the next version of a document; what breaks users is confirmed with a reason. */
export function VersionDialog({ service, onClose }: { service: ServicePage; onClose: () => void }) {
  const { dataServices: words } = useMessages();
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<CheckedDocument | null>(null);
  const [accepted, setAccepted] = useState(false);
  const [reason, setReason] = useState('');
  const breaks = checked?.differences.some(({ breaking }) => breaking) ?? false;
  const acting = useAct(() => told(api.POST('/api/v1/exchange/services/{slug}/versions', { params: { path: { slug: service.slug } }, body: { document: text, ...(reason.trim() && { reason: reason.trim() }), ...(accepted && { acceptBreaking: true }) } })), words.versionTaken, onClose);
  return (
    <FormDialog title={words.newVersion} verb={words.newVersion} acting={acting} ready={checked !== null && (!breaks || (accepted && reason.trim() !== ''))} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <DocumentField text={text} isPersonal={service.isPersonal} service={service.slug} onText={setText} onChecked={setChecked} error={tried && checked === null ? words.checkFirst : null} />
          {breaks && <label className="check"><input type="checkbox" checked={accepted} onChange={(event) => setAccepted(event.target.checked)} /><span>{words.acceptBreaking}</span></label>}
          <LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={2} maxLength={2000} error={tried && breaks && reason.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
