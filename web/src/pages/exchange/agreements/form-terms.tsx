import { todayInBangkok } from '@saphan/contracts/dates';
import { useMessages, useTell } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { DatePicker } from '../../../ui/date-picker.tsx';
import { Field, LongField } from '../../../ui/field.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import type { PurposeDraft } from './draft.ts';
import type { PartProps } from './form-fields.tsx';

/** What is being typed stays in its own row, though its code is one that is recorded. */
const isSame = (one: PurposeDraft, other: PurposeDraft): boolean => one.code === other.code && one.th === other.th && one.en === other.en;

/** For what, and on which law; purposes of the agency's own records come first. */
export function WhyPart({ draft, set, faultAt, words }: PartProps) {
  const { agreements: say } = useMessages();
  const tell = useTell();
  const agency = words.systems.find(({ path }) => path === draft.systemPath)?.agencyId ?? words.agencies[0]?.id;
  const recorded = words.recorded.find(({ agencyId }) => agencyId === agency)?.purposes ?? [];
  const own = draft.purposes.map((purpose, at) => ({ purpose, at })).filter(({ purpose }) => !recorded.some((each) => isSame(each, purpose)));
  const toggle = (purpose: PurposeDraft) => set({ purposes: draft.purposes.some((each) => isSame(each, purpose)) ? draft.purposes.filter(({ code }) => code !== purpose.code) : [...draft.purposes, purpose] });
  const change = (at: number, changes: Partial<PurposeDraft>) => set({ purposes: draft.purposes.map((each, index) => (index === at ? { ...each, ...changes } : each)) });
  const basis = words.legalBases.find(({ code }) => code === draft.legalBasis);
  return (
    <Section title={say.sections.why}>
      <div className="stack">
        {recorded.length > 0 && (
          <fieldset>
            <legend className="label">{say.recordedPurposes}</legend>
            {recorded.map((purpose) => <label className="check" key={purpose.code}><input type="checkbox" checked={draft.purposes.some((each) => isSame(each, purpose))} onChange={() => toggle(purpose)} /><span>{tell(purpose)} <code className="t13">{purpose.code}</code></span></label>)}
          </fieldset>
        )}
        {own.map(({ purpose, at }) => (
          <div className="panel stack" key={at} role="group" aria-label={`${say.purposes} ${at + 1}`}>
            <Field label={say.purposeCode} hint={say.purposeCodeHint} value={purpose.code} onChange={(code) => change(at, { code })} maxLength={41} mono autoComplete="off" error={faultAt(`/terms/purposes/${at}/code`)} />
            <div className="form-pair">
              <Field label={say.purposeTh} value={purpose.th} onChange={(th) => change(at, { th })} maxLength={500} autoComplete="off" error={faultAt(`/terms/purposes/${at}/th`)} />
              <Field label={say.purposeEn} value={purpose.en} onChange={(en) => change(at, { en })} maxLength={500} autoComplete="off" error={faultAt(`/terms/purposes/${at}/en`)} />
            </div>
            <p><Button look={['quiet', 'small']} onPress={() => set({ purposes: draft.purposes.filter((_, index) => index !== at) })}>{say.remove}<span className="sr"> {say.purposes} {at + 1}</span></Button></p>
          </div>
        ))}
        <p><Button look="small" onPress={() => set({ purposes: [...draft.purposes, { code: '', th: '', en: '' }] })}>{say.otherPurpose}</Button></p>
        {faultAt('/terms/purposes') && <p className="t14 bad">{faultAt('/terms/purposes')}</p>}
        <Select label={say.legalBasis} value={draft.legalBasis} options={[{ value: '', label: say.chooseOne }, ...words.legalBases.map((each) => ({ value: each.code, label: tell(each) }))]} onChange={(legalBasis) => set({ legalBasis })} error={faultAt('/terms/legalBasis')} />
        {basis?.needsSection && <Field label={say.law} value={draft.law} onChange={(law) => set({ law })} maxLength={500} autoComplete="off" error={faultAt('/terms/law')} />}
      </div>
    </Section>
  );
}

