import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import type { Answer } from '../../api/shape.ts';
import type { UpstreamSetup } from '../../api/upstream-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

type Tried = Answer<'testUpstream', 200>;
export type Trying = UseMutationResult<Tried, Error, UpstreamSetup>;

/** Tries a system as it is set up; the answer stays until the next is tried. */
export const useTry = (): Trying => useMutation({ mutationFn: ({ id }: UpstreamSetup) => told(api.POST('/api/v1/upstreams/{id}/test', { params: { path: { id } } })) });

/** What was tried of a system and how each went. */
export function TriedSteps({ trying }: { trying: Trying }) {
  const words = useMessages().upstreams;
  const lang = useLang();
  const say = useSay();
  if (trying.isPending) return <p role="status">{words.trying}</p>;
  if (trying.isError) return <ProblemView error={trying.error} />;
  if (!trying.isSuccess) return null;
  const { steps } = trying.data;
  const isSound = steps.every(({ ok }) => ok);
  const name = say(trying.variables, 'name');
  return (
    <Callout tone={isSound ? 'ok' : 'warn'} title={isSound ? words.triedOk({ name }) : words.triedBad({ name })} alert>
      <ul className="plain-list">{steps.map((step) => <li key={step.en}><Mark glyph={step.ok ? 'ok' : 'bad'} /> {step[lang]}</li>)}</ul>
    </Callout>
  );
}
