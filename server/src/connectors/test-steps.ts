import { Problem } from '#kernel/problem.ts';
import type { TestStep } from '#modules/linkage/index.ts';

export interface Attempt { th: string; en: string; run(): Promise<void | { th: string; en: string }> }

/** Tries steps in order until one fails; what a step answers is added to its line. */
export async function trySteps(attempts: readonly Attempt[]): Promise<{ ok: boolean; steps: TestStep[] }> {
  const steps: TestStep[] = [];
  for (const attempt of attempts) {
    try {
      const seen = await attempt.run();
      steps.push({ th: join(attempt.th, seen?.th), en: join(attempt.en, seen?.en), ok: true });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      steps.push({ th: join(attempt.th, error.fields.detailTh ?? error.entry.th), en: join(attempt.en, error.fields.detailEn ?? error.entry.en), ok: false });
      return { ok: false, steps };
    }
  }
  return { ok: true, steps };
}

function join(step: string, seen: string | undefined): string {
  return seen ? `${step}: ${seen}` : step;
}
