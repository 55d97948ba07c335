import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../../api/people-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { useSettled } from '../../app/quick/use-settled.ts';
import { FoundField } from '../../ui/found-field.tsx';

const pauseMs = 250;

/** One person out of many, found by any part of the name or address. */
export function PersonField({ label, value, onChange, error }: { label: string; value: string; onChange: (id: string) => void; error?: string | null }) {
  const words = useMessages().people;
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), pauseMs);
  const { data } = useQuery(peopleQuery({ ...(q && { q }) }));
  const choices = (data?.items ?? []).map((person) => ({ value: person.id, label: `${person.givenTh} ${person.familyTh}`, ...(person.email && { hint: person.email }) }));
  return <FoundField label={label} hint={words.personHint} value={value} typed={typed} choices={choices} none={words.noPerson} onType={setTyped} onChange={onChange} error={error ?? null} />;
}
