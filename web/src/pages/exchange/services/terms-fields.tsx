import type { ServiceTerms } from '../../../api/data-service-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Field, LongField } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';

export interface TermsDraft extends Omit<ServiceTerms, 'timeoutMs' | 'limitBytes' | 'subjectSelectors' | 'upstreamUrl'> { upstreamUrl: string; timeoutMs: string; limitBytes: string; selectors: string }

export const emptyTerms: TermsDraft = { titleTh: '', titleEn: '', aboutTh: '', aboutEn: '', isPersonal: false, classification: 1, minAssurance: 3, evidence: 'required', upstreamUrl: '', timeoutMs: '10000', limitBytes: '10485760', selectors: '', strict: true };
const wholeOf = (text: string): number => Number(text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replaceAll(',', '')) || 0;

/** What is sent of a draft. */
export function termsOf({ selectors, timeoutMs, limitBytes, upstreamUrl, ...rest }: TermsDraft): ServiceTerms {
  return { ...rest, upstreamUrl: upstreamUrl.trim() || null, timeoutMs: wholeOf(timeoutMs), limitBytes: wholeOf(limitBytes), subjectSelectors: selectors.split('\n').map((each) => each.trim()).filter((each) => each !== '') };
}

export const areTermsReady = (draft: TermsDraft): boolean => draft.titleTh.trim() !== '' && draft.titleEn.trim() !== '' && wholeOf(draft.timeoutMs) > 0 && wholeOf(draft.limitBytes) > 0;

interface Part { draft: TermsDraft; onChange: (draft: TermsDraft) => void; tried: boolean }

/** What the service is, in both languages. */
export function WordFields({ draft, onChange, tried }: Part) {
  const { dataServices: words } = useMessages();
  const set = (name: keyof TermsDraft) => (value: string) => onChange({ ...draft, [name]: value });
  const missing = (text: string) => (tried && text.trim() === '' ? words.needed : null);
  return (
    <>
      <Field label={words.titleTh} value={draft.titleTh} onChange={set('titleTh')} maxLength={200} autoComplete="off" error={missing(draft.titleTh)} />
      <Field label={words.titleEn} value={draft.titleEn} onChange={set('titleEn')} maxLength={200} autoComplete="off" error={missing(draft.titleEn)} />
      <LongField label={words.aboutTh} value={draft.aboutTh} onChange={set('aboutTh')} rows={2} maxLength={4000} />
      <LongField label={words.aboutEn} value={draft.aboutEn} onChange={set('aboutEn')} rows={2} maxLength={4000} />
    </>
  );
}

/** Where it is asked, how sure the house must be, how large and how long. */
export function RuleFields({ draft, onChange, tried, isLive }: Part & { isLive: boolean }) {
  const { dataServices: words, systems } = useMessages();
  const set = (name: keyof TermsDraft) => (value: string) => onChange({ ...draft, [name]: value });
  const number = (text: string) => (tried && wholeOf(text) === 0 ? words.notANumber : null);
  return (
    <>
      {isLive && <Field label={words.upstreamUrl} hint={words.upstreamHint} value={draft.upstreamUrl} onChange={set('upstreamUrl')} maxLength={1000} autoComplete="off" mono />}
      <Select label={words.level} value={String(draft.classification)} options={words.levels.map((label, at) => ({ value: String(at), label }))} onChange={(value) => onChange({ ...draft, classification: Number(value) })} />
      <label className="check"><input type="checkbox" checked={draft.isPersonal} onChange={(event) => onChange({ ...draft, isPersonal: event.target.checked })} /><span>{words.isPersonal}</span></label>
      {draft.isPersonal && <LongField label={words.selectors} hint={words.selectorsHint} value={draft.selectors} onChange={set('selectors')} rows={2} mono />}
      <Select label={words.minAssurance} value={String(draft.minAssurance)} options={systems.assurance.map((label, at) => ({ value: String(at), label }))} onChange={(value) => onChange({ ...draft, minAssurance: Number(value) })} />
      <Select label={words.evidence} value={draft.evidence} options={(['required', 'best-effort'] as const).map((value) => ({ value, label: words.evidences[value] }))} onChange={(value) => onChange({ ...draft, evidence: value as TermsDraft['evidence'] })} />
      <div className="form-pair">
        <Field label={words.timeout} value={draft.timeoutMs} onChange={set('timeoutMs')} inputMode="numeric" maxLength={7} autoComplete="off" error={number(draft.timeoutMs)} />
        <Field label={words.limit} value={draft.limitBytes} onChange={set('limitBytes')} inputMode="numeric" maxLength={13} autoComplete="off" error={number(draft.limitBytes)} />
      </div>
      <label className="check"><input type="checkbox" checked={draft.strict} onChange={(event) => onChange({ ...draft, strict: event.target.checked })} /><span>{words.strict}</span></label>
    </>
  );
}
