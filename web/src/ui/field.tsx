import type { ReactNode } from 'react';
import { FieldError, Input, Label, SearchField as AriaSearchField, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';

interface Words { label: string; hint?: ReactNode; error?: string | null }

/** Hint and error below a field; the error names the thing and how to mend it, never the person. */
export function FieldNotes({ hint, error }: Omit<Words, 'label'>) {
  return (
    <>
      {hint && <Text slot="description" className="hint">{hint}</Text>}
      <FieldError className="err">{error && <><Mark glyph="bad" /><span>{error}</span></>}</FieldError>
    </>
  );
}

/** One line of text with its label, hint and error. */
export function Field({ label, hint, error, placeholder, mono = false, ...rest }: Words & Omit<TextFieldProps, 'className' | 'children'> & {
  placeholder?: string; mono?: boolean;
}) {
  return (
    <TextField {...rest} className="field" isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className="label">{label}</Label>
      <Input className={mono ? 'input mono' : 'input'} placeholder={placeholder} />
      <FieldNotes hint={hint} error={error} />
    </TextField>
  );
}

/** Several lines of text; `rows` is its first height. */
export function LongField({ label, hint, error, rows = 4, mono = false, ...rest }: Words & Omit<TextFieldProps, 'className' | 'children'> & {
  rows?: number; mono?: boolean;
}) {
  return (
    <TextField {...rest} className="field" isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className="label">{label}</Label>
      <TextArea className={mono ? 'input mono' : 'input'} rows={rows} spellCheck={!mono} />
      <FieldNotes hint={hint} error={error} />
    </TextField>
  );
}

/** A search text; `onSubmit` on Enter and on clearing, so that the address changes once and not per key. */
export function SearchBox({ label, value, onSubmit, wide = false }: { label: string; value: string; onSubmit: (value: string) => void; wide?: boolean }) {
  return (
    <AriaSearchField className="field" data-wide={wide || undefined} key={value} defaultValue={value} onSubmit={onSubmit} onClear={() => onSubmit('')}>
      <Label className="label">{label}</Label>
      <div className="affix">
        <Icon name="search" />
        <Input className="input" onBlur={(event) => { if (event.target.value !== value) onSubmit(event.target.value); }} />
      </div>
    </AriaSearchField>
  );
}
