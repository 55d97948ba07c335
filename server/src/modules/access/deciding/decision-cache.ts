import type { Answer } from './cedar.ts';
import type { DecisionInput } from './decision-input.ts';
import type { Found } from './load-decision-input.ts';

/** Changes are told by NOTIFY within milliseconds, and everything is dropped when that connection was lost; this bounds what nobody noticed. */
const LONGEST_SECONDS = 60;

/** Things that end by themselves, the longest unused making room. */
export class Kept<Value> {
  readonly #kept = new Map<string, { value: Value; until: number }>();
  readonly #most: number;
  constructor(most: number) { this.#most = most; }

  find(key: string, now: number): Value | null {
    const kept = this.#kept.get(key);
    if (!kept || kept.until <= now) return null;
    // Last used stands last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.value;
  }

  keep(key: string, value: Value, until: number): void {
    this.#kept.delete(key);
    this.#kept.set(key, { value, until });
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value as string);
  }

  clear(): void { this.#kept.clear(); }
}

/** Answers to bare questions about datasets, without their moment, and what is known of the datasets. What is known of accounts, agencies and clients is read anew each time. */
export class DecisionCache {
  readonly #answers = new Kept<Answer>(50_000);
  readonly #datasets = new Kept<Found>(10_000);
  /** Rises at every change, so that what was being loaded meanwhile is not kept. */
  generation = 0;

  clear(): void {
    this.generation += 1;
    this.#answers.clear();
    this.#datasets.clear();
  }

  answer(key: string, now: number): Answer | null { return this.#answers.find(key, now); }

  dataset(id: string, now: number): Found | null { return this.#datasets.find(id, now); }

  keepDataset(id: string, found: Found, now: number): void { this.#datasets.keep(id, found, now + LONGEST_SECONDS); }

  /** Until the agreement begins or ends, if that comes first. */
  keepAnswer(key: string, answer: Answer, { now, agreement }: DecisionInput): void {
    this.#answers.keep(key, answer, Math.min(now + LONGEST_SECONDS, ...(agreement ? [agreement.since, agreement.until].filter((at) => at > now) : [])));
  }
}
