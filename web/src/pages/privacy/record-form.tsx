import { useState } from 'react';
import { api, ApiProblem, told } from '../../api/client.ts';
import type { PrivacyWords, ProcessingRecord, RecordContent } from '../../api/privacy-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { DatasetChoice } from './dataset-choice.tsx';

interface Draft { agencyId: string; titleTh: string; titleEn: string; reason: string; months: string; content: RecordContent; datasets: readonly { slug: string; titleTh: string; titleEn: string }[] }
type Purpose = RecordContent['purposes'][number];

const emptyPurpose = (code = ''): Purpose => ({ code, th: '', en: '', basis: '', law: null });
const emptyContent = (purpose: string | undefined): RecordContent => ({
  data: [{ name: '', subjects: '', sensitive: false }], purposes: [emptyPurpose(purpose)], controller: { name: '', contact: '' }, retention: { months: null, words: '' }, rights: '', disclosures: '', refusals: '', security: '',
});

/** Writes a record of processing, or its next version. What was written stays when the server refuses it. */
export function RecordForm({ words, record, agency, purpose }: { words: PrivacyWords; record?: ProcessingRecord; agency?: string | undefined; purpose?: string | undefined }) {
  const { privacy: say } = useMessages();
  const name = useSay();
  const go = useGo();
  const first = words.agencies.find(({ id }) => id === agency) ?? words.agencies[0];
  const [draft, setDraft] = useState<Draft>(() => (record
    ? { agencyId: record.agency.id, titleTh: record.titleTh, titleEn: record.titleEn, reason: '', months: record.content.retention.months === null ? '' : String(record.content.retention.months), content: record.content, datasets: record.datasets }
    : { agencyId: first?.id ?? '', titleTh: '', titleEn: '', reason: '', months: '', content: emptyContent(purpose), datasets: [] }));
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const acting = useAct(() => {
    const months = Math.trunc(Number(draft.months.replace(/[,\s]/g, ''))) || null;
    const said = { titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), content: { ...draft.content, retention: { ...draft.content.retention, months } }, datasets: draft.datasets.map(({ slug }) => slug) };
    return record ? told(api.PUT('/api/v1/privacy/records/{id}', { params: { path: { id: record.id } }, body: { seen: record.version, reason: draft.reason.trim(), ended: false, ...said } }))
      : told(api.POST('/api/v1/privacy/records', { body: { agencyId: draft.agencyId, ...said } }));
  }, say.saved, ({ id }) => go(`/privacy/records/${id}`));
  const faultAt = useFaults(acting.isError ? acting.error : null);
  return (
    <form className="agreement-form" onSubmit={(event) => event.preventDefault()} noValidate>
      <Section title={say.record}>
        <div className="stack">
          {!record && <ComboBox label={say.agency} value={draft.agencyId} options={words.agencies.map((each) => ({ value: each.id, label: name(each, 'name') }))} onChange={(agencyId) => set({ agencyId })} openLabel={say.openAgencies} />}
          <Field label={say.titleTh} value={draft.titleTh} onChange={(titleTh) => set({ titleTh })} maxLength={300} autoComplete="off" error={faultAt('/titleTh')} />
          <Field label={say.titleEn} value={draft.titleEn} onChange={(titleEn) => set({ titleEn })} maxLength={300} autoComplete="off" error={faultAt('/titleEn')} />
          {record && <LongField label={say.reason} value={draft.reason} onChange={(reason) => set({ reason })} rows={2} maxLength={2000} error={faultAt('/reason')} />}
          <DatasetChoice chosen={draft.datasets} onChange={(datasets) => set({ datasets })} error={faultAt('/datasets')} />
        </div>
      </Section>
      <ContentFields draft={draft} set={set} faultAt={faultAt} words={words} />
      {acting.isError && <ProblemView error={acting.error} />}
      <div className="row no-print"><Button look="primary" onPress={() => acting.mutate()} isPending={acting.isPending}>{say.save}</Button></div>
    </form>
  );
}

interface PartProps { draft: Draft; set: (changes: Partial<Draft>) => void; faultAt: (place: string) => string | null; words: PrivacyWords }

function ContentFields(props: PartProps) {
  const { privacy: say } = useMessages();
  const { draft: { content, months }, set, faultAt } = props;
  const change = (changes: Partial<RecordContent>) => set({ content: { ...content, ...changes } });
  const long = (part: 'rights' | 'disclosures' | 'refusals' | 'security') => <LongField label={say.parts[part]} value={content[part]} onChange={(text) => change({ [part]: text })} rows={2} maxLength={4000} error={faultAt(`/content/${part}`)} />;
  return (
    <>
      <DataFields {...props} />
      <PurposeFields {...props} />
      <Section title={`${say.parts.controller} – ${say.parts.security}`}>
        <div className="stack">
          <div className="form-pair">
            <Field label={say.controllerName} value={content.controller.name} onChange={(text) => change({ controller: { ...content.controller, name: text } })} maxLength={300} autoComplete="off" error={faultAt('/content/controller/name')} />
            <Field label={say.contact} value={content.controller.contact} onChange={(contact) => change({ controller: { ...content.controller, contact } })} maxLength={1000} autoComplete="off" error={faultAt('/content/controller/contact')} />
          </div>
          <Field label={say.months} value={months} onChange={(text) => set({ months: text })} maxLength={4} inputMode="numeric" autoComplete="off" error={faultAt('/content/retention/months')} />
          <LongField label={say.retentionWords} value={content.retention.words} onChange={(text) => change({ retention: { ...content.retention, words: text } })} rows={2} maxLength={2000} error={faultAt('/content/retention/words')} />
          {long('rights')}{long('disclosures')}{long('refusals')}{long('security')}
        </div>
      </Section>
    </>
  );
}

