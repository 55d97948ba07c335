import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSmtpMailer } from '#connectors/smtp/smtp-mailer.ts';
import { openMailServer } from '#connectors/smtp/testing/mail-server.ts';
import { openLog } from '#kernel/log.ts';
import { selfSigned, selfSignedExpired } from '#kernel/testing/certificate.ts';
import { readOwnSettings } from '#modules/notices/inbox/inbox.ts';
import { gather, sendDueMail } from '#modules/notices/mail/send-mail.ts';
import { notify } from '#modules/notices/sending/notify.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '#modules/notices/testing/notices-house.ts';

const publicUrl = 'https://saphan.moac.example';
const log = openLog('test', 'silent');
const open: { close(): void }[] = [];
let house: NoticesHouse;
let reader: Somebody;
let serial = 0;
beforeAll(async () => { house = await openNoticesHouse(); reader = await house.person('somchai'); });
beforeEach(() => house.forget());
afterEach(() => { for (const each of open.splice(0)) each.close(); });
afterAll(() => house?.test.close());

const serve = async (habits: Parameters<typeof openMailServer>[0] = {}) => { const server = await openMailServer(habits); open.push(server); return server; };
/** As another machine, so that TLS is asked for; by this one's name, so that it is not. */
const through = (url: string, more: { ca?: string } = {}) => { const mailer = openSmtpMailer({ url, from: 'Saphan <no-reply@moac.example>', timeoutMs: 400, ...more }); open.push(mailer); return { publicUrl, log, mailer }; };
const tell = (more: object = {}) => house.test.db.tx((tx) => notify(tx, [{ kind: 'reminder', key: `k${serial++}`, to: { accountId: reader.accountId }, what: { th: 'เลยกำหนด', en: 'Late' }, link: '/datasets', ...more }]));
const send = async (ports: ReturnType<typeof through>) => {
  await gather(house.test.db);
  await house.run('update notices.mail set due_at = now() where ended_at is null');
  return sendDueMail(house.test.db, ports);
};
const mails = () => house.run('select outcome, attempts, last_error from notices.mail order by created_at');
const ids = (received: readonly { data: string }[]) => new Set(received.map(({ data }) => /^Message-ID: <([^>]+)>/im.exec(data)?.[1]));
const waiting = async () => (await house.test.db.tx((tx) => readOwnSettings(tx, reader.accountId))).address?.waiting;

/** Three attempts, the third at a server that is well by then. @returns what the first attempt left behind, and the letters that arrived. */
async function overcome(habits: (attempt: () => number) => Parameters<typeof openMailServer>[0]) {
  let attempt = 0;
  const server = await serve(habits(() => attempt));
  const ports = through(`smtp://127.0.0.1:${server.port}`);
  await tell();
  for (attempt = 1; attempt < 3; attempt += 1) await send(ports);
  const [left] = await mails();
  const said = await waiting();
  await send(ports);
  await send(ports);
  return { left, said, received: server.received, mails: await mails() };
}

describe('a letter gets through, once, and nothing is lost', () => {
  it.each([
    ['greylists', (attempt: () => number) => ({ answer: () => (attempt() < 3 ? '451 4.7.1 greylisted, come again' : null) }), /451/, 1],
    ['is too busy to greet', (attempt: () => number) => ({ greeting: () => (attempt() < 3 ? '421 too many connections' : '220 localhost') }), /421|greeting/i, 1],
    ['cuts the line in the middle of the letter', (attempt: () => number) => ({ atEnd: () => (attempt() < 3 ? 'cut-before' as const : 'kept' as const) }), /closed|reset|hang/i, 1],
    ['takes it and cuts the line before it says so', (attempt: () => number) => ({ atEnd: () => (attempt() < 3 ? 'cut-after' as const : 'kept' as const) }), /closed|reset|hang/i, 3],
    ['takes it and says so too late', (attempt: () => number) => ({ atEnd: () => (attempt() < 3 ? { lateMs: 900 } : 'kept' as const) }), /time/i, 3],
  ])('at a server that %s', async (_, habits, why, copies) => {
    const { left, said, received, mails: ended } = await overcome(habits);
    expect(left).toMatchObject({ outcome: null, attempts: 2, last_error: expect.stringMatching(why) });
    expect(said).toMatchObject({ letters: 1, reason: expect.stringMatching(why) });
    // A copy more than one carries the same Message-ID: mail systems show it once.
    expect([received.length, ids(received).size, ended]).toMatchObject([copies, 1, [{ outcome: 'sent', attempts: 3 }]]);
    expect(await waiting()).toBeNull();
  });
});

