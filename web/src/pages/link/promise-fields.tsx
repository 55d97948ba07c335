import type { Contract } from '@saphan/contracts/contract';
import { useState } from 'react';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

const dayHours = 24;

/** How often a release comes, what happens to repeated keys and to rows that do not come again. */
export function PromiseFields({ contract, onChange }: { contract: Contract; onChange: (contract: Contract) => void }) {
  const words = useMessages().link.contract.promise;
  const { promiseHours } = contract.freshness;
  const [unit, setUnit] = useState<'h' | 'd'>(promiseHours % dayHours === 0 ? 'd' : 'h');
  const perUnit = unit === 'd' ? dayHours : 1;
  const [text, setText] = useState(String(promiseHours / perUnit));
  const amount = Number(text);
  const setPromise = (value: string, hours: number) => {
    setText(value);
    const next = Number(value) * hours;
    if (next > 0 && Number.isFinite(next)) onChange({ ...contract, freshness: { ...contract.freshness, promiseHours: next } });
  };
  const changeUnit = (next: string) => { setUnit(next as 'h' | 'd'); setPromise(text, next === 'd' ? dayHours : 1); };
  const options = <Key extends string>(labels: Record<Key, string>) => Object.entries<string>(labels).map(([value, label]) => ({ value, label }));
  return (
    <Section title={words.title} note={words.note}>
      <div className="panel"><div className="body field-grid">
        <Field label={words.every} value={text} inputMode="decimal" onChange={(value) => setPromise(value, perUnit)} hint={words.everyHint} error={amount > 0 ? null : words.notPositive} />
        <Select label={words.unit} value={unit} onChange={changeUnit} options={[{ value: 'h', label: words.hours }, { value: 'd', label: words.days }]} />
        <Select label={words.duplicates} value={contract.duplicates} onChange={(duplicates) => onChange({ ...contract, duplicates: duplicates as Contract['duplicates'] })} options={options(words.duplicatesKinds)} />
        <Select label={words.deletes} value={contract.deletes} onChange={(deletes) => onChange({ ...contract, deletes: deletes as Contract['deletes'] })} options={options(words.deletesKinds)} />
      </div></div>
    </Section>
  );
}
