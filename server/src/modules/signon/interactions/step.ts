import { decodeJwt } from 'jose';
import { acrOf, type LiveSession } from '#modules/identity/index.ts';
import { epochOf, neededAcr, satisfies } from '../provider/live.ts';
import type { Interaction } from './find.ts';

/** What an interaction still needs of a person, as the sign-in page shows it. */
export interface Needs { signIn: boolean; fresh: boolean; acr: string | null; ial: number | null; persona: boolean }

export interface ClientNeeds { minAal: number; minIal: number; subOf(accountId: string): string }

/** Compares what was asked with the session that lives. Pure. */
export function needsOf(interaction: Interaction, live: LiveSession | null, client: ClientNeeds, now: Date): Needs {
  const { prompt, params } = interaction;
  const acr = neededAcr(textOf(params['acr_values']), client.minAal) ?? essentialAcr(prompt.details, live);
  if (!live) return { signIn: true, fresh: false, acr, ial: client.minIal || null, persona: false };
  const has = (reason: string) => prompt.name === 'login' && prompt.reasons.includes(reason);
  const since = epochOf(live.authenticatedAt);
  const begun = since >= interaction.iat;
  const tooOld = has('max_age') && now.getTime() / 1000 - since > Number(params['max_age']);
  const other = (has('id_token_hint') || has('claims_id_token_sub_value')) && wantedSub(interaction) !== client.subOf(live.accountId);
  return {
    signIn: other && since <= interaction.iat, fresh: !begun && (has('login_prompt') || tooOld),
    acr: satisfies(live, neededAcr(textOf(params['acr_values']), client.minAal)) && essentialAcr(prompt.details, live) === null ? null : acr,
    ial: live.ial < client.minIal ? client.minIal : null, persona: has('persona') && live.persona === '',
  };
}

/** Whether anything is left to ask. */
export const isOpen = (needs: Needs): boolean => needs.signIn || needs.fresh || needs.persona || needs.acr !== null || needs.ial !== null;

function essentialAcr(details: Record<string, unknown>, live: LiveSession | null): string | null {
  const { values, value } = (details['acr'] ?? {}) as { values?: string[]; value?: string };
  const wanted = values ?? (value === undefined ? [] : [value]);
  return wanted.length === 0 || (live && wanted.includes(acrOf(live))) ? null : wanted[0] ?? null;
}

function wantedSub({ params, prompt }: Interaction): unknown {
  const hint = textOf(params['id_token_hint']);
  return hint ? decodeJwt(hint).sub : (prompt.details['sub'] as { value?: string } | undefined)?.value;
}

export const textOf = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined;
