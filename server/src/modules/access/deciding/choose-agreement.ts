import type { AgreementFacts } from './decision-input.ts';

/** Of several agreements the one that permits, else the one whose refusal tells most: right purpose first, then the latest to end. */
export function chooseAgreement(found: readonly AgreementFacts[], purpose: string | null, now: number): AgreementFacts | null {
  const inForce = (each: AgreementFacts) => each.active && each.since <= now && now < each.until;
  const serves = (each: AgreementFacts) => purpose !== null && each.purposes.includes(purpose);
  const worth = (each: AgreementFacts) => (inForce(each) ? 2 : 0) + (serves(each) ? 1 : 0);
  return found.toSorted((a, b) => worth(b) - worth(a) || b.until - a.until || b.id - a.id)[0] ?? null;
}
