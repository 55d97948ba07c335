import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import './option-cards.css';

/** One of two or three choices, each with what it does; nothing is chosen beforehand unless the value says so. */
export function OptionCards({ label, value, options, onChange, inline = false }: {
  label: string; value: string; options: { value: string; label: string; hint?: ReactNode }[]; onChange: (value: string) => void; inline?: boolean;
}) {
  return (
    <RadioGroup className="option-cards" value={value || null} onChange={onChange} data-inline={inline || undefined}>
      <Label className="label">{label}</Label>
      <div className="cards">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="check option-card">
            <span className="box box-radio" /><span><span className="w5">{option.label}</span>{option.hint && <span className="sub">{option.hint}</span>}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
