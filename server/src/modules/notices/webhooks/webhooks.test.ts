import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { assertMayLeadTo } from '#kernel/net/signed-post.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { readOwnNotices } from '../inbox/inbox.ts';
import { notify } from '../sending/notify.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '../testing/notices-house.ts';
import { deliverDue } from './deliver.ts';
import { changeWebhook, createWebhook, listWebhookDeliveries, listWebhookViews, removeWebhook, rotateWebhookSecret, testWebhook } from './webhooks.ts';

const ports = { masterKey: Buffer.alloc(32, 7), rules: { allow: ['127.0.0.1/32'] }, publicUrl: 'https://saphan.moac.example', log: openLog('test', 'silent') };
const who = { ...principalOf('agency-admin'), agencies: ['rid'] };
const other = { ...principalOf('agency-admin'), agencies: ['doa'] };
let house: NoticesHouse;
let admin: Somebody;
let server: Server;
let url = '';
let heard: { headers: IncomingHttpHeaders; body: string }[] = [];
let answer = 204;
const deliver = () => deliverDue(house.test.db, ports, AbortSignal.timeout(20_000));
const soon = () => house.run('update notices.delivery set due_at = now() where ended_at is null');
const make = (more = {}) => house.test.db.tx((tx) => createWebhook(tx, ports, who, { agencyId: 'rid', name: 'ระบบสารบรรณ', url, ...more }));
const tell = (key: string, agencyId = 'rid') => house.test.db.tx((tx) => notify(tx, [{ kind: 'incident', key, to: { accountId: admin.accountId }, agencyId, what: { th: 'ก', en: 'a' }, link: '/incidents' }]));
const signed = (secret: string, at: { headers: IncomingHttpHeaders; body: string }) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${at.headers['webhook-id']}.${at.headers['webhook-timestamp']}.${at.body}`).digest('base64')}`;

