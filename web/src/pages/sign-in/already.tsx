import { useQuery } from '@tanstack/react-query';
import type { Needed } from '../../api/house-fetch.ts';
import type { Interaction, Session, Who } from '../../api/identity-types.ts';
import { interactionQuery } from '../../api/session-queries.ts';
import { ConfirmForm } from '../../app/confirm-form.tsx';
import { useMessages } from '../../app/lang.ts';
import { UpstreamProof } from '../../app/upstream-proof.tsx';
import { useSignOut } from '../../app/who-menu.tsx';
import { Button } from '../../ui/button.tsx';
import { Rich } from '../../ui/rich.tsx';
import { PersonaChoice } from './persona-choice.tsx';

/** Somebody is signed in already: goes on, confirms once more for a service that asks for it, or makes room for another account. */
export function Already({ session, who, service, uid, destination }: { session: Session; who: Who; service: string | null; uid: string | null; destination: string }) {
  const words = useMessages().signIn;
  const leaving = useSignOut(location.pathname + location.search);
  const { data: interaction } = useQuery({ ...interactionQuery(uid ?? ''), enabled: uid !== null });
  // Identity first: an outside system proves who it is and, on the way, often enough of how.
  const needsIdentity = interaction !== undefined && interaction.needs.ial !== null;
  if (interaction?.needs.persona && session.personas.length > 1) return <PersonaChoice personas={session.personas.filter(({ id }) => id !== '')} onDone={() => location.assign(destination)} />;
  return (
    <section className="panel" aria-labelledby="already">
      <header><h2 id="already" className="t16">{uid ? words.stepUp.title : words.already.title}</h2></header>
      <div className="body stack">
        <p><Rich text={words.already.who({ name: who.name })} /></p>
        {uid && service && <p className="soft"><Rich text={words.stepUp.service({ service })} /></p>}
        {uid && needsIdentity ? <UpstreamProof identity onward={{ interaction: uid }} />
          : uid ? <ConfirmForm session={session} needed={neededBy(interaction)} onDone={() => location.assign(destination)} />
          : <div><Button look="primary" onPress={() => location.assign(destination)}>{words.already.go}</Button></div>}
        <div><Button look="quiet" isPending={leaving.isPending} onPress={() => leaving.mutate()}>{words.already.other}</Button></div>
      </div>
    </section>
  );
}

/** What the service asks for, as levels: `urn:saphan:aal2-phr` is level 2 that no false site can take. */
export function neededBy(interaction: Interaction | undefined): Needed {
  const [, level, resistant] = /^urn:saphan:aal([123])(-phr)?$/.exec(interaction?.needs.acr ?? '') ?? [];
  return { ...(level && { aal: Number(level) }), ...(resistant && { phishingResistant: true }) };
}
