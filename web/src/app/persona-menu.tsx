import { useMutation } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { Persona } from '../api/identity-types.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { announce } from '../ui/toast.tsx';
import { useMessages, useTell } from './lang.ts';

/** Takes up a position; every page is read anew, because rights follow it. */
export function usePersona(then: () => void) {
  const words = useMessages().problems;
  return useMutation({ mutationFn: (persona: string) => ask('POST', '/session/persona', { body: { persona } }), onSuccess: then, onError: () => announce(words.what) });
}

/** Menus know no empty key; `''` is the whole ministry. */
const keyOf = (persona: string) => persona || 'ministry';

/** Changes the position in which somebody acts, without signing in again. */
export function PersonaMenu({ personas, chosen }: { personas: Persona[]; chosen: string }) {
  const words = useMessages().signIn;
  const tell = useTell();
  const choosing = usePersona(() => location.reload());
  const items = personas.map((persona) => ({ id: keyOf(persona.id), label: tell(persona), hint: words.persona.kinds[persona.kind], onAction: () => choosing.mutate(persona.id) }));
  return (
    <Menu label={words.who.personas} items={items} selected={keyOf(chosen)}>
      <Button look={['quiet', 'icon']} aria-label={words.who.personas}><Icon name="redo" /></Button>
    </Menu>
  );
}
