import { branchesOf, shapeOf, type SettingSchema } from '@saphan/contracts/settings/setting-schema';
import type { ReactNode } from 'react';
import { useMessages, useTell } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { askedFields, type Entry, type GroupEntry } from './setting-form.ts';
import { SettingList } from './setting-list.tsx';
import { useFault, useSettingWords } from './setting-words.ts';
import type { Faults } from './source-draft.ts';

interface SettingProps<Value extends Entry> { setting: SettingSchema; value: Value; onChange: (value: Value) => void; pointer: string; faults: Faults; required: boolean }

/**
 * The fields of a group: those that every branch has, the choice of the branch, the fields of the chosen one, and what every branch has after them.
 *
 * @param instead draws a field in another way than its schema says (a secret); null leaves it to the schema.
 */
export function GroupFields({ setting: group, value, onChange, pointer, faults, required, instead }: SettingProps<GroupEntry> & { instead?: (name: string, setting: SettingSchema) => ReactNode }) {
  const asked = askedFields(group, value.branch);
  const branch = branchesOf(group)[value.branch];
  const field = (name: string) => {
    const setting = branch?.properties?.[name] ?? {};
    const set = (entry: Entry) => onChange({ ...value, fields: { ...value.fields, [name]: entry } });
    return instead?.(name, setting) ?? <SettingField setting={setting} value={value.fields[name]} onChange={set} pointer={`${pointer}/${name}`} faults={faults} required={branch?.required?.includes(name) ?? false} />;
  };
  const row = (names: string[]) => chunks(names, (name) => isShort(branch?.properties?.[name])).map(({ short, names: together }) => (
    <div key={together[0]} className={short ? 'source-grid' : 'stack'}>{together.map((name) => <div key={name}>{field(name)}</div>)}</div>
  ));
  return <>{row(asked.shared)}<BranchChoice setting={group} value={value} onChange={onChange} required={required} />{row([...asked.own, ...asked.last])}</>;
}

/** Which of the branches is meant; a group that may be left out can be. */
function BranchChoice({ setting, value, onChange, required }: Pick<SettingProps<GroupEntry>, 'setting' | 'value' | 'onChange' | 'required'>) {
  const words = useMessages().sources.form;
  const tell = useTell();
  const { label, hint } = useSettingWords(setting);
  const branches = branchesOf(setting);
  if (required && branches.length === 1) return null;
  const names = branches.map(({ th, en = '' }, at) => ({ value: String(at), label: th && branches.length > 1 ? tell({ th, en }) : words.used }));
  return <Select label={label} hint={hint} value={String(value.branch)} options={required ? names : [{ value: '-1', label: words.unused }, ...names]} onChange={(at) => onChange({ ...value, branch: Number(at) })} />;
}

/** One setting, asked for as its schema says. */
function SettingField({ setting, value, onChange, ...place }: SettingProps<Entry>) {
  const { label, hint } = useSettingWords(setting);
  const error = useFault(place.faults, place.pointer);
  const words = useMessages().sources.form;
  const tell = useTell();
  const shared = { label, hint, error };
  const text = { ...shared, value: String(value ?? ''), onChange, autoComplete: 'off' };
  switch (shapeOf(setting)) {
    case 'group': return <GroupFields setting={setting} value={value as GroupEntry} onChange={onChange} {...place} />;
    case 'list': return (
      <SettingList setting={setting} value={value as GroupEntry[]} onChange={onChange} fault={error}>
        {(entry, set, at) => <GroupFields setting={setting.items ?? {}} value={entry} onChange={set} pointer={`${place.pointer}/${at}`} faults={place.faults} required />}
      </SettingList>
    );
    case 'boolean': return <Switch {...shared} isOn={Boolean(value ?? setting.default)} onChange={onChange} />;
    case 'choice': {
      const options = (setting.anyOf ?? []).map(({ const: each, th = '', en = '' }) => ({ value: String(each), label: tell({ th, en }) }));
      return <Select {...text} options={place.required ? options : [{ value: '', label: words.unset }, ...options]} />;
    }
    case 'lines': return <LongField {...text} hint={[hint, words.oneEach].filter(Boolean).join(' ')} rows={3} mono />;
    case 'number': return <Field {...text} inputMode={setting.type === 'integer' ? 'numeric' : 'decimal'} mono />;
    default: return setting.input ? <LongField {...text} rows={4} mono={setting.input === 'code'} /> : <Field {...text} mono />;
  }
}

function Switch({ label, hint, isOn, onChange }: { label: string; hint: string | undefined; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return <label className="check"><input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /><span>{label}{hint && <span className="sub t14"> {hint}</span>}</span></label>;
}

/** Short values without a hint stand side by side. */
function isShort(setting: SettingSchema = {}): boolean {
  const shape = shapeOf(setting);
  return !setting.hintTh && !setting.secret && !setting.input && (shape === 'number' || (shape === 'text' && (setting.maxLength ?? Infinity) <= 253));
}

function chunks(names: string[], short: (name: string) => boolean): { short: boolean; names: string[] }[] {
  const rows: { short: boolean; names: string[] }[] = [];
  for (const name of names) {
    const last = rows.at(-1);
    if (last && last.short === short(name)) last.names.push(name);
    else rows.push({ short: short(name), names: [name] });
  }
  return rows;
}
