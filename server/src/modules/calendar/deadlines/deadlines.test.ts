import { addDays } from '@saphan/contracts/dates';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { declareDayOff, withdrawDayOff } from '../operations/days.ts';
import { readDaysOff } from '../reads/days.ts';
import { dueDay, endDeadlines, findDeadline, setDeadline, setDeadlines, type NewDeadline } from './set-deadline.ts';

const actor: Actor = { name: 'เลขานุการ', role: 'secretariat' };
const because = { th: 'ตามระเบียบ', en: 'by the rule' };
let test: TestDatabase;
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
const declare = (day: string, name = 'วันหยุดพิเศษ') => test.db.tx((tx) => declareDayOff(tx, actor, { day, nameTh: name, nameEn: 'Special holiday', source: 'มติ ครม.' }));
const withdraw = (id: number) => test.db.tx((tx) => withdrawDayOff(tx, actor, id, { reason: 'ประกาศผิด' }));
const set = (reference: string, more: Partial<NewDeadline> = {}) => test.db.tx((tx) => setDeadline(tx, { room: 'portal', reference, from: '2027-03-01', count: 5, unit: 'working', because, ...more }));
const find = (reference: string) => test.db.tx((tx) => findDeadline(tx, 'portal', reference));

beforeAll(async () => { test = await testDatabase(moduleFolders.filter(({ name }) => name === 'calendar')); });
beforeEach(async () => { await run('truncate calendar.deadline, calendar.term, calendar.term_move, calendar.change, calendar.day_off'); await run('delete from kernel.outbox'); });
afterAll(() => test?.close());

describe('a deadline', () => {
  it('falls on a working day, and so many calendar days that end on a day off end on the next working day', async () => {
    expect(await set('a')).toMatchObject({ dueOn: '2027-03-08' });
    expect(await set('b', { unit: 'calendar' })).toMatchObject({ dueOn: '2027-03-08' });
    expect(await set('c', { unit: 'calendar', count: 4 })).toMatchObject({ dueOn: '2027-03-05' });
    await expect(set('d', { from: '2027-02-30' })).rejects.toMatchObject({ code: 'calendar.not-a-day' });
    await expect(set('d', { count: 0 })).rejects.toMatchObject({ code: 'calendar.count-refused' });
  });

  it('moves when a day of its time is declared off, keeps its first day and says which day off it was', async () => {
    await set('a');
    await declare('2027-03-03');
    await declare('2027-03-08', 'วันหยุดที่สอง');
    expect(await find('a')).toMatchObject({ firstDueOn: '2027-03-08', dueOn: '2027-03-10', moves: [
      { wasOn: '2027-03-08', movedTo: '2027-03-09', change: { day: '2027-03-03', closes: true, nameTh: 'วันหยุดพิเศษ', source: 'มติ ครม.' } },
      { wasOn: '2027-03-09', movedTo: '2027-03-10', change: { day: '2027-03-08', nameTh: 'วันหยุดที่สอง' } },
    ] });
  });

  it('goes back when the day is withdrawn, and tells which rooms had deadlines that moved', async () => {
    await set('a');
    const { id } = await declare('2027-03-03');
    await withdraw(id);
    expect(await find('a')).toMatchObject({ dueOn: '2027-03-08', moves: [{ movedTo: '2027-03-09' }, { movedTo: '2027-03-08', change: { closes: false } }] });
    const told = (await run("select payload from kernel.outbox where topic = 'calendar.deadlines-moved' order by id")).map(({ payload }) => payload);
    expect(told).toMatchObject([{ day: '2027-03-03', closes: true, moved: 1, rooms: { portal: 1 } }, { closes: false, moved: 1 }]);
  });

  it('that is met, or whose time does not hold the day, stays; so do all when the day was off anyhow', async () => {
    await set('met');
    await set('over', { from: '2027-02-01' });
    await set('later', { from: '2027-03-03' });
    await test.db.tx((tx) => endDeadlines(tx, 'portal', ['met']));
    await declare('2027-03-03');
    await declare('2027-03-03', 'อีกชื่อหนึ่ง');
    await declare('2027-03-06');
    for (const [name, dueOn] of [['met', '2027-03-08'], ['over', '2027-02-08'], ['later', '2027-03-10']] as const) expect(await find(name), name).toMatchObject({ dueOn, moves: [] });
    expect(await run('select count(*)::int as changes from calendar.change')).toEqual([{ changes: 1 }]);
  });

  it('that is given more time keeps its first day', async () => {
    await set('a');
    await set('a', { count: 8 });
    expect(await find('a')).toMatchObject({ firstDueOn: '2027-03-08', dueOn: '2027-03-11', moves: [{ wasOn: '2027-03-08', change: null }] });
  });

  it('never knows a change twice, whenever it was set', async () => {
    await declare('2027-03-03');
    await set('between');
    await declare('2027-03-04');
    expect(await find('between')).toMatchObject({ firstDueOn: '2027-03-09', dueOn: '2027-03-10', moves: [{ change: { day: '2027-03-04' } }] });
  });

  it('agrees with the calendar after any changes', async () => {
    const day = fc.integer({ min: 0, max: 60 }).map((at) => addDays('2027-03-01', at));
    const step = fc.record({ day, again: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ from: day, count: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom('working' as const, 'calendar' as const) }), { minLength: 1, maxLength: 30 }), fc.array(step, { maxLength: 6 }), async (asked, steps) => {
      await run('truncate calendar.deadline, calendar.term, calendar.term_move, calendar.change, calendar.day_off');
      await test.db.tx((tx) => setDeadlines(tx, asked.map((each, at) => ({ room: 'portal', reference: `r:${at}`, because, ...each }))));
      const live: number[] = [];
      for (const [at, each] of steps.entries()) {
        if (each.again && live.length > 0) await withdraw(live.pop() as number);
        else live.push((await declare(each.day, `วันหยุด ${at}`)).id);
      }
      const off = await test.db.read((tx) => readDaysOff(tx, '2027-01-01', '2028-12-31'));
      const rows = await run('select reference, due_on from calendar.deadline_v1 order by id');
      expect(rows).toEqual(asked.map((each, at) => ({ reference: `r:${at}`, due_on: dueDay(each, off) })));
    }), { numRuns: 15 });
  });
});
