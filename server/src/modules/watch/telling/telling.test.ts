import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { createAccount, grantRole } from '#modules/identity/index.ts';
import { appoint, createPerson, createPost, createUnit } from '#modules/organisations/index.ts';
import { lookAt } from '../incidents/reconcile.ts';
import { openWatchHouse, type WatchHouse } from '../testing/watch-house.ts';
import { escalateLate, tellOwners } from './tell.ts';

let house: WatchHouse;
const people: Record<string, string> = {};
const now = new Date();
const today = todayInBangkok(now);
const held = async (agencyId: string) => {
  const dataset = await house.addDataset(agencyId);
  await house.addRun(dataset, { state: 'held', gates: [{ name: 'code-drift', value: 1, limit: 0, ok: false, th: 'รหัสใหม่ “ลับ”', en: 'new code “ลับ”' }] });
  await house.db.tx((tx) => lookAt(tx, [dataset.id], now));
  return dataset;
};
const tell = (at = now) => house.db.tx((tx) => tellOwners(tx, at));
/** Notices of incidents in their order; `to` only those to one person. */
const notices = async (to?: string) => (await house.query(`select p.given_th as name, n.key, n.what_th, n.what_en, n.agency_id, n.mail, n.settled_at is not null as settled, r.account_id is not null as reached
  from notices.notice n join organisations.person_v1 p on p.id = n.to_person left join notices.receipt r on r.notice_id = n.id where n.kind = 'incident' order by n.id`)).filter(({ name }) => to === undefined || name === to);
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

beforeAll(async () => {
  house = await openWatchHouse();
  await house.db.tx(async (tx) => {
    for (const name of ['owner', 'clerk', 'centre']) {
      people[name] = (await createPerson(tx, theHouse, { givenTh: name, familyTh: 'ทดสอบ' })).id;
      const { id } = await createAccount(tx, theHouse, { personId: people[name], userName: name });
      if (name === 'centre') await grantRole(tx, theHouse, { accountId: id, role: 'secretariat' });
      if (name === 'clerk') await grantRole(tx, theHouse, { accountId: id, role: 'steward', agencyId: 'rid' });
    }
    await tx.query(`update identity.account set state = 'active'`);
    const unit = await createUnit(tx, theHouse, { agencyId: 'rid', code: 'IT', nameTh: 'ศูนย์ข้อมูล', nameEn: 'Data' });
    const post = await createPost(tx, theHouse, { unitId: unit.id, titleTh: 'เจ้าของข้อมูล', titleEn: 'Data owner', responsible: true, roles: ['steward'], since: addDays(today, -400) });
    await appoint(tx, theHouse, { postId: post.id, personId: people['owner'] as string, kind: 'holder', since: addDays(today, -20), documentNo: 'ที่ 1', documentOn: addDays(today, -30) });
  });
});
afterAll(() => house?.close());

