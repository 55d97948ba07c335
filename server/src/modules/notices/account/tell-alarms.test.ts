import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { ensureConsumer } from '#kernel/outbox.sql.gen.ts';
import { raiseAlarm } from '#modules/identity/index.ts';
import { readOwnNotices } from '../inbox/inbox.ts';
import { gather, sendDueMail } from '../mail/send-mail.ts';
import type { Mail } from '../ports.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '../testing/notices-house.ts';
import { accountConsumer } from './tell-alarms.ts';

const log = openLog('test', 'silent');
const publicUrl = 'https://saphan.moac.example';
const sent: Mail[] = [];
let house: NoticesHouse;
beforeAll(async () => {
  house = await openNoticesHouse();
  await house.test.db.tx((tx) => ensureConsumer(tx, { name: accountConsumer.name }));
});
afterAll(() => house?.test.close());

const alarm = async ({ accountId }: Somebody, kind: Parameters<typeof raiseAlarm>[2]) => {
  await house.test.db.tx((tx) => raiseAlarm(tx, accountId, kind, { agent: 'Mozilla/5.0 (secret laptop)' }));
  await hearAll(house.test.db, [accountConsumer], log);
};
const inbox = async ({ accountId }: Somebody) => (await house.test.db.tx((tx) => readOwnNotices(tx, accountId, {}))).items;
const send = async () => {
  sent.length = 0;
  await gather(house.test.db);
  await sendDueMail(house.test.db, { publicUrl, log, mailer: { send: async (mail) => { sent.push(mail); return { refused: null }; } } });
  return sent;
};

describe('an alarm about an account', () => {
  it('reaches its owner by bell and mail, once, heeding neither quiet hours nor choice, and names no device and no link that opens anything', async () => {
    const somchai = await house.person('somchai');
    await house.run("insert into notices.preference (account_id, kind, mail) values ($1, 'account', 'never')", [somchai.accountId]);
    await alarm(somchai, 'new-device');
    await alarm(somchai, 'new-device');
    expect(await inbox(somchai)).toMatchObject([{ kind: 'account', urgent: true, link: '/account/history', agencyId: null }]);
    const [{ to, subject, text, id } = { to: '', subject: '', text: '', id: '' }] = await send();
    expect([sent.length, to, id]).toEqual([1, 'somchai@rid.example', expect.stringMatching(/^[0-9a-f-]{36}@saphan\.moac\.example$/)]);
    expect(subject).toMatch(/^มีการลงชื่อเข้าใช้.*· Your account was entered with a new device/);
    expect(text).not.toMatch(/secret laptop|[?#]|token|code=/);
    expect(await send()).toEqual([]);
  });

  it('of a changed password and of a factor taken off is told too, and waits no more once its owner saw it', async () => {
    const malee = await house.person('malee');
    await alarm(malee, 'password-changed');
    await alarm(malee, 'factor-removed');
    expect((await inbox(malee)).map(({ what }) => what.en.slice(0, 25))).toEqual(['A second factor was taken', 'Your password was changed']);
    const [{ id }] = await house.run("select id from identity.alarm where account_id = $1 and kind = 'password-changed'", [malee.accountId]);
    await house.run("insert into kernel.outbox (topic, payload) values ('identity.alarm-seen', $1)", [JSON.stringify({ alarmId: id, accountId: malee.accountId })]);
    await hearAll(house.test.db, [accountConsumer], log);
    expect((await inbox(malee)).map(({ settledAt }) => settledAt !== null)).toEqual([false, true]);
    expect((await send()).map(({ subject }) => subject.includes('second factor'))).toEqual([true]);
  });

  it('goes by mail to no demo account and to no address that could carry a second one or a header', async () => {
    const demo = await house.person('demo', { demo: true });
    const odd = await Promise.all(['two@rid.example,evil@evil.example', 'Name <a@rid.example>', 'a@rid.example\r\nBcc: evil@evil.example', 'a b@rid.example', '@rid.example'].map((email, at) => house.person(`odd${at}`, { email })));
    for (const each of [demo, ...odd]) await alarm(each, 'recovery-used');
    expect(await send()).toEqual([]);
    expect((await house.run("select distinct outcome from notices.mail where account_id = any ($1)", [[demo, ...odd].map(({ accountId }) => accountId)]))).toEqual([{ outcome: 'no-address' }]);
    expect(await inbox(demo)).toHaveLength(1);
  });
});
