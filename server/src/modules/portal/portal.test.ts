import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { visitor } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { openPortalHouse, type PortalHouse } from './testing/portal-house.ts';
import { openUsageCounter, useOf, type Answered } from './usage/counter.ts';

let house: PortalHouse;
const secretariat = principalOf('secretariat');
const citizen = (n: number) => principalOf('citizen', { accountId: `01998000-0000-7000-8000-00000000000${n}` });
beforeAll(async () => { house = await openPortalHouse(); }, 60_000);
afterAll(() => house?.close());
const setDays = (opens: string, closes: string) => house.test.db.tx((tx) => tx.query('update portal.survey set opens_on = $1, closes_on = $2', [opens, closes]));

describe('a survey of demand', () => {
  it('becomes a publication plan with the votes as they stood, and takes the request behind an option along', async () => {
    house.as(secretariat);
    const { id: requestId } = (await house.ask('POST', '/portal/requests', { title: 'ราคาปุ๋ยรายจังหวัด', need: 'วางแผนซื้อ', agencyId: 'rid' })).json();
    const survey = (await house.ask('POST', '/portal/surveys', {
      titleTh: 'อยากให้เปิดข้อมูลใด', titleEn: 'Which data do you wish for', opensOn: '2026-01-01', closesOn: '2099-01-01', mostChoices: 1,
      options: [{ titleTh: 'ปุ๋ย', titleEn: 'Fertiliser', agencyId: 'rid', requestId }, { titleTh: 'อ้อย', titleEn: 'Cane', agencyId: 'doae' }],
    })).json();
    const [first, second] = survey.options;
    house.as(citizen(1));
    expect((await house.ask('PUT', `/portal/surveys/${survey.id}/choices`, { options: [first.id, second.id] })).json()).toMatchObject({ code: 'portal.too-many-choices' });
    for (const option of [second, first]) await house.ask('PUT', `/portal/surveys/${survey.id}/choices`, { options: [option.id] });
    house.as(citizen(2));
    expect((await house.ask('PUT', `/portal/surveys/${survey.id}/choices`, { options: [first.id] })).json().options).toMatchObject([{ votes: null, chosen: true }, { votes: null, chosen: false }]);
    house.as(secretariat);
    const plan = (items: object[]) => house.ask('POST', `/portal/surveys/${survey.id}/plan`, { items });
    expect((await plan([{ optionId: first.id, dueOn: '2099-06-30' }])).json()).toMatchObject({ code: 'portal.survey-closed' });
    await setDays('2026-01-01', '2026-01-31');
    expect((await plan([{ optionId: first.id, dueOn: '2099-06-30' }])).json()).toMatchObject({ state: 'planned', people: 2, options: [{ votes: 2, planned: true }, { votes: 0, planned: false }] });
    expect((await plan([{ optionId: first.id, dueOn: '2099-06-30' }])).json()).toMatchObject({ code: 'portal.already-planned' });
    house.as(visitor);
    const [item] = (await house.ask('GET', '/portal/plan')).json().items;
    expect(item).toMatchObject({ titleTh: 'ปุ๋ย', agencyId: 'rid', dueOn: '2099-06-30', votes: 2, state: 'planned', requestId });
    expect((await house.ask('GET', `/portal/requests/${requestId}`)).json()).toMatchObject({ state: 'planned', plannedOn: '2099-06-30' });
    house.as(principalOf('steward'));
    expect((await house.ask('PUT', `/portal/plan/${item.id}/dataset`, { dataset: 'rid-inner' })).json()).toMatchObject({ code: 'portal.dataset-not-public' });
    expect((await house.ask('PUT', `/portal/plan/${item.id}/dataset`, { dataset: 'rid-dams' })).json().items[0]).toMatchObject({ state: 'published', dataset: 'rid-dams' });
    expect((await house.ask('GET', `/portal/requests/${requestId}`)).json()).toMatchObject({ state: 'published', dataset: 'rid-dams' });
  });
});