describe('who must know', () => {
  it('is told once, by notices that name neither value nor column, and not again within four hours', async () => {
    const [first, second] = [await held('rid'), await held('rid')];
    await house.query('update catalog.dataset set level = 2 where id = $1', [second.id]);
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const told = await notices();
    expect(told).toMatchObject([{ name: 'owner', what_th: `ชุด ${first.slug}: รอบถูกพักไว้`, reached: true, mail: 'at-once', agency_id: 'rid' }, { name: 'owner', what_th: expect.stringContaining('ไม่เปิดเผยชื่อ') }]);
    expect(JSON.stringify(told)).not.toMatch(/ลับ|watched-2/);
    expect((await house.ask('GET', `/datasets/${first.slug}/incidents`)).body.items[0]).toMatchObject({ told: ['owner ทดสอบ'], toldAt: expect.any(String) });
    await held('rid');
    expect(await tell()).toBe(0);
    expect(await tell(hours(5))).toBe(1);
    expect(await notices('owner')).toHaveLength(3);
  });

  it('is the caretaker where one is named, of the agency only', async () => {
    const dataset = await held('rid');
    const outside = await house.ask('PUT', `/datasets/${dataset.slug}/caretaker`, { personId: people['centre'] });
    expect([outside.status, outside.body.code]).toEqual([422, 'watch.person-elsewhere']);
    const named = await house.ask('PUT', `/datasets/${dataset.slug}/caretaker`, { personId: people['clerk'] });
    expect(named.body).toMatchObject({ caretaker: { nameTh: 'clerk ทดสอบ' }, candidates: expect.arrayContaining([expect.objectContaining({ personId: people['owner'] })]) });
    await tell(hours(10));
    expect(await notices('clerk')).toHaveLength(1);
  });

  it('is the secretariat too after three working days, and at once where the agency has nobody', async () => {
    await house.db.tx((tx) => escalateLate(tx, now));
    expect(await house.query('select id from watch.incident where escalated_at is not null')).toEqual([]);
    const orphan = await held('doae');
    await house.db.tx((tx) => escalateLate(tx, now));
    expect(await house.query('select dataset_id from watch.incident where escalated_at is not null')).toEqual([{ dataset_id: orphan.id }]);
    await house.query(`update watch.incident set opened_at = opened_at - interval '14 days'`);
    await house.db.tx((tx) => escalateLate(tx, now));
    expect(await house.query('select id from watch.incident where escalated_at is null')).toEqual([]);
    await tell(hours(20));
    expect(await notices('centre')).toHaveLength(5);
  });

  it('is of a rule that warns only whoever answers for the dataset, by the same pace', async () => {
    const dataset = await house.addDataset('rid', [{ id: 'area', severity: 'warn' }]);
    await house.addRun(dataset, { state: 'published', gates: [{ name: 'rule:area', ok: true, warned: true, th: 'กติกา area ไม่ผ่าน 3 แถว', en: 'rule area fails on 3 rows' }] });
    await house.db.tx((tx) => lookAt(tx, [dataset.id], now));
    await house.query(`update watch.incident set opened_at = opened_at - interval '14 days' where dataset_id = $1`, [dataset.id]);
    await house.db.tx((tx) => escalateLate(tx, now));
    expect([await tell(hours(21)), await tell(hours(22))]).toEqual([1, 0]);
    expect((await notices()).at(-1)).toMatchObject({ name: 'owner', what_th: expect.stringContaining('ข้อมูลไม่ผ่านกติกาที่ให้เตือน') });
    expect(await house.query('select escalated_at from watch.incident where dataset_id = $1', [dataset.id])).toEqual([{ escalated_at: null }]);
  });

  it('is nobody who is locked out; who only shows the house is told in it', async () => {
    await house.db.tx(async (tx) => {
      for (const [name, agencyId] of [['locked', 'doa'], ['shown', 'ldd']] as const) {
        people[name] = (await createPerson(tx, theHouse, { givenTh: name, familyTh: 'ทดสอบ' })).id;
        const { id } = await createAccount(tx, theHouse, { personId: people[name], userName: name });
        await grantRole(tx, theHouse, { accountId: id, role: 'steward', agencyId });
      }
      await tx.query(`update identity.account set state = case when user_name in ('locked', 'clerk') then 'suspended' else 'active' end, demo = user_name = 'shown'`);
    });
    const [lost, shown] = [await held('doa'), await held('ldd')];
    await house.db.tx((tx) => escalateLate(tx, now));
    expect(await house.query('select i.dataset_id from watch.incident i where i.escalated_at is not null and i.dataset_id = any ($1)', [[lost.id, shown.id]])).toEqual([{ dataset_id: lost.id }]);
    await tell(hours(30));
    expect([await notices('locked'), await notices('shown'), (await notices('centre')).length]).toMatchObject([[], [{ reached: true }], 6]);
    expect((await house.ask('GET', `/datasets/${shown.slug}/incidents`)).body.items[0]).toMatchObject({ told: ['shown ทดสอบ'], escalatedAt: null });
    expect((await house.ask('GET', `/datasets/${lost.slug}/incidents`)).body.items[0]).toMatchObject({ told: ['centre ทดสอบ'] });
  });

  it('hears with the digest that it is over, by whom; what waited unread waits no more, and what comes again says so', async () => {
    const dataset = await held('ldd');
    await tell(hours(40));
    const before = (await notices('shown')).length;
    const [incident] = (await house.ask('GET', `/datasets/${dataset.slug}/incidents`)).body.items;
    expect((await house.ask('POST', `/incidents/${incident.id}/close`, { note: 'ตรวจแล้ว' })).status).toBe(200);
    const [opened, closed] = (await notices('shown')).slice(before - 1);
    expect([opened, closed]).toMatchObject([{ settled: true }, { key: `closed:${incident.id}:${people['shown']}`, what_th: expect.stringContaining('ปิดเรื่องแล้ว'), mail: 'digest', settled: false }]);
    await house.query(`update linkage.run set state = 'rejected' where dataset_id = $1 and state = 'held'`, [dataset.id]);
    await house.addRun(dataset, { state: 'held', gates: [{ name: 'code-drift', value: 2, limit: 0, ok: false, th: 'ก', en: 'a' }] });
    await house.db.tx((tx) => lookAt(tx, [dataset.id], now));
    await tell(hours(50));
    expect((await notices('shown')).at(-1)).toMatchObject({ what_th: expect.stringMatching(/^เกิดซ้ำ: /), agency_id: 'ldd' });
    await house.query(`update linkage.run set state = 'rejected' where dataset_id = $1 and state = 'held'`, [dataset.id]);
    await house.db.tx((tx) => lookAt(tx, [dataset.id], now));
    expect((await notices('shown')).at(-1)).toMatchObject({ what_th: expect.stringMatching(/^พ้นเหตุแล้ว: /) });
  });
});
