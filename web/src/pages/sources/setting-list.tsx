import type { SettingSchema } from '@saphan/contracts/settings/setting-schema';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { emptyGroup, type GroupEntry } from './setting-form.ts';
import { useSettingWords } from './setting-words.ts';

interface ListProps {
  setting: SettingSchema; value: GroupEntry[]; onChange: (value: GroupEntry[]) => void; fault: string | null;
  children: (entry: GroupEntry, set: (entry: GroupEntry) => void, at: number) => ReactNode;
}

/** A list of small groups, such as parameters with name and value; groups are added and removed. */
export function SettingList({ setting, value, onChange, fault, children }: ListProps) {
  const words = useMessages().sources.form;
  const { label, hint } = useSettingWords(setting);
  return (
    <fieldset className="stack setting-list">
      <legend className="label">{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      {value.map((entry, at) => (
        <div key={at} role="group" aria-label={words.entry({ what: label, number: at + 1 })} className="stack setting-entry">
          {children(entry, (changed) => onChange(value.map((each, i) => (i === at ? changed : each))), at)}
          <p><Button look={['quiet', 'small']} aria-label={words.removeEntry({ what: label, number: at + 1 })} onPress={() => onChange(value.filter((_, i) => i !== at))}>{words.remove}</Button></p>
        </div>
      ))}
      {fault && value.length === 0 && <p className="err">{fault}</p>}
      <p><Button look="small" unavailable={value.length >= (setting.maxItems ?? Infinity) ? words.full : null} onPress={() => onChange([...value, emptyGroup(setting.items ?? {})])}>{words.addEntry({ what: label })}</Button></p>
    </fieldset>
  );
}
