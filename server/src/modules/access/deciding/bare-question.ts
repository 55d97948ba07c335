import type { DecisionInput, ResourceFacts } from './decision-input.ts';

/**
 * A question as policies see it: of a person's agencies and powers only those that bear on what is asked, and, but for accounts, not who exactly
 * asks. Questions that policies cannot tell apart are then one question, and their answer is kept once.
 */
export function bareQuestion(input: DecisionInput): DecisionInput {
  const { principal, resource, operation } = input;
  const about = agenciesOf(resource);
  return {
    ...input,
    principal: {
      ...principal, account: resource.kind === 'account' ? principal.account : '',
      agencies: principal.agencies.filter((id) => about.includes(id)), powers: principal.powers.filter((power) => power === operation),
    },
  };
}

const agenciesOf = (resource: ResourceFacts): readonly string[] => resource.kind === 'account' ? resource.agencies : [resource.agency];

/** All of a bare question that its answer can depend on, but the moment; policies name no single thing (see `openCedar`), so its id is not among it. */
export function keyOf({ principal, operation, resource, agreement, purpose }: DecisionInput): string {
  const { id: _, ...about } = resource;
  return JSON.stringify([operation, principal, about, purpose, agreement && [agreement.purposes, agreement.since, agreement.until, agreement.active]]);
}
