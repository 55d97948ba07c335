import type { Problem } from '#kernel/problem.ts';
import type { Arrival } from './come-back.ts';
import type { Onward } from './start.ts';

const page = ({ lang, interaction, to }: Onward, name: string, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ ...more, ...(interaction !== undefined && { interaction }), ...(to !== undefined && { to }) }).toString();
  return `/${lang}/${name}${query && `?${query}`}`;
};

/** Where a browser goes on after it came back: always an address of ours. */
export function arrivalAddress(arrival: Arrival): string {
  const { onward } = arrival;
  if (arrival.outcome === 'refused') return page(onward, 'sign-in', { refused: 'upstream-no-account' });
  if (arrival.outcome === 'link-needed') return page(onward, 'link-needed', { challenge: arrival.challengeId });
  if (arrival.outcome === 'second-factor') return page(onward, 'sign-in', { second: arrival.methods.join('.') });
  if (arrival.choosePersona) return page(onward, 'sign-in');
  return onward.interaction === undefined ? onward.to ?? `/${onward.lang}/board` : `/api/v1/interactions/${onward.interaction}`;
}

/** The sign-in page with the reason why nothing came of it, by the name of the problem. */
export const refusalAddress = (onward: Onward, { code }: Problem): string => page(onward, 'sign-in', { refused: code.slice(code.indexOf('.') + 1) });
