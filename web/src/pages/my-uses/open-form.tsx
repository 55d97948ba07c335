import { useState, type FormEvent } from 'react';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';

const DIGITS = 13;
const THAI_ZERO = '๐'.codePointAt(0) as number;
/** Thai digits are digits. */
const plain = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String((digit.codePointAt(0) as number) - THAI_ZERO));

/** Asks for the own number; it goes in the body of the request and is kept neither here nor there. */
export function OpenForm() {
  const { uses: { open: words } } = useMessages();
  const [number, setNumber] = useState('');
  const [tried, setTried] = useState(false);
  const opening = useAct(() => told(api.POST('/api/v1/my/uses/opening', { body: { number: plain(number) } })), words.opened, () => setNumber(''));
  const ready = plain(number).replace(/\D/g, '').length === DIGITS;
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (ready && !opening.isPending) opening.mutate(); };
  return (
    <Section title={words.title} note={words.why}>
      <form className="stack use-open" onSubmit={send} noValidate>
        <Field label={words.number} hint={words.hint} value={number} onChange={setNumber} maxLength={24} inputMode="numeric" autoComplete="off" mono error={tried && !ready ? words.fault : null} />
        {opening.isError && <ProblemView error={opening.error} />}
        <div><Button look={['primary', 'large']} type="submit" isPending={opening.isPending}>{words.verb}</Button></div>
      </form>
    </Section>
  );
}
