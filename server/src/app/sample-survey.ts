import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { setDeadline } from '#modules/calendar/index.ts';
import { acceptReadinessForm, addReadinessNeed, addReadinessRow, createReadinessCampaign, formDeadline, getReadinessForm, listReadinessCampaigns, returnReadinessForm, saveReadinessRow, submitReadinessForm } from '#modules/readiness/index.ts';
import type { SampleSurvey } from '../../../sample/survey.ts';

const secretariat: Principal = { ...theHouse, name: 'sample-secretariat', role: 'secretariat', roles: ['secretariat'] };
const stewardOf = (agencyId: string): Principal => ({ ...theHouse, name: `${agencyId}-steward`, role: 'steward', roles: ['steward'] });
const ANSWERS = { ours: 'yes', readiness: 'needs-work', why: 'ต้องทำรหัสให้ตรงกันก่อน', system: 'ระบบงานของหน่วยงาน', source: 'files', contact: 'ฝ่ายข้อมูล 02-000-0000', frequency: 'monthly', personal: 'none' };
const LINKABLE_IN_DAYS = 120;

/** Opens the sample's survey and answers it as far as each agency is, one transaction an agency; does nothing when there is a survey. */
export async function fillSurvey(db: Database, sample: SampleSurvey): Promise<void> {
  const now = systemClock.now();
  const { agencies, ...campaign } = sample;
  if ((await db.read((tx) => listReadinessCampaigns(tx, secretariat, null, now))).items.length > 0) return;
  const { id } = await db.tx((tx) => createReadinessCampaign(tx, secretariat, campaign, now));
  for (const agency of agencies) await db.tx((tx) => answerForm(tx, id, agency, now)); // an agency at a time, as they would
}

async function answerForm(tx: Tx, id: number, { agencyId, answering, needs, addition }: SampleSurvey['agencies'][number], now: Date): Promise<void> {
  const place = { id, agency: agencyId };
  const steward = stewardOf(agencyId);
  if (answering === 'late') {
    const formId = await formDeadline(tx, place, now);
    await setDeadline(tx, { room: 'readiness', reference: formId, from: addDays(todayInBangkok(now), -14), count: 5, unit: 'working', because: { th: 'ขอคำตอบก่อนหน่วยงานอื่น', en: 'Asked to answer before the others' } });
  }
  if (answering === 'late' || answering === 'not-started') return;
  const { items } = await getReadinessForm(tx, steward, place, null, now);
  const answered = answering === 'in-progress' ? items.slice(0, Math.ceil(items.length / 2)) : items;
  const linkableOn = addDays(todayInBangkok(now), LINKABLE_IN_DAYS);
  for (const row of answered) await saveReadinessRow(tx, steward, place, row.id, { version: row.version, answers: { ...answersOf(row.known), 'linkable-on': linkableOn } }, now);
  await addReadinessRow(tx, steward, place, { title: addition, readiness: 'not-digital', contact: ANSWERS.contact, personal: 'not-known' }, now);
  if (needs !== agencyId) await addReadinessNeed(tx, steward, place, { agencyId: needs, words: 'ทะเบียนที่ใช้ร่วมกันรายจังหวัด', purpose: 'ใช้ตรวจทานข้อมูลของหน่วยงานก่อนเผยแพร่' }, now);
  if (answering === 'in-progress') return;
  await submitReadinessForm(tx, steward, place, now);
  if (answering === 'accepted') await acceptReadinessForm(tx, secretariat, place, now);
  if (answering === 'returned') await returnReadinessForm(tx, secretariat, place, { reason: 'ระบุชื่อผู้ประสานงานแทนชื่อฝ่าย', workingDays: 5 }, now);
}

/** What is known is confirmed where it is asked; the rest is answered alike. */
function answersOf(known: Record<string, { value: string }>): Record<string, string> {
  const said = Object.fromEntries(Object.entries(known).map(([question, { value }]) => [question, value]));
  return said['readiness'] === 'ready' ? { ...ANSWERS, why: '', ...said } : { ...ANSWERS, ...said };
}
