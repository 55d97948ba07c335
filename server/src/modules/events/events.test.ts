import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { openTraded, type Traded } from '../exchange/testing/traded.ts';
import { openNoticesHouse, type NoticesHouse } from '../notices/testing/notices-house.ts';
import { moduleFolders } from '../../app/module-folders.ts';
import { readEventFeed } from './feed/read-feed.ts';
import { tellPrograms, type NewEvent } from './feed/tell.ts';
import { tellCounts, tellExpired } from './hearing/count-exchanges.ts';
import { hearHouse } from './hearing/hear.ts';
import { eventsRoutes } from './routes.ts';
import { deliverDueEvents, forgetEventsJob, testSubscription } from './subscriptions/deliver.ts';
import { changeSubscription, createSubscription, letDeadLettersGo, listEventDeliveries, listSubscriptions, removeSubscription, resendDeadLetters, rotateSubscriptionSecret } from './subscriptions/subscriptions.ts';

const log = openLog('test', 'silent');
const ports = { masterKey: Buffer.alloc(32, 7), rules: { allow: ['127.0.0.1/32'] }, publicUrl: 'https://saphan.moac.example', log };
const who = { ...principalOf('agency-admin'), agencies: ['rid'] };
const other = { ...principalOf('agency-admin'), agencies: ['doa'] };
const ministry = principalOf('secretariat');
let house: NoticesHouse;
let server: Server;
let url = '';
let heard: { headers: IncomingHttpHeaders; body: string }[] = [];
let answer = 204;

const tx = <T>(work: Parameters<NoticesHouse['test']['db']['tx']>[0]) => house.test.db.tx(work) as Promise<T>;
const deliver = () => deliverDueEvents(house.test.db, ports, AbortSignal.timeout(20_000));
const soon = () => house.run('update events.delivery set due_at = now() where ended_at is null');
const make = (more = {}) => house.test.db.tx((t) => createSubscription(t, ports, who, { agencyId: 'rid', name: 'ระบบสารบรรณ', url, ...more }));
const ended = (key: string, agencies = ['rid', 'doa']): NewEvent => ({ type: 'saphan.agreement.ended', subject: `agreements/${key}`, at: '2026-11-22T03:00:00.000Z', data: { number: key }, agencies, key: `ended:${key}` });
const tell = (...events: NewEvent[]) => house.test.db.tx((t) => tellPrograms(t, events));
const feed = (asker: Principal, asked = {}) => readEventFeed(scopedDatabase(house.test.db, asker), { ...ports, whole: house.test.db }, asker, asked);

async function dataset(slug: string, agency: string, level: number): Promise<number> {
  return (await house.run("insert into catalog.dataset (slug, agency_id, title_th, title_en, level, created_by) values ($1, $2, 'ข้อมูล', 'Data', $3, 'test') returning id", [slug, agency, level]))[0].id;
}