function DataFields({ draft: { content }, set, faultAt }: PartProps) {
  const { privacy: say } = useMessages();
  const put = (data: RecordContent['data']) => set({ content: { ...content, data } });
  const change = (at: number, changes: Partial<RecordContent['data'][number]>) => put(content.data.map((each, index) => (index === at ? { ...each, ...changes } : each)));
  return (
    <Section title={say.parts.data}>
      <div className="stack">
        {content.data.map((each, at) => (
          <div className="panel stack" key={at} role="group" aria-label={`${say.dataName} ${at + 1}`}>
            <div className="form-pair">
              <Field label={say.dataName} value={each.name} onChange={(text) => change(at, { name: text })} maxLength={300} autoComplete="off" error={faultAt(`/content/data/${at}/name`)} />
              <Field label={say.subjects} value={each.subjects} onChange={(subjects) => change(at, { subjects })} maxLength={300} autoComplete="off" error={faultAt(`/content/data/${at}/subjects`)} />
            </div>
            <label className="check"><input type="checkbox" checked={each.sensitive} onChange={() => change(at, { sensitive: !each.sensitive })} /><span>{say.isSensitive}</span></label>
            {content.data.length > 1 && <p><Button look={['quiet', 'small']} onPress={() => put(content.data.filter((_, index) => index !== at))}>{say.remove}<span className="sr"> {say.dataName} {at + 1}</span></Button></p>}
          </div>
        ))}
        <p><Button look="small" onPress={() => put([...content.data, { name: '', subjects: '', sensitive: false }])}>{say.addData}</Button></p>
      </div>
    </Section>
  );
}

function PurposeFields({ draft: { content }, set, faultAt, words }: PartProps) {
  const { privacy: say } = useMessages();
  const tell = useTell();
  const put = (purposes: Purpose[]) => set({ content: { ...content, purposes } });
  const change = (at: number, changes: Partial<Purpose>) => put(content.purposes.map((each, index) => (index === at ? { ...each, ...changes } : each)));
  const needsLaw = (basis: string) => words.legalBases.find(({ code }) => code === basis)?.needsSection ?? false;
  return (
    <Section title={say.parts.purposes}>
      <div className="stack">
        {content.purposes.map((each, at) => (
          <div className="panel stack" key={at} role="group" aria-label={`${say.purposes} ${at + 1}`}>
            <Field label={say.purposeCode} hint={say.purposeCodeHint} value={each.code} onChange={(code) => change(at, { code })} maxLength={41} mono autoComplete="off" error={faultAt(`/content/purposes/${at}/code`)} />
            <div className="form-pair">
              <Field label={say.purposeTh} value={each.th} onChange={(th) => change(at, { th })} maxLength={500} autoComplete="off" error={faultAt(`/content/purposes/${at}/th`)} />
              <Field label={say.purposeEn} value={each.en} onChange={(en) => change(at, { en })} maxLength={500} autoComplete="off" error={faultAt(`/content/purposes/${at}/en`)} />
            </div>
            <Select label={say.basis} value={each.basis} options={[{ value: '', label: say.chooseOne }, ...words.legalBases.map((basis) => ({ value: basis.code, label: tell(basis) }))]} onChange={(basis) => change(at, { basis })} error={faultAt(`/content/purposes/${at}/basis`)} />
            {needsLaw(each.basis) && <Field label={say.law} value={each.law ?? ''} onChange={(law) => change(at, { law })} maxLength={500} autoComplete="off" error={faultAt(`/content/purposes/${at}/law`)} />}
            {content.purposes.length > 1 && <p><Button look={['quiet', 'small']} onPress={() => put(content.purposes.filter((_, index) => index !== at))}>{say.remove}<span className="sr"> {say.purposes} {at + 1}</span></Button></p>}
          </div>
        ))}
        <p><Button look="small" onPress={() => put([...content.purposes, emptyPurpose()])}>{say.addPurpose}</Button></p>
      </div>
    </Section>
  );
}

/** The first fault at or below a place, as the server named it. */
function useFaults(error: unknown): (place: string) => string | null {
  const lang = useLang();
  const places = error instanceof ApiProblem ? error.problem.errors ?? [] : [];
  return (at) => places.find(({ pointer }) => pointer?.replace(/^\/body/, '').startsWith(at))?.[lang] ?? null;
}
