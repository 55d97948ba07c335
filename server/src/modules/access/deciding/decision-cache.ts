import type { Decision, Resource } from '#kernel/decider.ts';
import type { DecisionInput } from './decision-input.ts';
import { factsOf } from './principal-facts.ts';
import type { Principal } from '#kernel/policy.ts';

const ENTRIES = 50_000;
/** Changes are told by NOTIFY within milliseconds; this bounds what a lost connection could hide. */
const LONGEST_SECONDS = 10;

interface Kept { decision: Decision; until: number }

/** Decisions that were made, without the moment: each ends with its agreement, after ten seconds, or when anything is told to have changed. */
export class DecisionCache {
  readonly #kept = new Map<string, Kept>();
  /** Rises at every change, so that what was being loaded meanwhile is not kept. */
  generation = 0;

  clear(): void {
    this.generation += 1;
    this.#kept.clear();
  }

  find(key: string, now: number): Decision | null {
    const kept = this.#kept.get(key);
    if (!kept || kept.until <= now) return null;
    // Last used stands last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.decision;
  }

  keep(key: string, decision: Decision, { now, agreement }: DecisionInput): void {
    const ends = [now + LONGEST_SECONDS, ...(agreement ? [agreement.since, agreement.until].filter((at) => at > now) : [])];
    this.#kept.delete(key);
    this.#kept.set(key, { decision, until: Math.min(...ends) });
    if (this.#kept.size > ENTRIES) this.#kept.delete(this.#kept.keys().next().value as string);
  }
}

/** All of a question that its answer can depend on, but the moment. */
export function keyOf(who: Principal, operation: string, { kind, id }: Resource, purpose: string | undefined): string {
  const { account, ...facts } = factsOf(who);
  // Who exactly asks matters only for accounts; leaving it out elsewhere lets everybody of a persona share an answer.
  return JSON.stringify([operation, kind, id, purpose ?? null, facts, kind === 'account' ? account : null]);
}