describe('a server that cannot be trusted', () => {
  it.each([
    ['offers no TLS', {}, '127.0.0.2', /STARTTLS/],
    ['refuses TLS', { tls: 'starttls', refusesTls: true }, '127.0.0.2', /TLS|454/],
    ['has a certificate that ended', { tls: 'implicit', certificate: selfSignedExpired('localhost') }, 'localhost', /expired/],
    ['has the certificate of another', { tls: 'implicit', certificate: selfSigned('other.example') }, 'localhost', /altnames|hostname/i],
  ] as const)('because it %s is told no password and gets no letter; the letter waits and says why', async (_, habits, host, why) => {
    const server = await serve({ ...habits, ...(host.startsWith('127') && { host }) });
    const scheme = 'tls' in habits && habits.tls === 'implicit' ? 'smtps' : 'smtp';
    await tell();
    await send(through(`${scheme}://saphan:secret@${host}:${server.port}`, { ca: server.certificate }));
    expect([server.received, server.lines.filter((line) => /AUTH|secret/i.test(line))]).toEqual([[], []]);
    expect([await mails(), await waiting()]).toMatchObject([[{ outcome: null, last_error: expect.stringMatching(why) }], { reason: expect.stringMatching(why) }]);
  });
});

describe('a letter', () => {
  it('of 10,000 characters of Thai in what happened and what to do is cut, whole letters in every line, and its head is one of mail', async () => {
    const server = await serve();
    await tell({ what: { th: 'น้ำกำหนด😀'.repeat(1_000), en: 'a'.repeat(10_000) }, todo: { th: 'ผู้ใหญ่ '.repeat(1_250), en: 'b\r\nBcc: evil@evil.example\r\n'.repeat(400) } });
    await send(through(`smtp://127.0.0.1:${server.port}`));
    const [{ data } = { data: '' }] = server.received;
    const head = data.slice(0, data.indexOf('\n\n'));
    expect([Math.max(...data.split('\n').map((line) => Buffer.byteLength(line))) < 998, /^Bcc/im.test(head), (await mails())[0].outcome]).toEqual([true, false, 'sent']);
    const text = Buffer.from(data.slice(data.indexOf('\n\n') + 2), 'base64').toString();
    expect([text.isWellFormed(), text.includes('\ufffd'), text.length < 6_000]).toEqual([true, false, true]);
  });

  it('more than twelve in an hour waits for the digest; what is urgent goes', async () => {
    const server = await serve();
    const ports = through(`smtp://127.0.0.1:${server.port}`);
    for (let each = 0; each < 14; each += 1) { await tell(); await send(ports); }
    expect(server.received).toHaveLength(12);
    expect(await house.run("select mail_mode, mail_due_at > now() as later from notices.receipt where mail_id is null")).toEqual([{ mail_mode: 'digest', later: true }, { mail_mode: 'digest', later: true }]);
    await tell({ kind: 'account' });
    await send(ports);
    expect(server.received).toHaveLength(13);
    await house.run("update notices.mail set created_at = created_at - interval '2 hours'");
    await house.run('update notices.receipt set mail_due_at = now() where mail_id is null');
    await send(ports);
    expect([server.received.length, (await mails()).length]).toEqual([14, 14]);
  });
});