beforeAll(async () => {
  house = await openNoticesHouse();
  admin = await house.person('admin');
  await house.grant(admin, 'agency-admin', 'rid');
  server = createServer((request, reply) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => { heard.push({ headers: request.headers, body: Buffer.concat(pieces).toString() }); reply.writeHead(answer).end(); });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
beforeEach(async () => { heard = []; answer = 204; await house.forget(); });
afterAll(async () => { server?.close(); await house?.test.close(); });

describe('a webhook', () => {
  it('gets each notice of its agency once, signed as Standard Webhooks says, with what happened and where', async () => {
    const { secret } = await make();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await tell('a');
    await tell('b', 'doa');
    expect([await deliver(), await deliver()]).toEqual([1, 0]);
    const [one] = heard as [typeof heard[number]];
    expect(one.headers['webhook-id']).toMatch(/^msg_[0-9a-f-]{36}$/);
    expect(Math.abs(Number(one.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    expect(one.headers['webhook-signature']).toBe(signed(secret, one));
    expect(JSON.parse(one.body)).toMatchObject({ type: 'notice.created', data: { kind: 'incident', agency: 'rid', what: { th: 'ก', en: 'a' }, url: { th: 'https://saphan.moac.example/th/incidents' } } });
    expect((await house.run('select secret_sealed from notices.webhook'))[0].secret_sealed).not.toContain(secret.slice(6));
  });

  it('is signed with both secrets for a day after a new one was made', async () => {
    const { id, secret: former } = await make();
    const { secret } = await house.test.db.tx((tx) => rotateWebhookSecret(tx, ports, who, id));
    await tell('a');
    await deliver();
    const [one] = heard as [typeof heard[number]];
    expect(one.headers['webhook-signature']).toBe(`${signed(secret, one)} ${signed(former, one)}`);
    await house.run("update notices.webhook set former_until = now() - interval '1 second'");
    await tell('b');
    await deliver();
    expect(heard[1]?.headers['webhook-signature']).toBe(signed(secret, heard[1] as typeof one));
  });

  it('that does not take it is asked again later, under the same id and with the same bytes', async () => {
    const { id } = await make();
    await tell('a');
    answer = 500;
    expect([await deliver(), await deliver()]).toEqual([1, 0]);
    expect(await house.test.db.tx((tx) => listWebhookViews(tx, who))).toMatchObject([{ failingSince: expect.any(String), waiting: 1, lastError: 'answered 500' }]);
    answer = 200;
    await soon();
    await deliver();
    expect(new Set(heard.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(await house.test.db.tx((tx) => listWebhookDeliveries(tx, who, id))).toMatchObject([{ outcome: 'taken', attempts: 2, lastStatus: 200 }]);
    expect(await house.test.db.tx((tx) => listWebhookViews(tx, who))).toMatchObject([{ failingSince: null, waiting: 0 }]);
  });

  it('that fails for five days, or says 410, is switched off and its administrators are told', async () => {
    await make();
    await tell('a');
    await tell('b');
    answer = 503;
    await deliver();
    await house.run("update notices.webhook set failing_since = now() - interval '6 days'");
    await soon();
    await deliver();
    expect(await house.test.db.tx((tx) => listWebhookViews(tx, who))).toMatchObject([{ enabled: false, disabledWhy: 'failing', waiting: 0 }]);
    expect((await house.test.db.tx((tx) => readOwnNotices(tx, admin.accountId, {}))).items.filter(({ kind }) => kind === 'delivery')).toHaveLength(1);
    expect([await tell('c'), await deliver()]).toMatchObject([[{}], 0]);
  });

  it('is tried by hand, and only by those of its agency', async () => {
    const { id } = await make();
    expect(await testWebhook(house.test.db, ports, who, id)).toMatchObject({ ok: true, status: 204 });
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ type: 'notice.test' });
    await expect(testWebhook(house.test.db, ports, other, id)).rejects.toMatchObject({ code: 'notices.webhook-not-found' });
    expect(await house.test.db.tx((tx) => listWebhookViews(tx, other))).toEqual([]);
    await expect(make()).rejects.toMatchObject({ code: 'notices.webhook-exists' });
    await expect(make({ agencyId: 'doa' })).rejects.toMatchObject({ code: 'notices.not-your-agency' });
    expect(await house.test.db.tx((tx) => changeWebhook(tx, who, id, { enabled: false }))).toMatchObject({ enabled: false, disabledWhy: 'person' });
    await house.test.db.tx((tx) => removeWebhook(tx, who, id));
    expect(await house.run('select count(*)::int as left from notices.delivery')).toEqual([{ left: 0 }]);
  });

  it('that says 410 is switched off at once; the rest that waits for it is stopped and its administrators are told', async () => {
    await make();
    await tell('a');
    await tell('b');
    answer = 410;
    await house.run("update notices.delivery set due_at = now() + interval '1 hour' where id in (select id from notices.delivery order by created_at desc, id limit 1)");
    expect(await deliver()).toBe(1);
    expect(await house.test.db.tx((tx) => listWebhookViews(tx, who))).toMatchObject([{ enabled: false, disabledWhy: 'gone', waiting: 0, lastError: 'answered 410' }]);
    expect(await house.run('select outcome, last_status from notices.delivery order by outcome')).toEqual([{ outcome: 'given-up', last_status: 410 }, { outcome: 'stopped', last_status: null }]);
    expect((await house.test.db.tx((tx) => readOwnNotices(tx, admin.accountId, {}))).items.filter(({ kind }) => kind === 'delivery')).toHaveLength(1);
  });

  it.each(['http://127.0.0.1:9/hook', 'https://[::1]/hook', 'http://localhost/hook', 'http://10.1.2.3', 'http://169.254.169.254/latest', 'http://[::ffff:192.168.1.1]/', 'http://2130706433/'])('at %s is refused when it is saved, unless the house may reach it', async (inside) => {
    await expect(assertMayLeadTo({ allow: [] }, inside)).rejects.toMatchObject({ code: 'kernel.host-refused', status: 422 });
    await assertMayLeadTo({ allow: ['127.0.0.0/8', '::1', 'localhost', '10.0.0.0/8', '169.254.0.0/16', '192.168.0.0/16'] }, inside);
  });

  it('under a name that nobody knows yet may be saved', () => assertMayLeadTo({ allow: [] }, 'https://saraban.invalid/hook'));

  it('is not sent to a host that the house may not reach', async () => {
    const { id } = await make({ url: 'http://169.254.169.254/latest' });
    expect(await testWebhook(house.test.db, ports, who, id)).toMatchObject({ ok: false, status: null });
  });
});
