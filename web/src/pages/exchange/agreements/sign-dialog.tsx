import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { AgreementPage } from '../../../api/agreement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { Field, LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';

/** The text, its hash, and the signature of whoever may sign; with the key of the party's system as well when it is pasted. */
export function SignDialog({ page, onClose }: { page: AgreementPage; onClose: () => void }) {
  const { agreements: words } = useMessages();
  const [read, setRead] = useState(false);
  const [withKey, setWithKey] = useState(false);
  const [key, setKey] = useState({ kid: '', signature: '' });
  const version = page.versions[0] as AgreementPage['versions'][number];
  const ready = read && (!withKey || (key.kid.trim() !== '' && key.signature.trim() !== ''));
  const acting = useAct(
    () => told(api.POST('/api/v1/exchange/agreements/{number}/signatures', { params: { path: { number: page.number } }, body: { seen: page.event, sha256: version.sha256, ...(withKey && { keySignature: { kid: key.kid.trim(), signature: key.signature.replace(/\s/g, '') } }) } })),
    words.signed, onClose);
  return (
    <FormDialog title={words.signTitle} verb={words.sign} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p className="t14">{words.signWhy}</p>
          <pre className="agreement-text t13" tabIndex={0} aria-label={words.text}>{version.text}</pre>
          <p className="t13">{words.hash}: <code className="agreement-hash">{version.sha256}</code> · <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(version.text)}`} download={`${page.number}-v${version.version}.txt`}>{words.download}</a></p>
          <label className="check"><input type="checkbox" checked={read} onChange={() => setRead(!read)} /><span className={tried && !read ? 'bad' : undefined}>{words.haveRead}</span></label>
          <label className="check"><input type="checkbox" checked={withKey} onChange={() => setWithKey(!withKey)} /><span>{words.alsoKey}<span className="sub t13 muted"> {words.alsoKeyHint}</span></span></label>
          {withKey && <Field label={words.kid} value={key.kid} onChange={(kid) => setKey({ ...key, kid })} maxLength={100} mono autoComplete="off" error={tried && key.kid.trim() === '' ? words.messageNeeded : null} />}
          {withKey && <LongField label={words.keySignature} value={key.signature} onChange={(signature) => setKey({ ...key, signature })} rows={2} maxLength={2000} mono error={tried && key.signature.trim() === '' ? words.messageNeeded : null} />}
        </>
      )}
    </FormDialog>
  );
}
