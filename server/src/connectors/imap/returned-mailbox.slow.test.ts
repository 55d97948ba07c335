import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { readReturnedMail } from '#modules/notices/mail/returned-mail.ts';
import { openNoticesHouse, type NoticesHouse } from '#modules/notices/testing/notices-house.ts';
import { byExchange, byHoliday, byPostfix, byQmail } from '#modules/notices/testing/reports.ts';
import { mayRun } from '../testing/server-program.ts';
import { findServer, whyNoServer } from '../testing/servers.ts';
import { openReturnedMailbox } from './returned-mailbox.ts';
import { startDovecot, type TestDovecot } from './testing/dovecot.ts';
import { deliver } from './testing/mail.ts';

const found = findServer('dovecot');
const runs = found !== null && mayRun(found);
const log = openLog('test', 'silent');

describe.skipIf(!runs)(`The mailbox of returned letters at Dovecot${runs ? '' : `: ${whyNoServer('dovecot')}`}`, () => {
  let [server, client, house]: [TestDovecot | null, ImapFlow | null, NoticesHouse | null] = [null, null, null];
  beforeAll(async () => {
    [server, house] = [await startDovecot(found!), await openNoticesHouse()];
    client = new ImapFlow({ host: '127.0.0.1', port: server.port, secure: true, servername: 'localhost', tls: { ca: server.certificate }, auth: { user: 'returned@moac.example', pass: server.password }, logger: false });
    await client.connect();
    await client.mailboxCreate('ตีกลับ');
  });
  afterAll(async () => { client?.close(); await server?.stop(); await house?.test.close(); });

  const mailbox = (scheme = 'imaps', port = server!.port) => openReturnedMailbox({ url: `${scheme}://returned%40moac.example:${server!.password}@localhost:${port}/${encodeURIComponent('ตีกลับ')}`, ca: server!.certificate });
  const read = (from = mailbox()) => readReturnedMail(house!.test.db, from, log, AbortSignal.timeout(30_000));
  /** A letter that a server took. */
  async function sent(name: string): Promise<{ messageId: string; to: string }> {
    const { accountId } = await house!.person(name);
    const [{ id }] = await house!.run("insert into notices.mail (account_id, attempts, address_hash, ended_at, outcome) values ($1, 1, sha256(convert_to($2, 'UTF8')), now(), 'sent') returning id", [accountId, `${name}@rid.example`]) as [{ id: string }];
    return { messageId: `${id}@saphan.moac.example`, to: `${name}@rid.example` };
  }
  const flags = async () => { await client!.mailboxOpen('ตีกลับ'); return (await client!.fetchAll('1:*', { flags: true })).map((each) => each.flags?.has('\\Seen')); };

  it('heeds reports of three mail systems, marks them as read, leaves the rest, and heeds none twice however many read', async () => {
    const letters = [await sent('first'), await sent('second'), await sent('third')] as const;
    const huge = byPostfix(letters[0]) + 'x'.repeat(1_000_000);
    for (const text of [huge, byExchange(letters[1]), byHoliday(letters[1]), byQmail(letters[2])]) await deliver(client!, 'ตีกลับ', Buffer.from(text));
    await Promise.all([read(), read(mailbox('imap', server!.plainPort))]);
    expect(await house!.run('select verdict, count(*)::int from notices.mail_report group by 1 order by 1')).toEqual([{ verdict: 'hard', count: 3 }, { verdict: 'unknown', count: 1 }]);
    expect(await flags()).toEqual([true, true, false, true]);
    expect(await house!.run("select count(*)::int from notices.notice where key like 'address:%'")).toEqual([{ count: 3 }]);
    expect([await read(), (await house!.run('select taken::int, unknown::int from notices.returned_mailbox'))[0]]).toEqual([false, { taken: 4, unknown: 1 }]);
  });

  it('refuses a wrong password and a certificate that nobody vouches for, and says so', async () => {
    const address = `localhost:${server!.port}/INBOX`;
    await expect(read(openReturnedMailbox({ url: `imaps://returned:wrong@${address}`, ca: server!.certificate }))).rejects.toMatchObject({ code: 'connectors.sign-in-refused' });
    await expect(read(openReturnedMailbox({ url: `imaps://returned:${server!.password}@${address}` }))).rejects.toMatchObject({ code: 'kernel.certificate-refused' });
  });
});
