import type { Database, Tx } from '#kernel/db.ts';
import type { Decider } from '#kernel/decider.ts';
import { openCedar, type Cedar } from './cedar.ts';
import { DecisionCache, keyOf } from './decision-cache.ts';
import { loadDecisionInput } from './load-decision-input.ts';
import { readPolicyFiles } from './policy-files.ts';
import { insertPolicyVersion } from './policy-version.sql.gen.ts';
import { decisionOf } from './reasons.ts';

export interface DeciderOptions { db: Database; policiesDir: URL }
export type OpenDecider = Decider & { close(): Promise<void> };

/**
 * Opens the house's decider: policies are read, validated and recorded once; answers are kept until something they depend on changes.
 *
 * @throws `access.policies-broken`: a house whose policies do not hold does not open.
 */
export async function openDecider({ db, policiesDir }: DeciderOptions): Promise<OpenDecider> {
  const cedar = await openCedar(readPolicyFiles(policiesDir));
  await db.tx((tx) => recordPolicies(tx, cedar));
  const cache = new DecisionCache();
  const listener = db.listen('access_changed', () => cache.clear());
  return {
    async decide(tx, who, action, resource, asked = {}) {
      const key = keyOf(who, action, resource, asked.purpose);
      const kept = cache.find(key, Math.floor((asked.now ?? new Date()).getTime() / 1000));
      if (kept) return kept;
      const { generation } = cache;
      const input = await loadDecisionInput(tx, who, action, resource, asked);
      const decision = decisionOf(cedar.evaluate(input), input, cedar.files);
      if (generation === cache.generation) cache.keep(key, decision, input);
      return decision;
    },
    close: () => listener.close(),
  };
}

async function recordPolicies(tx: Tx, { files }: Cedar): Promise<void> {
  await insertPolicyVersion(tx, { sha256: files.sha256, policies: files.policies.map(({ id, th, en, text }) => ({ id, th, en, text })), schema: files.schema, loaded_by: 'saphan' });
}
