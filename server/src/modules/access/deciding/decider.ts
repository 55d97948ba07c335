import type { Database, Tx } from '#kernel/db.ts';
import type { Decider } from '#kernel/decider.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { bareQuestion, keyOf } from './bare-question.ts';
import { openCedar, type Cedar } from './cedar.ts';
import { DecisionCache } from './decision-cache.ts';
import { findResource, inputOf, loadDecisionInput, type Found } from './load-decision-input.ts';
import { readPolicyFiles } from './policy-files.ts';
import { insertPolicyVersion } from './policy-version.sql.gen.ts';
import { decisionOf } from './reasons.ts';

export interface DeciderOptions { db: Database; policiesDir: URL }
export interface OpenDecider extends Decider {
  /** Drops every kept answer, as a change of what they rest on does. */
  forget(): void;
  close(): Promise<void>;
}

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
  const find = async (tx: Tx, id: string, now: number): Promise<Found> => {
    const kept = cache.dataset(id, now);
    if (kept) return kept;
    const { generation } = cache;
    const found = await findResource(tx, { kind: 'dataset', id });
    if (generation === cache.generation) cache.keepDataset(id, found, now);
    return found;
  };
  return {
    async decide(tx, who, action, resource, asked = {}) {
      if (resource.kind !== 'dataset') {
        const input = await loadDecisionInput(tx, who, action, resource, asked);
        return decisionOf(cedar.evaluate(input), input, cedar.files);
      }
      const now = Math.floor((asked.now ?? new Date()).getTime() / 1000);
      const { generation } = cache;
      const input = inputOf(await find(tx, resource.id, now), who, action, asked);
      const key = keyOf(bareQuestion(input));
      const kept = cache.answer(key, now);
      const answer = kept ?? cedar.evaluate(input);
      if (!kept && generation === cache.generation) cache.keepAnswer(key, answer, input);
      return decisionOf(answer, input, cedar.files);
    },
    forget: () => cache.clear(),
    close: () => listener.close(),
  };
}

async function recordPolicies(tx: Tx, { files }: Cedar): Promise<void> {
  const kept = await insertPolicyVersion(tx, { sha256: files.sha256, policies: files.policies.map(({ id, th, en, text }) => ({ id, th, en, text })), schema: files.schema, loaded_by: 'saphan' });
  if (kept) await appendEntry(tx, { kind: 'access.policies-loaded', subject: `policies:${files.sha256.slice(0, 12)}`, facts: { sha256: files.sha256, policies: files.policies.length } });
}
