import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useMessages } from '../app/lang.ts';
import { Button } from './button.tsx';
import { FieldNotes } from './field.tsx';

/** A password: pasting is welcome, a button shows what is typed, and password managers know which one it is. */
export function PasswordField({ label, value, onChange, autoComplete, hint, error, autoFocus = false, maxLength = 200 }: {
  label: string; value: string; onChange: (value: string) => void; autoComplete: 'current-password' | 'new-password'; hint?: string; error?: string | null; autoFocus?: boolean; maxLength?: number;
}) {
  const words = useMessages().signIn;
  const [shown, setShown] = useState(false);
  return (
    <TextField className="field" name={autoComplete} type={shown ? 'text' : 'password'} value={value} onChange={onChange} autoComplete={autoComplete} autoFocus={autoFocus} isInvalid={Boolean(error)} validationBehavior="aria" maxLength={maxLength}>
      <Label className="label">{label}</Label>
      <div className="affix">
        <Input className="input" spellCheck={false} autoCapitalize="none" />
        <Button look={['quiet', 'small']} onPress={() => setShown(!shown)}>{shown ? words.hide : words.show}<span className="sr"> {label}</span></Button>
      </div>
      <FieldNotes hint={hint} error={error} />
    </TextField>
  );
}
