import { useMessages } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import type { Value, Values } from './record-draft.ts';

export type OwnSection = 'what' | 'who' | 'when' | 'where' | 'form' | 'use';

/** What this house asks beside the standard: English names, and to whom the record is published. */
export function OwnFields({ section, values, problems, isDisabled, onChange }: {
  section: OwnSection; values: Values; problems: ReadonlyMap<string, { text: string }>; isDisabled: boolean; onChange: (key: string, value: Value) => void;
}) {
  const words = useMessages().catalogue;
  const text = (key: string) => ({ value: String(values[key] ?? ''), onChange: (value: string) => onChange(key, value), error: problems.get(key)?.text ?? null, isDisabled });
  if (section === 'what') {
    return (
      <>
        <div className="wide" id="field-titleEn"><Field label={words.titleEn} hint={words.titleEnWhy} {...text('titleEn')} /></div>
        <div className="wide" id="field-notesEn"><LongField label={words.notesEn} rows={2} {...text('notesEn')} /></div>
      </>
    );
  }
  if (section !== 'use') return null;
  const options = (['open', 'government', 'internal'] as const).filter((each) => !isDisabled || each === values['audience']).map((value) => ({ value, label: words.audiences[value] }));
  return (
    <div className="wide" id="field-audience">
      <OptionCards label={words.audience} value={String(values['audience'])} options={options} onChange={(value) => { if (!isDisabled) onChange('audience', value); }} inline />
      <p className="t13 muted">{words.audienceWhy}</p>
    </div>
  );
}
