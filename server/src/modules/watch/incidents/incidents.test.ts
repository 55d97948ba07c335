import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWatchHouse, type WatchHouse } from '../testing/watch-house.ts';
import { kinds } from './describe.ts';
import { lookAt } from './reconcile.ts';

let house: WatchHouse;
const now = new Date();
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const look = (datasets: number[] | null = null) => house.db.tx((tx) => lookAt(tx, datasets, now));
const rows = (id: number) => house.query('select * from watch.incident where dataset_id = $1 order by id', [id]);
const open = async (id: number) => (await rows(id)).filter(({ closed_at }) => closed_at === null).map(({ kind }) => kind).sort();
const gate = (name: string, more: object = {}) => ({ name, value: 9, limit: 8, ok: false, th: `เกณฑ์ ${name}`, en: `gate ${name}`, ...more });

beforeAll(async () => { house = await openWatchHouse(); });
afterAll(() => house?.close());

describe('an incident', () => {
  it('is one per kind of a held run, grows with the next and is over when the run is decided', async () => {
    const dataset = await house.addDataset();
    const first = await house.addRun(dataset, { state: 'held', gates: [gate('deletes'), gate('row-change'), gate('personal-data'), gate('anomaly-volume'), gate('reject-ratio'), { ...gate('null-drift'), ok: true }] });
    await look([dataset.id]);
    await look();
    expect(await open(dataset.id)).toEqual(['anomaly', 'held', 'personal-data', 'rejects']);
    await house.query(`update linkage.run set state = 'superseded', finished_at = now() where id = $1`, [first]);
    await house.addRun(dataset, { state: 'held', gates: [gate('deletes')] });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual(['held']);
    expect((await rows(dataset.id)).find(({ kind }) => kind === 'held')).toMatchObject({ times: 2, closed_at: null });
    await house.query(`update linkage.run set state = 'rejected', finished_at = now() where dataset_id = $1`, [dataset.id]);
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual([]);
    expect((await rows(dataset.id)).every(({ closed_by }) => closed_by === null)).toBe(true);
  });

  it('looked at twice, by many at once, is one', async () => {
    const dataset = await house.addDataset();
    await house.addRun(dataset, { state: 'held', gates: [gate('deletes')] });
    await Promise.all(Array.from({ length: 4 }, () => look()));
    expect(await rows(dataset.id)).toHaveLength(1);
    expect(await house.query('select what from watch.incident_event e join watch.incident i on i.id = e.incident_id where i.dataset_id = $1', [dataset.id])).toEqual([{ what: 'opened' }]);
  });

  it('of a warned anomaly stays until the next release is calm', async () => {
    const dataset = await house.addDataset();
    await house.addRun(dataset, { state: 'published', gates: [gate('anomaly-volume', { ok: true, warned: true })] });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual(['anomaly']);
    await house.addRun(dataset, { state: 'no_change' });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual(['anomaly']);
    await house.addRun(dataset, { state: 'published', gates: [gate('anomaly-volume', { ok: true })] });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual([]);
  });

  it('of a rule that warns is worth knowing until a run passes the rule, or the contract has it no more', async () => {
    const dataset = await house.addDataset('rid', [{ id: 'area', severity: 'warn' }]);
    const warned = (count: number) => gate('rule:area', { ok: true, value: count, ...(count > 0 && { warned: true }) });
    const publish = async (gates: object[], state = 'published') => { await house.addRun(dataset, { state, gates }); await look([dataset.id]); return open(dataset.id); };
    expect(await publish([warned(3)])).toEqual(['rule']);
    expect((await house.ask('GET', `/datasets/${dataset.slug}/incidents`)).body.items).toMatchObject([{ kind: 'rule', level: 'watch', whatTh: expect.stringContaining('เกณฑ์ rule:area ข้อกำหนดให้เตือนเท่านั้น') }]);
    // Neither says anything of the rule: nothing came anew, and a part of the rows only.
    expect(await publish([], 'no_change')).toEqual(['rule']);
    expect(await publish([gate('reject-ratio', { ok: true })])).toEqual(['rule']);
    expect(await publish([warned(2)])).toEqual(['rule']);
    expect(await rows(dataset.id)).toMatchObject([{ times: 2, closed_at: null }]);
    expect(await publish([warned(0)])).toEqual([]);
    expect(await publish([warned(1)])).toEqual(['rule']);
    await house.query(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) select dataset_id, 2, document, body || '{"rules": []}', 'compatible', 'test' from linkage.contract where dataset_id = $1`, [dataset.id]);
    await look();
    expect(await open(dataset.id)).toEqual([]);
  });

  it('of runs that fail in a row opens with the second and counts them', async () => {
    const dataset = await house.addDataset();
    const problem = { titleTh: 'ต่อไม่ได้', titleEn: 'Cannot connect', nextTh: 'ตรวจเครือข่าย', nextEn: 'Check the network.' };
    await house.addRun(dataset, { state: 'failed', problem });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual([]);
    for (const times of [2, 3]) {
      await house.addRun(dataset, { state: 'failed', problem });
      await look([dataset.id]);
      expect((await rows(dataset.id))[0]).toMatchObject({ kind: 'failing', times });
    }
    const { body } = await house.ask('GET', `/datasets/${dataset.slug}/incidents`);
    expect(Object.keys(body)).toEqual(['items']);
    expect(body.items[0]).toMatchObject({ kind: 'failing', whatTh: expect.stringMatching(/ล้มเหลว 3 รอบติดกัน.*ต่อไม่ได้/), nextEn: 'Check the network.' });
    await house.addRun(dataset, { state: 'no_change' });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual([]);
  });

  it('of a source that is asked no more says so in place of its failures', async () => {
    const dataset = await house.addDataset();
    for (let i = 0; i < 2; i += 1) await house.addRun(dataset, { state: 'failed', problem: { titleTh: 'รหัสผ่านไม่ถูก' } });
    await house.query(`insert into linkage.schedule (source_id, dataset_id, rule, changed_by, suspended_at, suspended_problem) values ($1, $2, '{}', 'test', now(), '{"titleTh": "รหัสผ่านไม่ถูก", "titleEn": "Wrong password"}')`, [dataset.sourceId, dataset.id]);
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual(['suspended']);
    await house.query('update linkage.schedule set suspended_at = null, suspended_problem = null where dataset_id = $1', [dataset.id]);
    await look();
    expect(await open(dataset.id)).toEqual(['failing']);
  });

  it('of a delivery that does not come opens after its grace, counts what is missing, and ends with a run that began later; not while a run is held', async () => {
    const dataset = await house.addDataset();
    const due = (hours: number) => house.query(`insert into linkage.occurrence (source_id, nominal_at, dataset_id, start_at, due_by, cause, outcome) values ($1, $2, $3, $2, $2::timestamptz + interval '2 hours', 'time', 'run')`, [dataset.sourceId, ago(hours), dataset.id]);
    await due(1);
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual([]);
    await due(30);
    await due(54);
    await look([dataset.id]);
    expect((await rows(dataset.id))[0]).toMatchObject({ kind: 'late', times: 2, facts: { breached: true } });
    const held = await house.addRun(dataset, { state: 'held', gates: [gate('deletes')], startedAt: ago(3) });
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual(['held']);
    await house.query(`update linkage.run set state = 'published', finished_at = now() where id = $1`, [held]);
    await look([dataset.id]);
    expect(await open(dataset.id)).toEqual([]);
  });

  it('closed by a person with a note is not opened again by the same cause, and is by another', async () => {
    const dataset = await house.addDataset();
    const first = await house.addRun(dataset, { state: 'held', gates: [gate('deletes')] });
    await look([dataset.id]);
    const [{ id }] = await rows(dataset.id);
    expect((await house.ask('POST', `/incidents/${id}/close`, { note: '  ' })).status).toBe(400);
    expect((await house.ask('POST', `/incidents/${id}/close`, { note: 'เลิกปลูกจริง' })).body.items[0]).toMatchObject({ what: 'closed', by: expect.any(String) });
    expect((await house.ask('POST', `/incidents/${id}/close`, { note: 'อีกครั้ง' })).body).toMatchObject({ code: 'watch.incident-closed' });
    expect((await house.ask('POST', '/incidents/999999/close', { note: 'ไม่มี' })).body).toMatchObject({ code: 'watch.incident-not-found' });
    await look();
    expect(await open(dataset.id)).toEqual([]);
    await house.query(`update linkage.run set state = 'superseded', finished_at = now() where id = $1`, [first]);
    await house.addRun(dataset, { state: 'held', gates: [gate('deletes')] });
    await look();
    expect(await open(dataset.id)).toEqual(['held']);
    const over = await house.ask('GET', `/datasets/${dataset.slug}/incidents?open=false`);
    expect(over.body.items).toMatchObject([{ id: Number(id), closed: { note: 'เลิกปลูกจริง' } }]);
  });

  it('is listed with what happened, what to do and how many of each kind are open', async () => {
    const { body } = await house.ask('GET', '/incidents');
    expect(Object.keys(body.counts)).toEqual([...kinds]);
    expect(Object.values<number>(body.counts).reduce((sum, each) => sum + each, 0)).toBe(body.items.length);
    for (const item of body.items) for (const lang of ['Th', 'En']) expect([item[`title${lang}`], item[`what${lang}`], item[`next${lang}`]].every((text) => text.length > 5)).toBe(true);
    expect((await house.ask('GET', '/incidents?kind=held&agency=doae')).body.items).toEqual([]);
  });

  it('of a dataset that an officer does not reach is none to them', async () => {
    const dataset = await house.addDataset('doae');
    await house.addRun(dataset, { state: 'held', gates: [gate('deletes')] });
    await look([dataset.id]);
    const [{ id }] = await rows(dataset.id);
    expect((await house.ask('GET', `/incidents/${id}/events`, undefined, 'steward')).body.items).toMatchObject([{ what: 'opened' }]);
    await house.query('update catalog.dataset set level = 2 where id = $1', [dataset.id]);
    const refused = [await house.ask('GET', `/incidents/${id}/events`, undefined, 'steward'), await house.ask('POST', `/incidents/${id}/close`, { note: 'ไม่ใช่ของเรา' }, 'steward')];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([[404, 'watch.incident-not-found'], [404, 'watch.incident-not-found']]);
    expect((await house.ask('GET', `/incidents/${id}/events`)).status).toBe(200);
  });
});
