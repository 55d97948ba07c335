import type { ReactNode } from 'react';
import {
  Button, ComboBox as AriaComboBox, Input, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue,
} from 'react-aria-components';
import { ComboPopover } from './combo-popover.tsx';
import { FieldNotes } from './field.tsx';
import { Icon } from './icon.tsx';

export interface Choice { value: string; label: string; hint?: string }
interface SelectProps {
  label: string; value: string; options: Choice[]; onChange: (value: string) => void;
  hint?: ReactNode; error?: string | null; isDisabled?: boolean;
}

/** One of a few choices; up to about twelve, else {@link ComboBox}. */
export function Select({ label, value, options, onChange, hint, error, isDisabled = false }: SelectProps) {
  return (
    <AriaSelect className="field" value={value} onChange={(key) => { if (key !== null) onChange(String(key)); }} isInvalid={Boolean(error)} isDisabled={isDisabled}>
      <Label className="label">{label}</Label>
      <Button className="select select-btn"><SelectValue className="ellipsis" /><Icon name="down" /></Button>
      <FieldNotes hint={hint} error={error} />
      <Popover className="popover"><Options options={options} /></Popover>
    </AriaSelect>
  );
}

/** One of many choices, found by typing any part of its name. */
export function ComboBox({ label, value, options, onChange, hint, error, isDisabled = false, openLabel }: SelectProps & { openLabel: string }) {
  return (
    <AriaComboBox className="field" value={value || null} onChange={(key) => onChange(key === null ? '' : String(key))} isInvalid={Boolean(error)}
      isDisabled={isDisabled} defaultItems={options} menuTrigger="focus">
      <Label className="label">{label}</Label>
      <div className="affix"><Input className="input" /><Button className="btn btn-quiet btn-icon btn-sm" aria-label={openLabel}><Icon name="down" /></Button></div>
      <FieldNotes hint={hint} error={error} />
      <ComboPopover><ListBox className="options">{(option: Choice) => <Option option={option} />}</ListBox></ComboPopover>
    </AriaComboBox>
  );
}

function Options({ options }: { options: Choice[] }) {
  return <ListBox className="options">{options.map((option) => <Option key={option.value} option={option} />)}</ListBox>;
}

function Option({ option }: { option: Choice }) {
  return (
    <ListBoxItem id={option.value} textValue={option.label}>
      <span>{option.label}{option.hint && <span className="sub t13 muted"> {option.hint}</span>}</span>
    </ListBoxItem>
  );
}
