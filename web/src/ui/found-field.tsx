import { Button, ComboBox, Input, Label, ListBox, ListBoxItem } from 'react-aria-components';
import { useMessages } from '../app/lang.ts';
import { ComboPopover } from './combo-popover.tsx';
import { FieldNotes } from './field.tsx';
import { Icon } from './icon.tsx';
import type { Choice } from './select.tsx';

/** One of more things than a page can hold: whoever uses it asks the server for what is typed and hands over what was found. */
export function FoundField({ label, hint, error, value, typed, choices, none, onType, onChange }: {
  label: string; hint?: string; error?: string | null; value: string; typed: string; choices: Choice[]; none: string; onType: (text: string) => void; onChange: (value: string) => void;
}) {
  const words = useMessages().shell;
  // With both text and choice held outside, React Aria leaves it to us to write the chosen name into the field.
  const choose = (key: string | number | null) => {
    const chosen = choices.find((choice) => choice.value === key);
    if (chosen) onType(chosen.label);
    onChange(chosen?.value ?? '');
  };
  return (
    <ComboBox className="field" items={choices} inputValue={typed} onInputChange={onType} value={value || null} onChange={choose}
      isInvalid={Boolean(error)} validationBehavior="aria" menuTrigger="focus" allowsEmptyCollection>
      <Label className="label">{label}</Label>
      <div className="affix"><Input className="input" autoComplete="off" /><Button className="btn btn-quiet btn-icon btn-sm" aria-label={words.openList}><Icon name="down" /></Button></div>
      <FieldNotes hint={hint} error={error} />
      <ComboPopover>
        <ListBox className="options" renderEmptyState={() => <p className="t14 muted">{none}</p>}>
          {(choice: Choice) => <ListBoxItem id={choice.value} textValue={choice.label}><span>{choice.label}{choice.hint && <span className="sub t13 muted"> {choice.hint}</span>}</span></ListBoxItem>}
        </ListBox>
      </ComboPopover>
    </ComboBox>
  );
}
