import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Person } from '../../api/people-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { changeOf, draftOf, emptyPerson, faultsOf, personOf } from './person-draft.ts';

/** Adds a person, whose posts and account come after; or mends the names and address of one. */
export function PersonDialog({ person, onClose }: { person?: Person; onClose: () => void }) {
  const { people: { list: words }, admin } = useMessages();
  const go = useGo();
  const [draft, setDraft] = useState(person ? draftOf(person) : emptyPerson);
  const faults = faultsOf(draft);
  const acting = useAct(() => (person ? told(api.PATCH('/api/v1/people/{id}', { params: { path: { id: person.id } }, body: changeOf(draft) })) : told(api.POST('/api/v1/people', { body: personOf(draft) }))),
    person ? words.changed : words.added, ({ id }) => { onClose(); if (!person) go(`/people/${id}`); });
  const field = (name: keyof typeof draft, fault: string | null) => ({ label: words[name], value: draft[name], onChange: (text: string) => setDraft({ ...draft, [name]: text }), autoComplete: 'off', error: fault });
  return (
    <FormDialog title={person ? words.change : words.add} verb={person ? admin.save : words.add} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => {
        const named = (name: 'givenTh' | 'familyTh') => (tried && faults.includes(name) ? admin.needed : null);
        return (
          <>
            <div className="pair"><Field {...field('givenTh', named('givenTh'))} maxLength={200} autoFocus /><Field {...field('familyTh', named('familyTh'))} maxLength={200} /></div>
            <div className="pair"><Field {...field('givenEn', null)} maxLength={200} /><Field {...field('familyEn', null)} maxLength={200} /></div>
            <Field {...field('email', tried && faults.includes('email') ? words.emailFault : null)} maxLength={254} inputMode="email" />
            {!person && <Field {...field('phone', tried && faults.includes('phone') ? words.phoneFault : null)} maxLength={30} inputMode="tel" />}
          </>
        );
      }}
    </FormDialog>
  );
}