describe('a showcase', () => {
  it('is shown when it was approved, with the datasets that everybody may find', async () => {
    house.as(visitor);
    const given = { title: 'แอปดูน้ำ', summary: 'แสดงน้ำในเขื่อนทุกเช้าเป็นกราฟ', maker: 'ชมรมคนรักน้ำ', address: 'https://app.example.com/', datasets: ['rid-dams', 'rid-inner'] };
    const { id } = (await house.ask('POST', '/portal/showcases', given)).json();
    expect((await house.ask('GET', '/portal/showcases')).json().items).toEqual([]);
    expect((await house.ask('GET', '/portal/showcases?state=submitted')).json().items).toEqual([]);
    for (const address of ['javascript:alert(1)', 'https://user:pw@example.com/', 'ftp://example.com/']) expect((await house.ask('POST', '/portal/showcases', { ...given, address })).statusCode).toBe(400);
    house.as(secretariat);
    expect((await house.ask('PUT', `/portal/showcases/${id}/decision`, { state: 'declined' })).json()).toMatchObject({ code: 'portal.reason-missing' });
    await house.ask('PUT', `/portal/showcases/${id}/decision`, { state: 'approved' });
    house.as(visitor);
    expect((await house.ask('GET', '/portal/showcases?dataset=rid-dams')).json().items).toMatchObject([{ id, maker: 'ชมรมคนรักน้ำ', datasets: [{ slug: 'rid-dams' }] }]);
  });
});

describe('topics and agencies', () => {
  it('count what whoever asks may find, and take datasets of the own agency', async () => {
    house.as(principalOf('steward', { agencies: ['doae'] }));
    expect((await house.ask('PUT', '/portal/topics/category06/datasets/rid-dams')).json()).toMatchObject({ code: 'portal.dataset-not-public' });
    house.as(principalOf('steward'));
    for (const slug of ['rid-dams', 'rid-inner']) expect((await house.ask('PUT', `/portal/topics/category06/datasets/${slug}`)).statusCode).toBe(200);
    house.as(visitor);
    const { items } = (await house.ask('GET', '/portal/topics')).json();
    expect(items.map((topic: { id: string; datasets: number }) => [topic.id, topic.datasets])).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => [`category0${n}`, n === 6 ? 1 : 0]));
    expect((await house.ask('GET', '/portal/topics/category06')).json().items).toMatchObject([{ slug: 'rid-dams', agencyId: 'rid' }]);
    expect((await house.ask('GET', '/portal/agencies')).json().items[0]).toMatchObject({ id: 'rid', datasets: 1 });
  });
});

describe('the counter of uses', () => {
  const answered: Answered = { operationId: 'downloadRelease', slug: 'rid-dams', status: 200, userAgent: 'Mozilla/5.0', fromOwnPage: false };

  it('tells views, downloads and calls of programs apart, and leaves out bots, refusals and the preview of the page', () => {
    expect(useOf(answered)).toBe('downloads');
    expect(useOf({ ...answered, operationId: 'getPortalDataset', fromOwnPage: true })).toBe('views');
    expect(useOf({ ...answered, operationId: 'listRows' })).toBe('apiCalls');
    expect(useOf({ ...answered, operationId: 'listRows', userAgent: 'python-requests/2.32' })).toBe('apiCalls');
    for (const not of [{ status: 404 }, { slug: null }, { userAgent: 'Googlebot/2.1' }, { operationId: 'listRows', fromOwnPage: true }, { operationId: 'getBoard' }]) expect(useOf({ ...answered, ...not })).toBeNull();
  });

  it('adds up by day in Bangkok, and the statistics name what is used most', async () => {
    const counter = openUsageCounter(house.test.db, openLog('test', 'silent'));
    for (let n = 0; n < 3; n += 1) counter.note(answered);
    counter.note({ ...answered, slug: 'no-such-dataset' });
    await counter.flush();
    counter.note({ ...answered, operationId: 'getPortalDataset', fromOwnPage: true });
    await counter.flush();
    house.as(visitor);
    const read = (await house.ask('GET', '/portal/statistics?days=7')).json();
    expect(read).toMatchObject({ holdings: { datasets: 1, agencies: 1 }, total: { views: 1, downloads: 3, apiCalls: 0 }, mostUsed: [{ slug: 'rid-dams', downloads: 3 }] });
    expect(read.days).toHaveLength(7);
    expect(read.days.at(-1)).toMatchObject({ downloads: 3, views: 1 });
    expect((await house.ask('GET', '/portal/datasets/rid-dams')).json()).toMatchObject({ month: { downloads: 3 }, topics: [{ id: 'category06' }], showcases: { items: [{}] } });
    expect((await house.ask('GET', '/portal/datasets/rid-inner')).json()).toMatchObject({ code: 'portal.dataset-not-found' });
  });
});
