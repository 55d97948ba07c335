import { useState } from 'react';
import type { Persona } from '../../api/identity-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { usePersona } from '../../app/persona-menu.tsx';
import { Button } from '../../ui/button.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';

/** In which of several positions somebody acts; rights follow the position, so nothing is chosen beforehand. */
export function PersonaChoice({ personas, onDone }: { personas: Persona[]; onDone: () => void }) {
  const words = useMessages().signIn.persona;
  const tell = useTell();
  const [chosen, setChosen] = useState('');
  const taking = usePersona(onDone);
  return (
    <section className="panel" aria-labelledby="persona-choice">
      <header><h2 id="persona-choice" className="t16">{words.title}</h2></header>
      <div className="body stack">
        <p className="soft">{words.lead}</p>
        <OptionCards label={words.label} value={chosen} onChange={setChosen} options={personas.map((persona) => ({ value: persona.id, label: tell(persona), hint: words.kinds[persona.kind] }))} />
        <div><Button look="primary" unavailable={chosen === '' ? words.needed : null} isPending={taking.isPending} onPress={() => taking.mutate(chosen)}>{words.go}</Button></div>
      </div>
    </section>
  );
}
