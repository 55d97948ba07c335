import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import { selectSourceInUse } from '../operations/change-source.ts';
import { checkRule, nextTime, refused, startOf } from './next-time.ts';
import { readDaysAround, windowOf } from './plan-due.ts';
import type { PauseBody, ScheduleBody, ScheduleView } from './schemas.ts';
import type { ScheduleRule } from './rule.ts';
import { deleteSchedule, findSchedule, isWaitingInCircle, listDatasetsBySlug, pauseSchedule as writePause, putSchedule, resumeSchedule as writeResume } from './schedule.sql.gen.ts';
import { selectScheduleView } from './views.ts';

/** Whose schedule: a source in use of a dataset. */
export interface SourceOf { datasetId: number; sourceId: number }

/** Sets when a source is fetched by itself, or changes it; it goes on from now. @throws `linkage.schedule-refused` with the place. */
export async function setSchedule(tx: Tx, actor: Actor, of: SourceOf, asked: Static<typeof ScheduleBody>, now: Date): Promise<ScheduleView> {
  await selectSourceInUse(tx, of.datasetId, of.sourceId);
  const window = asked.window ?? null;
  if (window && window.from === window.to) throw refused('/window/to', 'ช่วงเวลาต้องมีความยาว', 'the window must have a length');
  const after = await findAfter(tx, of, asked.after ?? []);
  if (!asked.rule && after.length === 0) throw refused('/rule', 'เลือกเวลา หรือชุดข้อมูลที่รอ อย่างน้อยหนึ่งอย่าง', 'choose a time, or a dataset to wait for');
  const next = asked.rule ? await reckon(tx, asked.rule, { jitterS: (asked.jitterMinutes ?? 0) * 60, window, seed: of.sourceId }, now) : null;
  await putSchedule(tx, {
    source_id: of.sourceId, dataset_id: of.datasetId, rule: asked.rule, window_from: window?.from ?? null, window_to: window?.to ?? null, jitter_s: (asked.jitterMinutes ?? 0) * 60,
    after_datasets: after, overlap: asked.overlap ?? 'skip', priority: asked.priority ?? 5, grace_minutes: asked.graceMinutes ?? 120,
    next_at: next?.nominal ?? null, start_at: next?.start ?? null, changed_by: actor.name,
  });
  await audit(tx, actor, 'linkage.schedule-set', `dataset:${of.datasetId}`, { source: of.sourceId, ...asked });
  return selectScheduleView(tx, of.sourceId, now);
}

/** Takes a schedule away; what it brought stays. */
export async function removeSchedule(tx: Tx, actor: Actor, of: SourceOf): Promise<void> {
  if (!await deleteSchedule(tx, { source_id: of.sourceId })) throw linkageProblem('schedule-not-found');
  await audit(tx, actor, 'linkage.schedule-removed', `dataset:${of.datasetId}`, { source: of.sourceId });
}

/** Stops a schedule for a while, with the reason. Times that pass meanwhile are not caught up. */
export async function pauseSchedule(tx: Tx, actor: Actor, of: SourceOf, { reason }: Static<typeof PauseBody>, now: Date): Promise<ScheduleView> {
  await writePause(tx, { source_id: of.sourceId, by: actor.name, reason: reason.trim() });
  await audit(tx, actor, 'linkage.schedule-paused', `dataset:${of.datasetId}`, { source: of.sourceId, reason });
  return selectScheduleView(tx, of.sourceId, now);
}

/** Lets a paused or suspended schedule go on from now. */
export async function resumeSchedule(tx: Tx, actor: Actor, of: SourceOf, now: Date): Promise<ScheduleView> {
  const schedule = await findSchedule(tx, { source_id: of.sourceId });
  if (!schedule) throw linkageProblem('schedule-not-found');
  const next = schedule.rule ? await reckon(tx, schedule.rule, { jitterS: schedule.jitter_s, window: windowOf(schedule), seed: of.sourceId }, now) : null;
  const resumed = await writeResume(tx, { source_id: of.sourceId, next_at: next?.nominal ?? null, start_at: next?.start ?? null });
  if (resumed) await audit(tx, actor, 'linkage.schedule-resumed', `dataset:${of.datasetId}`, { source: of.sourceId });
  return selectScheduleView(tx, of.sourceId, now);
}

async function reckon(tx: Tx, rule: ScheduleRule, how: Parameters<typeof startOf>[1], now: Date): Promise<{ nominal: string; start: string }> {
  const off = await readDaysAround(tx, now);
  checkRule(rule, now, off, how.window);
  const nominal = nextTime(rule, now, off, how.window) as Date;
  return { nominal: nominal.toISOString(), start: startOf(nominal, how).toISOString() };
}

async function findAfter(tx: Tx, { datasetId, sourceId }: SourceOf, slugs: readonly string[]): Promise<number[]> {
  const found = await listDatasetsBySlug(tx, { slugs: [...slugs] });
  const missing = slugs.findIndex((slug) => !found.some((each) => each.slug === slug));
  if (missing >= 0) throw refused(`/after/${missing}`, `ไม่มีชุดข้อมูล ${slugs[missing]}`, `there is no dataset ${slugs[missing]}`);
  const ids = found.map(({ id }) => id);
  if (ids.length > 0 && (await isWaitingInCircle(tx, { after_datasets: ids, source_id: sourceId, dataset_id: datasetId })).circle) {
    throw refused('/after', 'ชุดข้อมูลรอกันเป็นวงกลม', 'the datasets would wait for each other in a circle');
  }
  return ids;
}
