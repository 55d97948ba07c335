import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { declareDayOff, findDeadline } from '#modules/calendar/index.ts';
import { openPortalHouse, type PortalHouse } from '../testing/portal-house.ts';
import { followCalendar } from './follow-calendar.ts';

let house: PortalHouse;
const citizen = principalOf('citizen', { accountId: '01998000-0000-7000-8000-0000000000c1' });
const steward = principalOf('steward');
const stranger = principalOf('steward', { agencies: ['doae'] });
beforeAll(async () => { house = await openPortalHouse(); });
afterAll(() => house?.close());
beforeEach(() => house.as(visitor));

const wish = { title: 'ราคาปุ๋ยขายปลีก <script>alert(1)</script>', need: 'เทียบราคาก่อนซื้อ', agencyId: 'rid', contact: 'somsri@example.com' };
async function asked(over: object = {}): Promise<string> {
  const before = principalOf('citizen', { accountId: crypto.randomUUID() });
  house.as(before);
  const { id } = (await house.ask('POST', '/portal/requests', { ...wish, ...over })).json();
  house.as(visitor);
  return id as string;
}

describe('a request for data', () => {
  it('of a visitor waits to be read, and only its own address shows it', async () => {
    const written = await house.ask('POST', '/portal/requests', wish);
    expect([written.statusCode, written.json()]).toMatchObject([201, { moderation: 'waiting' }]);
    const { id } = written.json();
    expect((await house.ask('GET', `/portal/requests/${id}`)).json()).toMatchObject({ title: wish.title, state: 'asked', moderation: 'waiting', mayAnswer: false });
    expect((await house.ask('GET', '/portal/requests')).json().items.map((each: { id: string }) => each.id)).not.toContain(id);
    expect((await house.ask('GET', '/portal/requests?moderation=waiting')).json()).toEqual({ total: 0, items: [] });
    house.as(stranger);
    expect((await house.ask('GET', '/portal/requests?moderation=waiting')).json().total).toBe(0);
    house.as(steward);
    expect((await house.ask('GET', '/portal/requests?moderation=waiting')).json().items).toMatchObject([{ id }]);
    expect((await house.ask('PUT', `/portal/requests/${id}/moderation`, { moderation: 'shown' })).json()).toMatchObject({ moderation: 'shown', mayAnswer: true });
    house.as(visitor);
    expect((await house.ask('GET', '/portal/requests')).json().items).toMatchObject([{ id, votes: 0 }]);
  });

  it('keeps the contact from everybody but the asked agency, and says who looked', async () => {
    const id = await asked();
    expect(JSON.stringify((await house.ask('GET', `/portal/requests/${id}`)).json())).not.toContain('somsri');
    expect((await house.test.db.tx((tx) => tx.query('select sealed from portal.demand_contact'))).rows.map((row) => String(row.sealed)).join()).not.toContain('somsri');
    for (const who of [visitor, citizen, stranger]) { house.as(who); expect((await house.ask('POST', `/portal/requests/${id}/contact`)).statusCode).toBeGreaterThanOrEqual(400); }
    house.as(steward);
    expect((await house.ask('POST', `/portal/requests/${id}/contact`)).json()).toEqual({ contact: 'somsri@example.com' });
    const { rows } = await house.test.db.tx((tx) => tx.query(`select actor, detail from kernel.audit where action = 'portal.contact-revealed' and subject = $1`, [`request:${id}`]));
    expect(rows).toEqual([{ actor: 'test-steward', detail: {} }]);
  });

  it('is answered by a working day that moves with the calendar, until it is answered', async () => {
    const { id } = (await house.ask('POST', '/portal/requests', wish)).json();
    const dueOn = async () => (await house.ask('GET', `/portal/requests/${id}`)).json().dueOn as string;
    const first = await dueOn();
    const isOff = (day: string) => house.test.db.tx((tx) => declareDayOff(tx, { name: 'เลขานุการ', role: 'secretariat' }, { day, nameTh: `หยุด ${day}`, nameEn: 'Off', source: 'มติ ครม.' }));
    const follow = () => house.test.db.tx((tx) => followCalendar.hear(tx, { topic: 'calendar.deadlines-moved', payload: { rooms: { portal: 1 } }, at: '' }));
    await isOff(first);
    await follow();
    const second = await dueOn();
    expect(second > first).toBe(true);
    expect((await house.test.db.tx((tx) => findDeadline(tx, 'portal', `request:${id}`)))?.moves).toMatchObject([{ wasOn: first, movedTo: second }]);
    house.as(steward);
    await house.ask('PUT', `/portal/requests/${id}/moderation`, { moderation: 'shown' });
    expect((await house.ask('POST', `/portal/requests/${id}/answers`, { state: 'answered', text: 'อยู่ในรายงานประจำปี' })).statusCode).toBeLessThan(300);
    await isOff(second);
    await follow();
    expect(await dueOn()).toBe(second);
  });

  it('is supported once by each who signed in', async () => {
    const id = await asked();
    expect((await house.ask('PUT', `/portal/requests/${id}/vote`)).statusCode).toBe(401);
    house.as(steward);
    await house.ask('PUT', `/portal/requests/${id}/moderation`, { moderation: 'shown' });
    expect((await house.ask('PUT', `/portal/requests/${id}/vote`)).json()).toEqual({ votes: 1, voted: true });
    house.as(citizen);
    for (let n = 0; n < 2; n += 1) expect((await house.ask('PUT', `/portal/requests/${id}/vote`)).json()).toEqual({ votes: 2, voted: true });
    expect((await house.ask('DELETE', `/portal/requests/${id}/vote`)).json()).toEqual({ votes: 1, voted: false });
  });

  it('goes from asked to published step by step, with what each step needs', async () => {
    const id = await asked();
    const answer = (body: object) => house.ask('POST', `/portal/requests/${id}/answers`, body);
    expect((await answer({ state: 'answered', text: 'x' })).statusCode).toBe(401);
    house.as(stranger);
    expect((await answer({ state: 'answered', text: 'x' })).json()).toMatchObject({ code: 'portal.request-not-found' });
    house.as(steward);
    expect((await answer({ state: 'declined', text: ' ' })).json()).toMatchObject({ code: 'portal.reason-missing' });
    expect((await answer({ state: 'planned', text: '', plannedOn: '2020-01-01' })).json()).toMatchObject({ code: 'portal.day-missing' });
    expect((await answer({ state: 'planned', text: 'กำลังเตรียม', plannedOn: '2099-03-31' })).json()).toMatchObject({ state: 'planned', plannedOn: '2099-03-31', moderation: 'shown' });
    expect((await answer({ state: 'answered', text: 'ย้อน' })).json()).toMatchObject({ code: 'portal.step-refused' });
    for (const dataset of ['rid-inner', 'none']) expect((await answer({ state: 'published', text: '', dataset })).json()).toMatchObject({ code: 'portal.dataset-not-public' });
    const published = (await answer({ state: 'published', text: 'เปิดแล้ว', dataset: 'rid-dams' })).json();
    expect(published).toMatchObject({ state: 'published', dataset: 'rid-dams', events: [{ state: 'asked' }, { state: 'planned' }, { state: 'published', agencyTh: 'กรมชลประทาน' }] });
  });

  it('is discussed: officers at once and as their agency, the public after somebody read it', async () => {
    const id = await asked();
    house.as(steward);
    await house.ask('PUT', `/portal/requests/${id}/moderation`, { moderation: 'shown' });
    await house.ask('POST', `/portal/requests/${id}/comments`, { text: 'ข้อมูลนี้มีรายเดือน' });
    house.as(citizen);
    const waiting = (await house.ask('POST', `/portal/requests/${id}/comments`, { text: 'ขอรายวัน\u202e\u0000' })).json();
    const discussion = async () => (await house.ask('GET', `/portal/requests/${id}`)).json().discussion;
    expect(await discussion()).toMatchObject([{ text: 'ข้อมูลนี้มีรายเดือน', agencyTh: 'กรมชลประทาน' }]);
    house.as(steward);
    expect((await house.ask('GET', '/portal/comments')).json().items).toMatchObject([{ id: waiting.id, text: 'ขอรายวัน', requestId: id }]);
    expect((await house.ask('PUT', `/portal/comments/${waiting.id}/moderation`, { moderation: 'hidden' })).json()).toMatchObject({ code: 'portal.hidden-why-missing' });
    await house.ask('PUT', `/portal/comments/${waiting.id}/moderation`, { moderation: 'shown' });
    house.as(visitor);
    expect(await discussion()).toMatchObject([{}, { text: 'ขอรายวัน', agencyTh: null }]);
  });

  it('is hidden with a reason that whoever wrote it reads, and found by nobody else', async () => {
    const id = await asked();
    house.as(steward);
    const hide = (body: object) => house.ask('PUT', `/portal/requests/${id}/moderation`, { moderation: 'hidden', ...body });
    expect((await hide({})).json()).toMatchObject({ code: 'portal.hidden-why-missing' });
    expect((await hide({ why: 'spam', note: 'โฆษณา' })).json()).toMatchObject({ moderation: 'hidden', hiddenWhy: 'spam' });
    house.as(visitor);
    expect((await house.ask('GET', `/portal/requests/${id}`)).json()).toMatchObject({ moderation: 'hidden', hiddenWhy: 'spam', hiddenNote: 'โฆษณา' });
    expect((await house.ask('GET', '/portal/requests?moderation=hidden')).json().total).toBe(0);
    house.as(steward);
    expect((await house.ask('PUT', `/portal/requests/${id}/moderation`, { moderation: 'shown' })).json()).toMatchObject({ moderation: 'shown', hiddenWhy: null, hiddenNote: null });
  });

  it('is merged into one that asks for the same: voices go there once a person, with that of whoever asked, its address leads there', async () => {
    const [id, into] = [await asked(), await asked()];
    house.as(steward);
    for (const each of [id, into]) await house.ask('PUT', `/portal/requests/${each}/moderation`, { moderation: 'shown' });
    await house.ask('PUT', `/portal/requests/${id}/vote`);
    house.as(citizen);
    for (const each of [id, into]) await house.ask('PUT', `/portal/requests/${each}/vote`);
    const merge = (from: string, to: string) => house.ask('POST', `/portal/requests/${from}/merge`, { into: to });
    house.as(stranger);
    expect((await merge(id, into)).json()).toMatchObject({ code: 'portal.request-not-found' });
    house.as(steward);
    expect((await merge(id, id)).json()).toMatchObject({ code: 'portal.merge-refused' });
    expect((await merge(id, into)).json()).toMatchObject({ id: into, votes: 3 });
    expect((await merge(into, id)).json()).toMatchObject({ code: 'portal.merge-refused' });
    house.as(visitor);
    expect((await house.ask('GET', '/portal/requests?q=' + encodeURIComponent(wish.title))).json().items.map((each: { id: string }) => each.id)).not.toContain(id);
    expect((await house.ask('GET', `/portal/requests/${id}`)).json()).toMatchObject({ mergedInto: into, hiddenWhy: 'duplicate' });
  });

  it('is not taken without end from one network', async () => {
    const codes: number[] = [];
    for (let n = 0; n < 8; n += 1) codes.push((await house.ask('POST', '/portal/requests', wish)).statusCode);
    expect(codes).toContain(429);
    expect(codes.at(-1)).toBe(429);
    house.as(citizen);
    expect((await house.ask('POST', '/portal/requests', wish)).statusCode).toBe(201);
  });

  it('refuses texts of no words, of too many, and fields it does not know', async () => {
    house.as(citizen);
    for (const body of [{ ...wish, title: '     ' }, { ...wish, need: 'ก'.repeat(2001) }, { ...wish, moderation: 'shown' }]) expect((await house.ask('POST', '/portal/requests', body)).statusCode).toBe(400);
    expect((await house.ask('POST', '/portal/requests', { ...wish, agencyId: 'nobody' })).json()).toMatchObject({ code: 'catalog.agency-unknown' });
  });
});
