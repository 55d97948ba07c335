import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../../api/client.ts';
import type { Interaction } from '../../api/identity-types.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { interactionQuery } from '../../api/session-queries.ts';
import { nextStepOf } from '../../app/destination.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ScopeList } from './scope-list.tsx';

/** A service asks for data of the account: says which, what for, and lets the person decide. */
export function ConsentPage() {
  const words = useMessages().consent;
  const { uid } = useParams({ strict: false }) as { uid: string };
  const query = useQuery(interactionQuery(uid));
  return (
    <OutsidePage title={words.title}>
      <h1>{words.title}</h1>
      <Loaded query={query} label={words.loading}>{(interaction) => <Question uid={uid} interaction={interaction} />}</Loaded>
    </OutsidePage>
  );
}

function Question({ uid, interaction }: { uid: string; interaction: Interaction }) {
  const words = useMessages().consent;
  const say = useSay();
  const answering = useMutation({
    mutationFn: (answer: 'consent' | 'abort') => ask<{ location: string }>('POST', `/interactions/${encodeURIComponent(uid)}/${answer}`, { body: {} }),
    onSuccess: ({ location: to }) => { const next = nextStepOf(to, location.origin); if (next) location.assign(next); },
  });
  const strange = answering.data !== undefined && nextStepOf(answering.data.location, location.origin) === null;
  const purpose = say({ purposeTh: interaction.purposeTh, purposeEn: interaction.purposeEn }, 'purpose');
  const { data: agencies } = useQuery(agenciesQuery());
  const agency = agencies?.items.find(({ id }) => id === interaction.client.agencyId);
  return (
    <section className="panel" aria-label={words.title}>
      <div className="body stack">
        <p className="t16"><Rich text={words.asks({ service: say(interaction.client, 'name') })} /></p>
        {agency && <p className="soft">{words.by({ agency: say(agency, 'name') })}</p>}
        <h2 className="t16">{words.what}</h2>
        {interaction.scopes.length > 0 ? <ScopeList scopes={interaction.scopes} /> : <p>{words.nothing}</p>}
        {purpose && <><h2 className="t16">{words.purpose}</h2><p>{purpose}</p></>}
        {answering.isError && <ProblemView error={answering.error} />}
        {strange && <Callout tone="bad" title={words.strange} alert><p className="t14">{words.strangeNext}</p></Callout>}
        <div className="row">
          <Button look="primary" isPending={answering.isPending} onPress={() => answering.mutate('consent')}>{words.give}</Button>
          <Button isDisabled={answering.isPending} onPress={() => answering.mutate('abort')}>{words.refuse}</Button>
        </div>
      </div>
      <footer>{words.kept}</footer>
    </section>
  );
}
