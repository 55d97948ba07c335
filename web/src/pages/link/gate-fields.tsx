import type { Contract, Gates } from '@saphan/contracts/contract';
import { formatPercent } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';

const names: readonly (keyof Gates)[] = ['maxRejectRatio', 'maxRowChangeRatio', 'maxDeleteRatio', 'maxKeyChurnRatio', 'maxNullDrift', 'maxCalendarDrift', 'maxNewCodeShare', 'maxUnitChange', 'maxDistributionShift', 'maxMisreadShare'];

/** Limits above which a run waits for a person; closed at first, since the usual ones serve. @param seen what the last run measured, by limit. */
export function GateFields({ contract, seen = {}, onChange }: { contract: Contract; seen?: Partial<Record<keyof Gates, number | null>>; onChange: (contract: Contract) => void }) {
  const { link: { contract: { gates: words } }, rules: { lastRun } } = useMessages();
  const seenOf = (name: keyof Gates) => { const value = seen[name] ?? null; return value === null ? undefined : lastRun({ value: formatPercent(value) }); };
  return (
    <details className="panel fold">
      <summary><Icon name="right" /><span className="w5">{words.title}</span></summary>
      <div className="body stack">
        <p className="t14 muted">{words.note}</p>
        <div className="field-grid">
          {names.map((name) => <GateField key={name} hint={seenOf(name)} label={words.names[name]} share={contract.gates[name]} onChange={(share) => onChange({ ...contract, gates: { ...contract.gates, [name]: share } })} />)}
        </div>
      </div>
    </details>
  );
}

/** A share entered as percent; empty switches the gate off. */
function GateField({ label, hint, share, onChange }: { label: string; hint: string | undefined; share: number | null; onChange: (share: number | null) => void }) {
  const words = useMessages().link.contract.gates;
  const [text, setText] = useState(share === null ? '' : String(Number((share * 100).toFixed(6))));
  const percent = Number(text);
  const fits = text.trim() === '' || (Number.isFinite(percent) && percent >= 0 && percent <= 100);
  const enter = (next: string) => {
    setText(next);
    const value = Number(next);
    if (next.trim() === '') onChange(null);
    else if (Number.isFinite(value) && value >= 0 && value <= 100) onChange(Number((value / 100).toFixed(8)));
  };
  return <Field label={`${label} (${words.percent})`} hint={hint} value={text} inputMode="decimal" onChange={enter} error={fits ? null : words.notShare} />;
}
