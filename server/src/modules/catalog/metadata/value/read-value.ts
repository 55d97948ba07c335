import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Tx } from '#kernel/db.ts';
import { selectRecord } from '../reads/find-record.ts';
import { selectDatasetId } from '../reads/record-work.ts';
import { listJudgements } from './judgement.sql.gen.ts';
import { seenCriteria } from './seen.ts';

interface Criterion { key: string; kind: 'seen' | 'judged'; points: number; th: string; en: string; helpTh?: string; helpEn?: string }
interface Checklist { proposedFrom: number; criteria: readonly Criterion[] }

let kept: Checklist | null = null;
/** The checklist of `definitions/catalogue/high-value.yaml`. */
export const readChecklist = (): Checklist => kept ??= parse(readFileSync(new URL('../../../../../../definitions/catalogue/high-value.yaml', import.meta.url), 'utf8')) as Checklist;

export interface ScoredCriterion {
  key: string; kind: 'seen' | 'judged'; th: string; en: string; helpTh: string | null; helpEn: string | null; points: number; of: number;
  evidenceTh: string | null; evidenceEn: string | null; answer: number | null; by: string | null; at: string | null;
}
export interface DatasetValue { score: number; proposedFrom: number; criteria: ScoredCriterion[] }

/** How much a dataset is worth to others: points with the evidence for each; nothing is high because somebody ticked it. @throws `catalog.dataset-not-found`. */
export async function readDatasetValue(tx: Tx, slug: string): Promise<DatasetValue> {
  const record = await selectRecord(tx, slug);
  const judged = new Map((await listJudgements(tx, { dataset_id: await selectDatasetId(tx, record.slug) })).map((each) => [each.criterion, each]));
  const { criteria, proposedFrom } = readChecklist();
  const scored = criteria.map(({ points: of, helpTh = null, helpEn = null, ...criterion }): ScoredCriterion => {
    const seen = criterion.kind === 'seen' ? seenCriteria[criterion.key]?.(record) ?? null : null;
    const said = judged.get(criterion.key) ?? null;
    const share = seen ? seen.share : (said?.answer ?? 0) / 2;
    return { ...criterion, helpTh, helpEn, of, points: Math.round(of * share * 10) / 10, evidenceTh: seen?.th ?? said?.evidence ?? null, evidenceEn: seen?.en ?? said?.evidence ?? null, answer: said?.answer ?? null, by: said?.by ?? null, at: said?.at ?? null };
  });
  return { score: Math.round(scored.reduce((sum, { points }) => sum + points, 0)), proposedFrom, criteria: scored };
}