beforeAll(async () => {
  house = await openNoticesHouse(moduleFolders.filter(({ name }) => !['calendar', 'organisations', 'identity', 'notices'].includes(name)));
  await house.grant(await house.person('admin'), 'agency-admin', 'rid');
  server = createServer((request, reply) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => { heard.push({ headers: request.headers, body: Buffer.concat(pieces).toString() }); reply.writeHead(answer).end(); });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
beforeEach(async () => { heard = []; answer = 204; await house.run('truncate events.event, events.subscription, events.delivery'); await house.forget(); });
afterAll(async () => { server?.close(); await house?.test.close(); });

describe('a subscription', () => {
  it('gets what its agency may hear of, as a CloudEvent that the standard verifiers take', async () => {
    const { secret } = await make();
    await tell(ended('SA-2569-0001'), ended('SA-2569-0002', ['doa']));
    expect([await deliver(), await deliver()]).toEqual([1, 0]);
    const [one] = heard as [typeof heard[number]];
    new Webhook(secret).verify(one.body, one.headers as Record<string, string>);
    expect(() => new Webhook(secret).verify(one.body.replace('0001', '0009'), one.headers as Record<string, string>)).toThrow();
    const event = HTTP.toEvent({ headers: one.headers, body: one.body }) as CloudEvent<{ number: string }>;
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({ specversion: '1.0', source: ports.publicUrl, type: 'saphan.agreement.ended', subject: 'agreements/SA-2569-0001', id: one.headers['webhook-id'], data: { number: 'SA-2569-0001' } });
    expect((await house.run('select secret_sealed from events.subscription'))[0].secret_sealed).not.toContain(secret.slice(6));
  });

  it('is told once of what is heard twice, and only of the types it asked for', async () => {
    await make({ types: ['saphan.agreement.ended'] });
    await tell(ended('a'), ended('a'), { ...ended('b'), type: 'saphan.agreement.suspended', key: 'suspended:b' });
    await tell(ended('a'));
    await deliver();
    expect(heard).toHaveLength(1);
  });

  it('is signed with both secrets for a day after a new one was made', async () => {
    const { id, secret: former } = await make();
    const { secret } = await house.test.db.tx((t) => rotateSubscriptionSecret(t, ports, who, id));
    await tell(ended('a'));
    await deliver();
    for (const each of [former, secret]) new Webhook(each).verify(heard[0]?.body ?? '', heard[0]?.headers as Record<string, string>);
  });

  it('that does not take an event for three days has it as a dead letter, its administrators are told, and it is sent again with the same bytes', async () => {
    const { id } = await make();
    await tell(ended('a'));
    answer = 503;
    for (let attempt = 0; attempt < 9; attempt += 1) { await deliver(); await soon(); }
    expect(await deliver()).toBe(0);
    expect(await house.test.db.tx((t) => listEventDeliveries(t, who, id, { show: 'dead' }))).toMatchObject({ subscription: { dead: 1, waiting: 0, lastErrorTh: 'ตอบกลับ 503', lastErrorEn: 'answered 503' }, items: [{ outcome: 'dead', attempts: 9, lastStatus: 503, subject: 'agreements/a' }] });
    expect(await house.run("select kind, settled_at from notices.notice where key like 'event-dead%'")).toEqual([{ kind: 'delivery', settled_at: null }]);
    answer = 200;
    expect(await house.test.db.tx((t) => resendDeadLetters(t, who, id))).toBe(1);
    await deliver();
    expect(new Set(heard.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(await house.test.db.tx((t) => listSubscriptions(t, who))).toMatchObject([{ dead: 0, taken: 1, failingSince: null }]);
    expect(await house.run("select 1 from notices.notice where key like 'event-dead%' and settled_at is null")).toEqual([]);
  });

  it('has dead letters that a person lets go with a reason, which stays after the letter; what was not named stays dead', async () => {
    const { id } = await make();
    await tell(ended('a'), ended('b'));
    answer = 503;
    for (let attempt = 0; attempt < 9; attempt += 1) { await deliver(); await soon(); }
    const { items: [first] } = await house.test.db.tx((t) => listEventDeliveries(t, who, id, { show: 'dead' }));
    await expect(tx((t) => letDeadLettersGo(t, other, id, { reason: 'ไม่ใช่ของเรา' }))).rejects.toMatchObject({ code: 'events.subscription-not-found' });
    expect(await house.test.db.tx((t) => letDeadLettersGo(t, who, id, { reason: ' เลิกใช้ระบบเดิมแล้ว ', ids: [first?.id ?? ''] }))).toBe(1);
    expect(await house.run("select 1 from notices.notice where key like 'event-dead%' and settled_at is null")).toHaveLength(1);
    expect(await house.test.db.tx((t) => letDeadLettersGo(t, who, id, { reason: 'ส่งทางอื่นแล้ว' }))).toBe(1);
    expect(await house.run("select 1 from notices.notice where key like 'event-dead%' and settled_at is null")).toEqual([]);
    expect(await house.test.db.tx((t) => resendDeadLetters(t, who, id))).toBe(0);
    const shown = await house.test.db.tx((t) => listEventDeliveries(t, who, id, { show: 'let-go' }));
    expect(shown).toMatchObject({ subscription: { dead: 0, waiting: 0 }, items: [{ outcome: 'let-go', letGo: { by: who.name } }, { outcome: 'let-go' }] });
    expect(shown.items.map((each) => each.letGo?.why).sort()).toEqual(['ส่งทางอื่นแล้ว', 'เลิกใช้ระบบเดิมแล้ว']);
    await house.run("update events.delivery set ended_at = now() - interval '31 days'");
    await forgetEventsJob.run(house.test.db, AbortSignal.timeout(60_000));
    expect(await house.run('select 1 from events.delivery')).toEqual([]);
    expect(await house.run("select detail->>'reason' as why from kernel.audit where action = 'events.dead-letters-let-go' order by id")).toEqual([{ why: 'เลิกใช้ระบบเดิมแล้ว' }, { why: 'ส่งทางอื่นแล้ว' }]);
  });

  it('that says 410 rests; what happens meanwhile waits and goes when it is switched on', async () => {
    const { id } = await make();
    await tell(ended('a'));
    answer = 410;
    await deliver();
    await tell(ended('b'));
    await soon();
    expect(await deliver()).toBe(0);
    const [resting] = await house.test.db.tx((t) => listSubscriptions(t, who));
    expect(resting).toMatchObject({ enabled: false, restingWhy: 'gone', waiting: 2 });
    answer = 204;
    heard = [];
    await house.test.db.tx((t) => changeSubscription(t, who, id, { version: resting?.version ?? 0, enabled: true }));
    await deliver();
    expect(heard).toHaveLength(2);
  });

  it('is seen and kept by its own agency only, and the second of two who change it is told who was first', async () => {
    const { id, version } = await make();
    expect(await house.test.db.tx((t) => listSubscriptions(t, other))).toEqual([]);
    await expect(tx((t) => removeSubscription(t, other, id))).rejects.toMatchObject({ code: 'events.subscription-not-found' });
    await expect(tx((t) => listEventDeliveries(t, other, id, {}))).rejects.toMatchObject({ code: 'events.subscription-not-found' });
    await expect(make({ agencyId: 'doa' })).rejects.toMatchObject({ code: 'events.not-your-agency' });
    await expect(make()).rejects.toMatchObject({ code: 'events.subscription-exists' });
    await expect(make({ types: ['saphan.none.such'] })).rejects.toMatchObject({ code: 'events.unknown-type', fields: { errors: [{ pointer: '/body/types/0' }] } });
    await house.test.db.tx((t) => changeSubscription(t, who, id, { version, name: 'ใหม่' }));
    await expect(tx((t) => changeSubscription(t, who, id, { version, name: 'อีกชื่อ' }))).rejects.toMatchObject({ code: 'events.changed-meanwhile', fields: { by: who.name } });
    expect(await testSubscription(house.test.db, ports, who, id)).toMatchObject({ ok: true, status: 204 });
  });

  it('names a system only if it is an active one of the agency that subscribes', async () => {
    const [{ id }] = await house.run("insert into registry.system (path, code, created_at) values ('TH/GOV/rid/hub', 'hub', now()) returning id");
    const say = (version: number, state: string) => house.run("insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, reason, actor, recorded_at) values ($1, $2, 'rid', 'ระบบ', 'Hub', 'both', $3, 1, 'x', 'test', now())", [id, version, state]);
    await say(1, 'active');
    const refused = (asker: Principal, more: object) => expect(house.test.db.tx((t) => createSubscription(t, ports, asker, { name: 'x', url, ...more }))).rejects.toMatchObject({ code: 'events.system-refused', fields: { errors: [{ pointer: '/systemPath' }] } });
    await refused(who, { agencyId: 'rid', systemPath: 'TH/GOV/rid/none' });
    await refused(other, { agencyId: 'doa', systemPath: 'TH/GOV/rid/hub' });
    await refused(ministry, { systemPath: 'TH/GOV/rid/hub' });
    expect(await make({ systemPath: 'TH/GOV/rid/hub' })).toMatchObject({ systemPath: 'TH/GOV/rid/hub' });
    await say(2, 'ended');
    await refused(who, { agencyId: 'rid', systemPath: 'TH/GOV/rid/hub' });
  });

  it('is not sent to a host that the house may not reach', async () => {
    const { id } = await make({ url: 'http://169.254.169.254/latest' });
    expect(await testSubscription(house.test.db, ports, who, id)).toMatchObject({ ok: false, status: null });
  });
});

describe('the feed', () => {
  it('gives each asker what they may hear of, in order, from a place on', async () => {
    const open = await dataset('open', 'rid', 1);
    const secret = await dataset('secret', 'rid', 2);
    await tell(ended('a'), { ...ended('x'), agencies: undefined as never, datasetId: open, key: 'x' }, { ...ended('y'), agencies: undefined as never, datasetId: secret, key: 'y' }, ended('z', ['doa']));
    const subjects = async (asker: Principal, asked = {}) => (await feed(asker, asked)).map(({ subject }) => subject.split('/')[1]);
    expect([await subjects(who), await subjects(other), await subjects(ministry)]).toEqual([['a', 'x', 'y'], ['a', 'x', 'z'], ['a', 'x', 'y', 'z']]);
    const [first] = await feed(who, { limit: 1 });
    expect(await subjects(who, { after: Number(first?.sequence) })).toEqual(['x', 'y']);
    expect(await subjects(who, { types: 'saphan.agreement.suspended, saphan.agreement.ended' })).toEqual(['a', 'x', 'y']);
    await expect(feed(who, { types: 'saphan.agreement.ended,saphan.none.such', wait: 20 })).rejects.toMatchObject({ code: 'events.unknown-type', fields: { errors: [{ pointer: '/query/types' }] } });
    expect((await feed(who)).every((event) => new CloudEvent(event as never).validate())).toBe(true);
  });

  it('answers a reader that waits as soon as something happens, and nothing once the time is over', async () => {
    await tell(ended('a'));
    const after = Number((await feed(who))[0]?.sequence);
    const started = Date.now();
    const waiting = feed(who, { after, wait: 20 });
    setTimeout(() => { void tell(ended('b')); }, 300);
    expect(await waiting).toMatchObject([{ subject: 'agreements/b' }]);
    expect(Date.now() - started).toBeLessThan(4_000);
    expect(await feed(who, { after: after + 1, wait: 1 })).toEqual([]);
  });

  it('gives a reader that was away everything since its place, page by page, once each and in order', async () => {
    await tell(ended('a'));
    let after = Number((await feed(who))[0]?.sequence);
    await tell(...Array.from({ length: 7 }, (_, n) => ended(`g${n}`, n % 3 === 2 ? ['doa'] : ['rid'])));
    const seen: string[] = [];
    for (let page = await feed(who, { after, limit: 2 }); page.length > 0; page = await feed(who, { after, limit: 2 })) {
      seen.push(...page.map(({ subject }) => subject.split('/')[1] as string));
      after = Number(page.at(-1)?.sequence);
    }
    expect(seen).toEqual(['g0', 'g1', 'g3', 'g4', 'g6']);
    await tell(ended('next'));
    expect((await feed(who, { after })).map(({ subject }) => subject)).toEqual(['agreements/next']);
  });

  it('says so when events after a place were forgotten', async () => {
    await tell(ended('a'), ended('b'), ended('c'));
    const [first] = await feed(who);
    await house.run('delete from events.event where position <= $1', [Number(first?.sequence) + 1]);
    await expect(feed(who, { after: Number(first?.sequence) })).rejects.toMatchObject({ code: 'events.place-gone', status: 410 });
  });

  it('says so when all of them were, after a quiet quarter, and when a place was never handed out, as after an older backup', async () => {
    await tell(ended('a'), ended('b'), ended('c'));
    const [first, , last] = (await feed(who)).map(({ sequence }) => Number(sequence)) as [number, number, number];
    await house.run("update events.event set recorded_at = now() - interval '91 days'");
    await forgetEventsJob.run(house.test.db, AbortSignal.timeout(20_000));
    await expect(feed(who, { after: first })).rejects.toMatchObject({ code: 'events.place-gone', fields: { first: last } });
    expect(await feed(who, { after: last })).toEqual([]);
    await expect(feed(who, { after: last + 1 })).rejects.toMatchObject({ code: 'events.place-ahead', status: 410, fields: { last } });
  });

  it('goes over HTTP as a batch that the library of CloudEvents reads, and names what was asked wrongly in both languages', async () => {
    await tell(ended('a'), ended('b'), ended('c'));
    const app = await buildHttp({ db: house.test.db, log, version: 'test', routes: eventsRoutes({ ...ports, whole: house.test.db }), authenticate: async () => who, decider: allowAll, hosts: ['127.0.0.1'] });
    const ask = (query: string) => app.inject({ method: 'GET', url: `/api/v1/events/feed${query}`, headers: { host: '127.0.0.1' } });
    const { headers, body } = await ask('?limit=2');
    const read = HTTP.toEvent({ headers: headers as IncomingHttpHeaders, body }) as CloudEvent[];
    expect(read.map((event) => [event.validate(), event.subject])).toEqual([[true, 'agreements/a'], [true, 'agreements/b']]);
    expect((await ask(`?after=${Number(read[1]?.['sequence'])}`)).json()).toMatchObject([{ subject: 'agreements/c' }]);
    for (const wrong of ['limit=501', 'limit=0', 'after=-1', 'after=x', 'wait=26', 'types=saphan.none.such', 'after=999999999']) {
      const reply = await ask(`?${wrong}`);
      expect([reply.statusCode, reply.json().titleTh, reply.json().titleEn], wrong).toEqual([wrong.startsWith('types') ? 422 : wrong.endsWith('999') ? 410 : 400, expect.stringMatching(/[ก-๙]/), expect.stringMatching(/[a-z]/)]);
    }
    await app.close();
  });

  it('shows nothing behind a place that was passed, however many write at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => tell(ended(`p${i}`))));
    const places = (await feed(ministry)).map(({ sequence }) => sequence);
    expect(places).toHaveLength(12);
    expect([...places].sort()).toEqual(places);
  });

  it('tells of a release that was published and withdrawn, once each', async () => {
    const id = await dataset('rain', 'rid', 1);
    await house.run("insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, keep_releases, published_by) values ($1, 1, 1, 1, 10, 10, 'h', '{}', '[]', '[]', '{}', '{}', 1, 'test')", [id]);
    // In order: the second is told on top of the first.
    for (const topic of ['lake.release-published', 'lake.release-published', 'lake.release-withdrawn']) await house.test.db.tx((t) => announce(t, topic, { datasetId: id, number: 1, wasCurrent: true }));
    await hearAll(house.test.db, [hearHouse], log);
    expect((await feed(who)).map(({ type }) => type)).toEqual(['saphan.release.published', 'saphan.release.withdrawn']);
  });
});

describe('the house tells', () => {
  let traded: Traded;
  beforeAll(async () => { traded = await openTraded(); });
  afterAll(() => traded?.close());
  const told = async (asker: Principal) => (await readEventFeed(traded.test.db, { ...ports, whole: traded.test.db }, asker, {})).map(({ type, data }) => [type, data['why'] ?? data['state'] ?? data['exchanges']]);

  it('the parties of an agreement, and of a service everybody', async () => {
    const at = { agreementId: traded.agreement.dof, version: 1 };
    for (const what of ['activated', 'suspended', 'resumed', 'ended']) await traded.test.db.tx((t) => announce(t, `sharing.agreement-${what}`, at));
    await traded.test.db.tx((t) => announce(t, 'registry.data-service-moved', { serviceId: traded.service, to: 'deprecated', revision: 2 }));
    await traded.test.db.tx((t) => announce(t, 'registry.service-version-published', { serviceId: traded.service, version: 1 }));
    await hearAll(traded.test.db, [hearHouse], log);
    const services = [['saphan.service.deprecated', 'deprecated'], ['saphan.service.published', 'live']];
    expect(await told({ ...who, agencies: ['dof'] })).toEqual([['saphan.agreement.activated', 'signed'], ['saphan.agreement.suspended', 'suspended'], ['saphan.agreement.activated', 'resumed'], ['saphan.agreement.ended', 'ended'], ...services]);
    expect(await told({ ...who, agencies: ['doa'] })).toEqual(services);
  });

  it('the parties how many exchanges there were in each minute, once, and nobody else', async () => {
    await traded.run('truncate events.event cascade');
    const noon = new Date('2026-11-22T05:00:00Z');
    await tellCounts(traded.test.db, noon);
    for (const seconds of [10, 20, 70]) await traded.exchange({ at: new Date(noon.getTime() + seconds * 1_000).toISOString() });
    await traded.exchange({ at: new Date(noon.getTime() + 30_000).toISOString(), consumer: 'dof', status: 429, origin: 'hub' });
    for (const minutes of [4, 4, 5]) await tellCounts(traded.test.db, new Date(noon.getTime() + minutes * 60_000));
    expect(await told({ ...who, agencies: ['doa'] })).toEqual([['saphan.exchange.counted', 2], ['saphan.exchange.counted', 1]]);
    expect(await told({ ...who, agencies: ['rid'] })).toHaveLength(3);
    expect(await told({ ...who, agencies: ['ldd'] })).toEqual([]);
  });

  it('that an agreement is over when its last day is', async () => {
    await traded.run('truncate events.event cascade');
    await tellExpired(traded.test.db, new Date());
    expect(await told(ministry)).toEqual([]);
    const [{ terms }] = await traded.run('select terms from sharing.terms where agreement_id = $1', [traded.agreement.doa]) as [{ terms: object }];
    await traded.run("insert into sharing.event (agreement_id, number, version, what, actor, message, facts, recorded_at) values ($1, 2, 1, 'noted', 'test', 'x', '{}', now())", [traded.agreement.doa]);
    const text = JSON.stringify({ ...terms, validTo: addDays(todayInBangkok(new Date()), -1) });
    await traded.run("insert into sharing.terms (agreement_id, number, version, terms, text, sha256) values ($1, 2, 1, $2::text::jsonb, $2::text, encode(sha256(convert_to($2::text, 'UTF8')), 'hex'))", [traded.agreement.doa, text]);
    for (const _ of [1, 2]) await tellExpired(traded.test.db, new Date());
    expect(await told(ministry)).toEqual([['saphan.agreement.ended', 'expired']]);
  });
});
