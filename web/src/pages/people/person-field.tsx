import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { peopleQuery, type Person } from '../../api/people-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { useSettled } from '../../app/quick/use-settled.ts';
import { FieldNotes } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';

const pauseMs = 250;

/** One person out of many, asked of the server by any part of the name. */
export function PersonField({ label, value, onChange, error }: { label: string; value: string; onChange: (id: string) => void; error?: string | null }) {
  const words = useMessages().people;
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), pauseMs);
  const { data } = useQuery(peopleQuery({ ...(q && { q }) }));
  return (
    <ComboBox className="field" items={data?.items ?? []} inputValue={typed} onInputChange={setTyped} value={value || null} onChange={(key) => onChange(key === null ? '' : String(key))}
      isInvalid={Boolean(error)} validationBehavior="aria" menuTrigger="focus" allowsEmptyCollection>
      <Label className="label">{label}</Label>
      <div className="affix"><Input className="input" autoComplete="off" /><Button className="btn btn-quiet btn-icon btn-sm" aria-label={words.open}><Icon name="down" /></Button></div>
      <FieldNotes hint={words.personHint} error={error} />
      <Popover className="popover">
        <ListBox className="options" renderEmptyState={() => <p className="t14 muted empty-option">{words.noPerson}</p>}>
          {(person: Person) => <ListBoxItem id={person.id} textValue={nameOf(person)}><span>{nameOf(person)}{person.email && <span className="sub t13 muted"> {person.email}</span>}</span></ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

const nameOf = (person: Person) => `${person.givenTh} ${person.familyTh}`;
