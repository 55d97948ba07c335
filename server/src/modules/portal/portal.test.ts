import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { visitor } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { openPortalHouse, type PortalHouse } from './testing/portal-house.ts';
import { openUsageCounter, useOf, usesOf, type Answered } from './usage/counter.ts';

let house: PortalHouse;
const secretariat = principalOf('secretariat');
const citizen = (n: number) => principalOf('citizen', { accountId: `01998000-0000-7000-8000-00000000000${n}` });
beforeAll(async () => { house = await openPortalHouse(); });
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

describe('a survey in the hands of the secretariat', () => {
  const survey = { titleTh: 'รอบสอง', titleEn: 'Second round', opensOn: '2099-01-01', closesOn: '2099-02-01', mostChoices: 1, options: [{ titleTh: 'ก', titleEn: 'A', agencyId: 'rid' }, { titleTh: 'ข', titleEn: 'B', agencyId: 'rid' }] };

  it('is changed while nobody has answered, started, closed before its day, and its plan moved with a reason', async () => {
    house.as(secretariat);
    expect((await house.ask('POST', '/portal/surveys', { ...survey, closesOn: '2098-01-01' })).json()).toMatchObject({ code: 'portal.survey-days' });
    const { id } = (await house.ask('POST', '/portal/surveys', survey)).json();
    const options = [...survey.options, { titleTh: 'ค', titleEn: 'C', agencyId: 'doae' }];
    expect((await house.ask('PUT', `/portal/surveys/${id}`, { ...survey, options })).json()).toMatchObject({ state: 'coming', options: [{}, {}, { titleEn: 'C', agencyId: 'doae' }] });
    const started = (await house.ask('POST', `/portal/surveys/${id}/start`, { closesOn: '2099-03-01' })).json();
    expect(started).toMatchObject({ state: 'open', closesOn: '2099-03-01' });
    house.as(citizen(3));
    await house.ask('PUT', `/portal/surveys/${id}/choices`, { options: [started.options[2].id] });
    expect((await house.ask('POST', `/portal/surveys/${id}/close`, {})).statusCode).toBe(403);
    house.as(secretariat);
    expect((await house.ask('PUT', `/portal/surveys/${id}`, survey)).json()).toMatchObject({ code: 'portal.survey-answered' });
    expect((await house.ask('PUT', `/portal/surveys/${id}`, { ...survey, titleEn: 'Round two', options })).json()).toMatchObject({ titleEn: 'Round two' });
    const closed = (await house.ask('POST', `/portal/surveys/${id}/close`, {})).json();
    expect(closed).toMatchObject({ state: 'closed', options: [{ titleEn: 'C', votes: 1 }, {}, {}] });
    await house.ask('POST', `/portal/surveys/${id}/plan`, { items: [{ optionId: closed.options[0].id, dueOn: '2099-06-30', agencyId: 'rid' }] });
    expect((await house.ask('POST', `/portal/surveys/${id}/start`, {})).json()).toMatchObject({ code: 'portal.survey-planned' });
    const itemOf = (answer: { items: { surveyId: number; id: number }[] }) => answer.items.find((item) => item.surveyId === id) as { surveyId: number; id: number };
    const item = itemOf((await house.ask('GET', '/portal/plan')).json());
    expect(item).toMatchObject({ agencyId: 'rid', mayDeliver: true });
    expect((await house.ask('PUT', `/portal/plan/${item.id}`, { dueOn: '2020-01-01', reason: 'ย้อน' })).json()).toMatchObject({ code: 'portal.day-missing' });
    expect(itemOf((await house.ask('PUT', `/portal/plan/${item.id}`, { dueOn: '2099-09-30', agencyId: 'doae', reason: 'หน่วยงานเจ้าของจริง' })).json())).toMatchObject({ dueOn: '2099-09-30', agencyId: 'doae', movedWhy: 'หน่วยงานเจ้าของจริง' });
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

  it('bring datasets in by a rule, keep out what was taken out by hand, and are retired and brought back', async () => {
    house.as(principalOf('steward'));
    const body = { titleTh: 'น้ำ', titleEn: 'Water', picture: 'water', rule: { agencies: ['rid'], tags: [], words: ['เขื่อน'] } };
    expect((await house.ask('PUT', '/portal/topics/water', body)).statusCode).toBe(403);
    house.as(secretariat);
    expect((await house.ask('POST', '/portal/topic-rule-trials', body.rule)).json()).toMatchObject({ total: 1, items: [{ slug: 'rid-dams' }] });
    expect((await house.ask('POST', '/portal/topic-rule-trials', { agencies: [], tags: [], words: [] })).json()).toEqual({ total: 0, items: [] });
    const topic = async () => (await house.ask('GET', '/portal/topics')).json().items.find(({ id }: { id: string }) => id === 'water');
    await house.ask('PUT', '/portal/topics/water', body);
    expect(await topic()).toMatchObject({ datasets: 1, picture: 'water', pictureUrl: null });
    await house.ask('DELETE', '/portal/topics/water/datasets/rid-dams');
    await house.ask('PUT', '/portal/topics/water', { ...body, titleEn: 'Waters' });
    expect(await topic()).toMatchObject({ datasets: 0, titleEn: 'Waters' });
    expect((await house.ask('GET', '/portal/topics/water/members')).json().items).toMatchObject([{ slug: 'rid-dams', how: 'out' }]);
    await house.ask('PUT', '/portal/topics/water/datasets/rid-dams');
    expect((await house.ask('PUT', '/portal/topic-order', { ids: ['water', 'category07'] })).json().items.slice(0, 2)).toMatchObject([{ id: 'category01' }, { id: 'water' }]);
    await house.ask('PUT', '/portal/topics/water', { ...body, retired: true });
    expect(await topic()).toBeUndefined();
    expect((await house.ask('GET', '/portal/topics/water')).json()).toMatchObject({ code: 'catalog.topic-not-found' });
    expect((await house.ask('GET', '/portal/topic-desk')).json().items.find(({ id }: { id: string }) => id === 'water')).toMatchObject({ retiredAt: expect.any(String), rule: body.rule });
  });

  it('show a small picture that was uploaded, and take nothing that is none', async () => {
    house.as(secretariat);
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAAAAABWESUoAAAAFElEQVR42mNgGAWjYBSMglEwFAEABCAAAVGwVVUAAAAASUVORK5CYII=', 'base64');
    const send = (bytes: Buffer) => house.app.inject({ method: 'PUT', url: '/api/v1/portal/topics/category06/picture', headers: { host: '127.0.0.1', 'content-type': 'application/octet-stream' }, payload: bytes });
    for (const bad of [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), Buffer.concat([png.subarray(0, 16), Buffer.from([0, 0, 9, 0]), png.subarray(20)])]) expect((await send(bad)).json()).toMatchObject({ code: 'catalog.topic-picture-refused' });
    expect((await send(Buffer.alloc(300_000))).json()).toMatchObject({ code: 'portal.picture-too-large' });
    const { items } = (await send(png)).json();
    const { pictureUrl } = items.find(({ id }: { id: string }) => id === 'category06');
    house.as(visitor);
    const shown = await house.app.inject({ method: 'GET', url: pictureUrl, headers: { host: '127.0.0.1' } });
    expect([shown.headers['content-type'], shown.rawPayload.equals(png)]).toEqual(['image/png', true]);
    house.as(secretariat);
    expect((await house.ask('DELETE', '/portal/topics/category06/picture')).json().items.find(({ id }: { id: string }) => id === 'category06')).toMatchObject({ pictureUrl: null });
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

  it('counts what CKAN, linked data and maps give, once an answer, and nothing of the page’s own', () => {
    const noted = [{ slug: 'rid-dams', use: 'apiCalls' as const }, { slug: 'rid-dams', use: 'apiCalls' as const }, { slug: 'rid-rain', use: 'apiCalls' as const }];
    const call = { ...answered, operationId: 'runAction', slug: null, noted };
    expect(usesOf(call)).toEqual([{ slug: 'rid-dams', use: 'apiCalls' }, { slug: 'rid-rain', use: 'apiCalls' }]);
    for (const operationId of ['exportDatasetTurtle', 'exportDataPackage', 'listOgcItems', 'getRecord']) expect(usesOf({ ...answered, operationId })).toEqual([{ slug: 'rid-dams', use: 'apiCalls' }]);
    expect(usesOf({ ...answered, operationId: 'getFile', slug: null, noted: [{ slug: 'rid-dams', use: 'downloads' }], fromOwnPage: true })).toEqual([{ slug: 'rid-dams', use: 'downloads' }]);
    for (const not of [{ status: 404 }, { userAgent: 'Googlebot/2.1' }, { fromOwnPage: true }]) expect(usesOf({ ...call, ...not })).toEqual([]);
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