/** How often, how surely, from when until when. */
export function MuchPart({ draft, set, faultAt, words }: PartProps) {
  const { agreements: say } = useMessages();
  const levels = say.levels.map((label, level) => ({ value: String(level), label })).slice(words.service.minAssurance);
  return (
    <Section title={say.sections.much}>
      <div className="stack">
        <div className="form-pair">
          <Field label={say.perDay} value={draft.quotaPerDay} onChange={(quotaPerDay) => set({ quotaPerDay })} maxLength={12} inputMode="numeric" autoComplete="off" error={faultAt('/terms/quotaPerDay')} />
          <Field label={say.perSecond} value={draft.ratePerSecond} onChange={(ratePerSecond) => set({ ratePerSecond })} maxLength={6} inputMode="numeric" autoComplete="off" error={faultAt('/terms/ratePerSecond')} />
        </div>
        <Select label={say.assurance} value={draft.minAssurance} options={levels} onChange={(minAssurance) => set({ minAssurance })} error={faultAt('/terms/minAssurance')} />
        <label className="check"><input type="checkbox" checked={draft.needsCase} onChange={() => set({ needsCase: !draft.needsCase })} /><span>{say.mustSendCase}</span></label>
        <div className="form-pair">
          <DatePicker label={say.validFrom} value={draft.validFrom} onChange={(validFrom) => set({ validFrom })} error={faultAt('/terms/validFrom')} />
          <DatePicker label={say.lastDay} value={draft.validTo} min={todayInBangkok(new Date())} onChange={(validTo) => set({ validTo })} error={faultAt('/terms/validTo')} />
        </div>
      </div>
    </Section>
  );
}

/** What the consumer takes upon itself, and when data subjects see the use. */
export function DutiesPart({ draft, set, faultAt, words }: PartProps) {
  const { agreements: say } = useMessages();
  const tell = useTell();
  return (
    <Section title={say.sections.duties}>
      <div className="stack">
        <div className="form-pair">
          <Field label={say.retentionDays} value={draft.retentionDays} onChange={(retentionDays) => set({ retentionDays })} maxLength={6} inputMode="numeric" autoComplete="off" error={faultAt('/terms/conditions/retentionDays')} />
          <Field label={say.breachHours} value={draft.breachHours} onChange={(breachHours) => set({ breachHours })} maxLength={4} inputMode="numeric" autoComplete="off" error={faultAt('/terms/conditions/breachHours')} />
        </div>
        <Select label={say.onward} value={draft.onwardSharing} options={words.onwardSharing.map((each) => ({ value: each.code, label: tell(each) }))} onChange={(onwardSharing) => set({ onwardSharing })} error={faultAt('/terms/conditions/onwardSharing')} />
        <label className="check"><input type="checkbox" checked={draft.deletionProof} onChange={() => set({ deletionProof: !draft.deletionProof })} /><span>{say.proveDeletion}</span></label>
        <LongField label={say.otherWords} value={draft.words} onChange={(text) => set({ words: text })} rows={2} maxLength={4000} />
        <Select label={say.disclosure} value={draft.disclosure} options={(['now', 'delayed'] as const).map((value) => ({ value, label: say.disclosureKinds[value] }))} onChange={(kind) => set({ disclosure: kind as 'now' | 'delayed' })} />
        {draft.disclosure === 'delayed' && (
          <div className="form-pair">
            <Field label={say.delayDays} value={draft.delayDays} onChange={(delayDays) => set({ delayDays })} maxLength={4} inputMode="numeric" autoComplete="off" error={faultAt('/terms/disclosure/days')} />
            <Select label={say.delayReason} value={draft.delayReason} options={[{ value: '', label: say.chooseOne }, ...words.delayReasons.map((each) => ({ value: each.code, label: tell(each) }))]} onChange={(delayReason) => set({ delayReason })} error={faultAt('/terms/disclosure/reason')} />
          </div>
        )}
      </div>
    </Section>
  );
}
