import type { SettingSchema } from '@saphan/contracts/settings/setting-schema';
import type { SourceKind } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Preparation } from './preparation.tsx';
import { GroupFields } from './setting-fields.tsx';
import { useFault, useSettingWords } from './setting-words.ts';
import { emptySource, type Faults, type SourceDraft } from './source-draft.ts';
import './sources.css';

interface FieldsProps { draft: SourceDraft; faults: Faults; onChange: (draft: SourceDraft) => void }

/** Name, kind and settings of a source; the kind of one that is there stays (`kinds` is empty). */
export function SourceFields({ draft, faults, onChange, kinds }: FieldsProps & { kinds: readonly SourceKind[] }) {
  const words = useMessages().sources.form;
  const tell = useTell();
  const choose = (kind: string) => onChange({ ...emptySource(kinds.find((each) => each.kind === kind) ?? draft.kind), name: draft.name });
  return (
    <>
      {kinds.length > 0 && <Select label={words.kind} value={draft.kind.kind} options={kinds.map(({ kind, title }) => ({ value: kind, label: tell(title) }))} onChange={choose} />}
      {kinds.length > 0 && <Preparation kind={draft.kind} />}
      <GroupFields key={draft.kind.kind} setting={draft.kind.settings} value={draft.settings} onChange={(settings) => onChange({ ...draft, settings })} pointer="" faults={faults} required
        instead={(name, setting) => setting.secret && <Secret draft={draft} faults={faults} onChange={onChange} name={name} setting={setting} />} />
      <Field label={words.name} hint={words.nameHint} value={draft.name} maxLength={200} onChange={(name) => onChange({ ...draft, name })} autoComplete="off" />
    </>
  );
}

/** A secret is never shown: empty keeps what is kept, and one that is not needed can be removed. */
function Secret({ draft, faults, onChange, name, setting }: FieldsProps & { name: string; setting: SettingSchema }) {
  const words = useMessages().sources.form;
  const { label, hint } = useSettingWords(setting);
  const error = useFault(faults, `/${name}`);
  const { settings, kept, dropped } = draft;
  const [isKept, isDropped] = [kept.includes(name), dropped.includes(name)];
  const set = (value: string, drops: string[]) => onChange({ ...draft, settings: { ...settings, fields: { ...settings.fields, [name]: value } }, dropped: drops });
  const others = dropped.filter((each) => each !== name);
  const field = { label, hint: isDropped ? words.dropped : isKept ? words.kept : hint, error, value: String(settings.fields[name] ?? ''), onChange: (value: string) => set(value, others) };
  return (
    <>
      {setting.input ? <LongField {...field} rows={4} mono autoComplete="off" /> : <Field {...field} type="password" autoComplete="new-password" mono />}
      {isKept && isOptional(draft, name) && <p><Button look="small" onPress={() => set('', isDropped ? others : [...others, name])}>{isDropped ? words.undrop : words.drop}</Button></p>}
    </>
  );
}

function isOptional({ kind, settings }: SourceDraft, name: string): boolean {
  const branch = kind.settings.anyOf?.[settings.branch] ?? kind.settings;
  return !branch.required?.includes(name);
}
