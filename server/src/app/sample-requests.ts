import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { answerLinkageRequest, askBackLinkageRequest, createRequestDraft, getLinkageRequest, getRequestableDataset, listRequests, seesAll, sendLinkageRequest, withdrawLinkageRequest, type Answer } from '#modules/requests/index.ts';
import type { SampleRequest } from '../../../sample/requests.ts';

/** Days after sending on which something became of it. */
const ANSWERED_AFTER = 9;
const WANTED_IN_DAYS = 60;
const stewardOf = (agencyId: string): Principal => ({ ...theHouse, kind: 'person', name: `${agencyId}-steward`, role: 'steward', roles: ['steward'], agencies: [agencyId] });

/** Asks and answers the sample's linkage requests on the days on which it would have been, one transaction a request; does nothing when one was sent. */
export async function fillRequests(db: Database, sample: readonly SampleRequest[], today: string): Promise<void> {
  const known = await db.read((tx) => listRequests(tx, {}, seesAll, systemClock.now()));
  if (known.items.some(({ sentOn }) => sentOn !== null)) return;
  for (const each of sample) await db.tx((tx) => play(tx, each, today)); // in the order in which they were asked
}

async function play(tx: Tx, sample: SampleRequest, today: string): Promise<void> {
  const at = (daysAgo: number) => (daysAgo <= 0 ? systemClock.now() : new Date(`${addDays(today, -daysAgo)}T03:00:00.000Z`));
  const begun = at(sample.sentDaysAgo);
  const asker = stewardOf(sample.requesterId);
  const { id, version } = await createRequestDraft(tx, asker, {
    requesterId: sample.requesterId, dataset: sample.dataset, providerId: sample.providerId, datasetWords: sample.datasetWords, purpose: sample.purpose, legalBases: [...sample.legalBases], ownLaw: sample.ownLaw,
    columns: await columnsOf(tx, sample), fieldWords: sample.fieldWords ?? (sample.columns === 'none' ? null : 'จังหวัด อำเภอ และวันที่ของข้อมูล'), frequency: sample.frequency, wantedOn: addDays(today, WANTED_IN_DAYS),
    retention: 'เก็บ 2 ปีแล้วลบ พร้อมบันทึกการทำลาย', contact: 'ฝ่ายข้อมูล โทร 0 2000 0000',
  }, begun);
  if (sample.end === 'draft') return;
  await sendLinkageRequest(tx, asker, id, version, begun);
  if (sample.end === 'sent' || sample.end === 'overdue') return;
  await end(tx, sample, id, at(sample.sentDaysAgo - ANSWERED_AFTER), today);
}

async function end(tx: Tx, { requesterId, end: word, say, why, ownLaw }: SampleRequest, id: number, now: Date, today: string): Promise<void> {
  const asker = stewardOf(requesterId);
  const page = await getLinkageRequest(tx, asker, id, null, now);
  const provider = stewardOf(page.provider?.id as string);
  const reason = why ?? 'ตามที่ตกลงกัน';
  if (word === 'withdrawn') return withdrawLinkageRequest(tx, asker, id, { seen: page.version, reason }, now);
  if (word === 'asked-back') return askBackLinkageRequest(tx, provider, id, { seen: page.version, message: say ?? 'ขอรายละเอียดเพิ่ม' }, now);
  const fromOn = addDays(todayInBangkok(now), WANTED_IN_DAYS) < today ? addDays(todayInBangkok(now), WANTED_IN_DAYS) : addDays(today, WANTED_IN_DAYS);
  const answer: Answer = word === 'refused' ? { verdict: 'refused', reason, legalReason: ownLaw ?? 'พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล มาตรา 22 เท่าที่จำเป็น' }
    : word === 'partly-accepted' ? { verdict: 'partly-accepted', fromOn, withheldWhy: reason, grantedColumns: page.columns.filter(({ personal }) => personal === null).map(({ name }) => name), grantedWords: 'จังหวัดและอำเภอ', conditions: 'ห้ามส่งต่อหน่วยงานอื่น' }
      : { verdict: 'accepted', fromOn, conditions: 'ใช้ภายในหน่วยงานตามวัตถุประสงค์เท่านั้น' };
  return answerLinkageRequest(tx, provider, id, { seen: page.version, ...answer }, now);
}

async function columnsOf(tx: Tx, { dataset, columns }: SampleRequest): Promise<string[]> {
  if (dataset === null || columns === 'none') return [];
  const offered = (await getRequestableDataset(tx, dataset)).columns;
  return offered.filter(({ personal }) => columns === 'all' || personal === null).map(({ name }) => name);
}
