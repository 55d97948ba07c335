import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api, told } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Select } from '../../ui/select.tsx';
import type { UpstreamFault } from './upstream-draft.ts';
import type { FormProps } from './upstream-form.tsx';

const plain = { autoComplete: 'off', mono: true } as const;

/** A SAML identity provider: from its metadata, or typed; what it signs with, and what names a person there. */
export function SamlFields({ draft, faults, isNew, set }: FormProps) {
  const { upstreams: words, admin } = useMessages();
  const bad = (name: UpstreamFault, text: string) => (faults.includes(name) ? text : null);
  return (
    <>
      <Metadata draft={draft} isNew={isNew} set={set} />
      <Field {...plain} label={words.entityId} hint={isNew ? undefined : words.homeFixed} value={draft.issuer} isReadOnly={!isNew} onChange={(issuer) => set({ issuer })} maxLength={500} error={bad('issuer', admin.needed)} />
      <Field {...plain} label={words.ssoUrl} value={draft.ssoUrl} onChange={(ssoUrl) => set({ ssoUrl })} maxLength={500} inputMode="url" error={bad('ssoUrl', words.issuerFault)} />
      <LongField label={words.samlCertificates} hint={words.samlCertificatesHint} value={draft.certificates} onChange={(certificates) => set({ certificates })} rows={4} mono maxLength={60_000} error={bad('certificates', words.certificateFault)} />
      <Field {...plain} label={words.subjectAttribute} hint={words.subjectHint} value={draft.subjectAttribute} onChange={(subjectAttribute) => set({ subjectAttribute })} maxLength={500} />
      <Select label={words.aal} value={String(draft.aal)} options={([1, 2] as const).map((level) => ({ value: String(level), label: words.aals[level] ?? String(level) }))} onChange={(level) => set({ aal: level === '2' ? 2 : 1 })} />
    </>
  );
}

/** Metadata pasted or chosen; the server reads them and fills the fields, which are sent only after somebody looked. */
function Metadata({ draft, isNew, set }: Omit<FormProps, 'faults'>) {
  const words = useMessages().upstreams;
  const [metadata, setMetadata] = useState('');
  const reading = useMutation({
    mutationFn: (text: string) => told(api.POST('/api/v1/saml-metadata', { body: { metadata: text } })),
    onSuccess: ({ issuer, ssoUrl, certificates }) => { if (isNew || issuer === draft.issuer) set({ issuer, ssoUrl, certificates: certificates.join('\n') }); },
  });
  const choose = async (file: File | undefined) => { if (file) setMetadata(await file.text()); };
  const isOther = reading.isSuccess && !isNew && reading.data.issuer !== draft.issuer;
  return (
    <div className="stack">
      <LongField label={words.metadata} hint={words.metadataHint} value={metadata} onChange={setMetadata} rows={3} mono />
      <div className="row">
        <FileTrigger acceptedFileTypes={['.xml', 'text/xml', 'application/xml', 'application/samlmetadata+xml']} onSelect={(files) => void choose(files?.[0])}><Button look="small">{words.metadataFile}</Button></FileTrigger>
        <Button look="small" isDisabled={metadata.trim() === ''} isPending={reading.isPending} onPress={() => reading.mutate(metadata)}>{words.readMetadata}</Button>
      </div>
      {reading.isError && <ProblemView error={reading.error} />}
      {reading.isSuccess && <Callout tone={isOther ? 'bad' : 'ok'} level={3} title={isOther ? words.otherIssuer : words.metadataRead(reading.data)} alert={isOther} />}
    </div>
  );
}
