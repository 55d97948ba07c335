import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { emptySource, faultsOf, sourceOf, type SourceDraft } from './source-draft.ts';

/** Sets up another catalogue. */
export function SourceDialog({ onClose }: { onClose: () => void }) {
  const { harvest: words, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState<SourceDraft>(emptySource);
  const set = (part: Partial<SourceDraft>) => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft);
  const acting = useAct(() => told(api.POST('/api/v1/harvest/sources', { body: sourceOf(draft) })), words.added, onClose);
  return (
    <FormDialog title={words.add} verb={words.add} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Select label={words.kind} value={draft.kind} options={(['ckan', 'dcat', 'data-json', 'ogc-records'] as const).map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => set({ kind: kind as SourceDraft['kind'] })} />
          <Field label={words.url} hint={words.urlHint} value={draft.url} onChange={(url) => set({ url })} maxLength={2000} autoComplete="off" inputMode="url" mono autoFocus error={tried && faults.includes('url') ? words.urlFault : null} />
          <Field label={words.nameTh} value={draft.nameTh} onChange={(nameTh) => set({ nameTh })} maxLength={200} autoComplete="off" error={tried && faults.includes('nameTh') ? admin.needed : null} />
          <Field label={words.nameEn} value={draft.nameEn} onChange={(nameEn) => set({ nameEn })} maxLength={200} autoComplete="off" />
          <ComboBox key={agencies?.items.length ?? 0} label={words.agency} hint={words.agencyHint} value={draft.agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(agencyId) => set({ agencyId })} openLabel={shell.openList} />
          <LongField label={words.map} hint={words.mapHint} value={draft.map} onChange={(map) => set({ map })} rows={3} mono error={tried && faults.includes('map') ? words.mapFault : null} />
          <Choice label={words.lands} value={draft.lands} of={words.landsOf} onChange={(lands) => set({ lands })} />
          <Choice label={words.often} value={draft.often} of={words.oftenOf} onChange={(often) => set({ often })} />
          <Choice label={words.files} value={draft.files} of={words.filesOf} onChange={(files) => set({ files })} />
        </>
      )}
    </FormDialog>
  );
}

function Choice<Value extends string>({ label, value, of, onChange }: { label: string; value: Value; of: Record<Value, string>; onChange: (value: Value) => void }) {
  return <Select label={label} value={value} options={Object.entries<string>(of).map(([each, name]) => ({ value: each, label: name }))} onChange={(chosen) => onChange(chosen as Value)} />;
}
