import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { fieldOf } from '../definition/fields.ts';
import { readText } from '../rules/read-value.ts';
import { lockRecord } from '../operations/write-record.ts';
import { keepJudgement } from './judgement.sql.gen.ts';
import { readChecklist, readDatasetValue, type DatasetValue } from './read-value.ts';

/** Keeps what somebody judges of a dataset's value, with the evidence. @throws `catalog.criterion-unknown`, `catalog.record-refused`, what {@link lockRecord} throws. */
export async function judgeValue(tx: Tx, actor: Actor, slug: string, given: { criterion: string; answer: number; evidence: string }): Promise<DatasetValue> {
  if (!readChecklist().criteria.some(({ key, kind }) => key === given.criterion && kind === 'judged')) throw problem('criterion-unknown', { criterion: given.criterion });
  const read = readText({ ...(fieldOf('notes') as NonNullable<ReturnType<typeof fieldOf>>), maxLength: 1000 }, given.evidence);
  if (!('value' in read) || read.value === null) throw problem('record-refused', { errors: [{ pointer: '/evidence', th: 'value' in read ? 'ต้องมีหลักฐาน' : read.th, en: 'value' in read ? 'Evidence is needed' : read.en }] });
  const held = await lockRecord(tx, slug);
  await keepJudgement(tx, { dataset_id: held.datasetId, criterion: given.criterion, answer: given.answer, evidence: String(read.value), by: actor.name });
  await audit(tx, actor, 'catalog.value-judged', `dataset:${held.datasetId}`, { criterion: given.criterion, answer: given.answer });
  return readDatasetValue(tx, held.slug);
}
