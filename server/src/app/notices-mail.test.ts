import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSmtpMailer } from '#connectors/smtp/smtp-mailer.ts';
import { openMailServer } from '#connectors/smtp/testing/mail-server.ts';
import { openLog } from '#kernel/log.ts';
import { readOwnNotices, readOwnSettings } from '#modules/notices/inbox/inbox.ts';
import { gather, sendDueMail, sendMailJob } from '#modules/notices/mail/send-mail.ts';
import { takeMailReport } from '#modules/notices/mail/report.ts';
import { notify } from '#modules/notices/sending/notify.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '#modules/notices/testing/notices-house.ts';

const publicUrl = 'https://saphan.moac.example';
const log = openLog('test', 'silent');
const open: { close(): void }[] = [];
let house: NoticesHouse;
let reader: Somebody, sender: Somebody;
let serial = 0;
afterEach(() => { for (const each of open.splice(0)) each.close(); });
beforeAll(async () => { house = await openNoticesHouse(); [reader, sender] = [await house.person('somchai'), await house.person('sender')]; });
beforeEach(() => house.forget());
afterAll(() => house?.test.close());

const serve = async (habits: Parameters<typeof openMailServer>[0] = {}) => { const server = await openMailServer(habits); open.push(server); return server; };
const through = ({ port }: { port: number }) => { const mailer = openSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Saphan <no-reply@moac.example>' }); open.push(mailer); return { publicUrl, log, mailer }; };
const tell = (more: object = {}) => house.test.db.tx((tx) => notify(tx, [{
  kind: 'reminder', key: `k${serial++}`, to: { accountId: reader.accountId }, senderAccountId: sender.accountId, what: { th: 'ชุดข้อมูลอ่างเก็บน้ำเลยกำหนด', en: 'Reservoirs are late' }, todo: { th: 'ส่งรุ่นใหม่', en: 'Send a release' },
  by: '2027-03-01', link: '/datasets', ...more,
}]));
const send = async (ports: ReturnType<typeof through>) => { await gather(house.test.db); return sendDueMail(house.test.db, ports); };
const mails = () => house.run('select outcome, attempts, last_error from notices.mail order by created_at');
const soon = () => house.run('update notices.mail set due_at = now() where ended_at is null');
const textOf = (data: string) => Buffer.from(data.slice(data.indexOf('\n\n') + 2), 'base64').toString();
const idOf = (data: string) => /^Message-ID: <([^>]+)>/im.exec(data)?.[1] ?? '';
const inbox = async ({ accountId }: Somebody) => (await house.test.db.tx((tx) => readOwnNotices(tx, accountId, {}))).items;

describe('a notice by mail', () => {
  it('says what happened, what to do, by when and where, Thai first, and opens nothing', async () => {
    const server = await serve();
    await tell();
    expect([await send(through(server)), await send(through(server))]).toEqual([1, 0]);
    const text = textOf(server.received[0]?.data ?? '');
    expect(text).toMatch(/เรียน somchai[\s\S]*อ่างเก็บน้ำเลยกำหนด\r?\nส่งรุ่นใหม่\r?\nภายใน 1 มีนาคม 2570\r?\nhttps:\/\/saphan\.moac\.example\/th\/datasets[\s\S]*Dear somchai[\s\S]*By 1 March 2027/);
    expect(text).not.toMatch(/[?#]|token=/);
    expect(await mails()).toMatchObject([{ outcome: 'sent', attempts: 1 }]);
  });

  it('joins what is due into one letter, without what was read meanwhile', async () => {
    const server = await serve();
    for (const en of ['First', 'Second', 'Third']) await tell({ what: { th: en, en } });
    await house.run("update notices.receipt set read_at = now() where notice_id = (select id from notices.notice where what_en = 'Second')");
    await send(through(server));
    expect(server.received).toHaveLength(1);
    expect(textOf(server.received[0]?.data ?? '')).toMatch(/1\. First[\s\S]*2\. Third/);
  });

  it('goes to no demo account, and to nobody when no mail server is set', async () => {
    const server = await serve();
    const demo = await house.person('demo', { demo: true });
    await tell({ to: { accountId: demo.accountId } });
    await send(through(server));
    await tell();
    await sendMailJob({ publicUrl, log, masterKey: Buffer.alloc(32), rules: { allow: [] } }).run(house.test.db, new AbortController().signal);
    expect([server.received.length, await mails()]).toMatchObject([0, [{ outcome: 'no-address' }, { outcome: 'mail-off' }]]);
    expect(await inbox(demo)).toHaveLength(1);
  });
});

describe('a mail server', () => {
  it('that refuses the address ends it: the person and who sent are told in the product, and nothing more goes there', async () => {
    const server = await serve({ answer: () => '550 no such user somchai@rid.example' });
    await tell();
    await send(through(server));
    expect(await mails()).toMatchObject([{ outcome: 'refused', last_error: expect.stringContaining('550') }]);
    expect((await mails())[0].last_error).not.toContain('somchai@');
    expect([await inbox(reader), await inbox(sender)]).toMatchObject([[{ kind: 'delivery', link: '/notices/settings' }, {}], [{ kind: 'delivery' }]]);
    expect((await house.test.db.tx((tx) => readOwnSettings(tx, reader.accountId))).address).toMatchObject({ trouble: { reason: expect.stringContaining('550') } });
    const kind = await serve();
    await tell();
    await send(through(kind));
    expect([kind.received.length, (await mails()).at(-1)]).toMatchObject([0, { outcome: 'no-address' }]);
  });

  it('that delays is asked again later, under the same Message-ID, and given up after three days', async () => {
    let busy = true;
    const server = await serve({ answer: () => (busy ? '450 come again' : null) });
    await tell();
    expect([await send(through(server)), await send(through(server))]).toEqual([1, 0]);
    expect(await mails()).toMatchObject([{ outcome: null, attempts: 1, last_error: expect.stringContaining('450') }]);
    busy = false;
    await soon();
    await send(through(server));
    expect(await mails()).toMatchObject([{ outcome: 'sent', attempts: 2 }]);
    busy = true;
    await house.run("update notices.mail set ended_at = null, outcome = null, due_at = now(), created_at = now() - interval '4 days'");
    await send(through(server));
    expect(await mails()).toMatchObject([{ outcome: 'given-up' }]);
  });

  it('that accepts and bounces is believed: by the report of RFC 3464, once', async () => {
    const server = await serve();
    await tell();
    await send(through(server));
    const report = (action: string, status: string) => ['From: mailer-daemon@rid.example', 'Message-ID: <x@rid.example>', 'Content-Type: multipart/report; report-type=delivery-status;', ' boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'Sorry.', '--b',
      'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.rid.example', '', 'Final-Recipient: rfc822; somchai@rid.example', `Action: ${action}`, `Status: ${status}`, 'Diagnostic-Code: smtp; 550 5.1.1 <somchai@rid.example>: user unknown', '--b',
      'Content-Type: text/rfc822-headers', '', `Message-ID: <${idOf(server.received[0]?.data ?? '')}>`, 'Subject: x', '--b--', ''].join('\r\n');
    const take = (text: string) => house.test.db.tx((tx) => takeMailReport(tx, text));
    expect(await take(report('delayed', '4.4.1'))).toEqual({ heeded: false });
    expect(await take(report('failed', '5.1.1'))).toEqual({ heeded: true });
    expect(await take(report('failed', '5.1.1'))).toEqual({ heeded: false });
    await expect(take('Subject: out of office\r\n\r\nback on Monday')).rejects.toMatchObject({ code: 'notices.report-unreadable' });
    expect(await mails()).toMatchObject([{ outcome: 'bounced', last_error: expect.stringContaining('5.1.1') }]);
    expect((await inbox(sender)).map(({ kind }) => kind)).toEqual(['delivery']);
  });

  it('gets it again under the same Message-ID when the sender died with it in hand, and a sender thought dead ends nothing', async () => {
    const server = await serve();
    const ports = through(server);
    await tell();
    await gather(house.test.db);
    // The first sender hands the letter over and dies before it can write so; the second takes its place.
    const dying = { ...ports, mailer: { ...ports.mailer, send: async (mail: Parameters<typeof ports.mailer.send>[0]) => {
      const said = await ports.mailer.send(mail);
      await soon();
      await sendDueMail(house.test.db, ports);
      return said;
    } } };
    await sendDueMail(house.test.db, dying);
    expect(new Set(server.received.map(({ data }) => idOf(data))).size).toBe(1);
    expect(await mails()).toMatchObject([{ outcome: 'sent', attempts: 2 }]);
  });
});
