import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { setDueDate } from '#modules/plans/index.ts';
import { readinessProblem } from '../errors.ts';
import { listReadinessDates } from '../reads/answers.ts';
import { selectCampaign } from '../reads/load-survey.ts';
import { insertAdoptions } from './say.sql.gen.ts';

/** Takes days that agencies named over into the plan as due dates, each with the reason that names the survey. Nothing else of the plan changes. @throws `readiness.nothing-to-adopt`. */
export async function adoptReadinessDates(tx: Tx, actor: Actor, id: number, asked: { rows: readonly number[]; reason: string }, now: Date): Promise<number> {
  const campaign = await selectCampaign(tx, id, now.toISOString());
  const wanted = new Set(asked.rows);
  const chosen = (await listReadinessDates(tx, id, now)).items.filter((item) => wanted.delete(item.rowId));
  if (wanted.size > 0 || chosen.length === 0) throw readinessProblem('nothing-to-adopt', { errors: [...wanted].slice(0, 20).map((row) => ({ pointer: '/rows', th: `แถว ${row} ไม่มีวันที่ต่างจากแผน`, en: `Row ${row} names no day that differs from the plan` })) });
  const reason = `${asked.reason.trim()} (แบบสำรวจ “${campaign.title_th}”)`.slice(0, 2000);
  // One after another: each locks the standing of its dataset.
  for (const { slug, answeredOn } of chosen) await setDueDate(tx, actor, { datasetId: (await selectDataset(tx, slug)).id, dueOn: answeredOn, reason }, now);
  await insertAdoptions(tx, { adoptions: chosen.map((item) => ({ row_id: item.rowId, due_on: item.answeredOn, due_before: item.planOn })), reason, actor: actor.name, now: now.toISOString() });
  await audit(tx, actor, 'readiness.dates-adopted', `campaign:${id}`, { rows: chosen.length, reason });
  return chosen.length;
}
