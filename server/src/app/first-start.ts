import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#kernel/config.ts';
import { replaceFile } from './replace-file.ts';

/** One thing to do once for a data folder. It may be killed at any moment and is then repeated, so it must bear repetition. */
export interface FirstStartStep {
  readonly name: string;
  /** Left out while `SAPHAN_SAMPLE=off`. */
  readonly sample: boolean;
  /** Imports what it needs when it runs, so that a warm start does not load it. `again`: it is owed at the next start too. */
  run(config: Config): Promise<void | 'again'>;
}

/** In this order, after the page is served. */
export const firstStartSteps: readonly FirstStartStep[] = [
  { name: 'first-administrator', sample: false, run: async (config) => (await import('./accounts.ts')).offerFirstAdministrator(config) },
  { name: 'demo-accounts', sample: true, run: async (config) => { await (await import('./accounts.ts')).addDemoAccounts(config); } },
  { name: 'sample-ministry', sample: true, run: async (config) => { await (await import('./sample-ministry.ts')).loadSampleMinistry(config); } },
];

const stampFile = (config: Config) => join(config.dataDir, 'first-start.json');

/** Steps that this data folder still lacks. */
export function listPendingSteps(config: Config, steps: readonly FirstStartStep[] = firstStartSteps): readonly FirstStartStep[] {
  const done = readDone(config);
  return steps.filter((step) => !done.includes(step.name) && (config.sample || !step.sample));
}

/** Runs the pending steps in order and notes each when it is done. */
export async function firstStart(config: Config, steps: readonly FirstStartStep[] = firstStartSteps): Promise<void> {
  for (const step of listPendingSteps(config, steps)) {
    if (await step.run(config) === 'again') continue;
    replaceFile(stampFile(config), JSON.stringify({ done: [...readDone(config), step.name] }));
  }
}

function readDone(config: Config): string[] {
  if (!existsSync(stampFile(config))) return [];
  return (JSON.parse(readFileSync(stampFile(config), 'utf8')) as { done: string[] }).done;
}
