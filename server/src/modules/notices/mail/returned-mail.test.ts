import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { readOwnNotices, readOwnSettings } from '../inbox/inbox.ts';
import type { ReturnedMail } from '../ports.ts';
import { notify } from '../sending/notify.ts';
import { openNoticesHouse, type NoticesHouse, type Somebody } from '../testing/notices-house.ts';
import { byHoliday, byOldExchange, byPostfix, byQmail } from '../testing/reports.ts';
import { readReturnedMail } from './returned-mail.ts';
import { gather, sendDueMail } from './send-mail.ts';

const log = openLog('test', 'silent');
const publicUrl = 'https://saphan.moac.example';
const to = 'somchai@rid.example';
let house: NoticesHouse;
let reader: Somebody, sender: Somebody;
let [serial, validity, messages, seen] = [0, '1', [] as string[], new Set<number>()];
beforeAll(async () => { house = await openNoticesHouse(); [reader, sender] = [await house.person('somchai'), await house.person('sender')]; });
beforeEach(async () => { await house.forget(); await house.run('truncate notices.mail_report, notices.returned_mailbox'); [messages, seen] = [[], new Set()]; });
afterAll(() => house?.test.close());

/** A mailbox as a connector hands it on. */
const mailbox: ReturnedMail = {
  name: 'returned@moac.example/INBOX',
  async read(after, heed) {
    const last = await after(validity);
    for (const [at, text] of messages.entries()) if (at + 1 > last && await heed({ uidValidity: validity, uid: at + 1, text })) seen.add(at + 1);
    return false;
  },
};
const read = () => readReturnedMail(house.test.db, mailbox, log, AbortSignal.timeout(20_000));
/** A letter that a server took; its Message-ID. */
async function sent(): Promise<string> {
  await house.test.db.tx((tx) => notify(tx, [{ kind: 'reminder', key: `k${serial++}`, to: { accountId: reader.accountId }, senderAccountId: sender.accountId, what: { th: 'ก', en: 'a' }, link: '/datasets' }]));
  await gather(house.test.db);
  let messageId = '';
  await sendDueMail(house.test.db, { publicUrl, log, mailer: { send: async ({ id }) => { messageId = id; return { refused: null }; } } });
  return messageId;
}
const mails = () => house.run('select outcome, last_error from notices.mail order by created_at');
const verdicts = async () => (await house.run('select verdict from notices.mail_report order by verdict')).map(({ verdict }) => verdict);
const inbox = async ({ accountId }: Somebody) => (await house.test.db.tx((tx) => readOwnNotices(tx, accountId, {}))).items.filter(({ kind }) => kind === 'delivery');
const trouble = async () => (await house.test.db.tx((tx) => readOwnSettings(tx, reader.accountId))).address?.trouble;

describe('a letter that comes back', () => {
  it('for good stops its address: owner and sender are told, once, however many read the mailbox and however often', async () => {
    messages = [byPostfix({ messageId: await sent(), to })];
    await Promise.all([read(), read(), read()]);
    validity = '2';
    await read();
    expect([await mails(), await verdicts(), [...seen]]).toMatchObject([[{ outcome: 'bounced', last_error: expect.stringContaining('5.1.1') }], ['hard'], [1]]);
    expect((await mails())[0].last_error).not.toContain('@');
    expect([(await inbox(reader)).length, (await inbox(sender)).length, await trouble()]).toMatchObject([1, 1, { reason: expect.stringContaining('5.1.1') }]);
  });

  it('for now counts: the sender is told of each, and the third within fourteen days stops the address', async () => {
    for (let each = 1; each <= 3; each += 1) {
      messages.push(byPostfix({ messageId: await sent(), to }, { status: '4.2.2', said: '452 mailbox full' }));
      await read();
      expect([(await inbox(sender)).length, await trouble() === null]).toEqual([each, each < 3]);
    }
    expect((await inbox(reader)).length).toBe(1);
    expect(await sent()).toBe('');
  });

  it('may be late only, or named by its address alone: it is noted, and nothing is stopped', async () => {
    const messageId = await sent();
    messages = [byPostfix({ messageId, to }, { action: 'delayed', status: '4.4.1', said: '451 later' }), byPostfix({ messageId, to }).replace(/Message-ID: .*\r\n/, '')];
    await read();
    expect([await mails(), await verdicts(), await trouble()]).toMatchObject([[{ outcome: 'sent', last_error: expect.stringContaining('5.1.1') }], ['address-only', 'delay'], null]);
  });

  it('is heeded before the mail server has answered that it took it, and the answer changes nothing', async () => {
    await house.test.db.tx((tx) => notify(tx, [{ kind: 'reminder', key: `k${serial++}`, to: { accountId: reader.accountId }, what: { th: 'ก', en: 'a' }, link: '/datasets' }]));
    await gather(house.test.db);
    await sendDueMail(house.test.db, { publicUrl, log, mailer: { send: async ({ id }) => { messages = [byQmail({ messageId: id, to })]; await read(); return { refused: null }; } } });
    expect([await mails(), (await trouble())?.reason]).toMatchObject([[{ outcome: 'bounced' }], expect.stringContaining('550')]);
  });
});

describe('what is no report about a letter of ours', () => {
  it('is counted and left unread; what comes after it is heeded', async () => {
    const messageId = await sent();
    const stranger = '0f8fad5b-d9cb-469f-a165-70867728950e@elsewhere.example';
    messages = [byHoliday({ messageId, to }), 'Subject: \0hello\r\n\r\nx', byPostfix({ messageId: stranger, to: 'nobody@else.example' }), byOldExchange({ messageId, to })];
    await read();
    expect([[...seen], await verdicts(), (await house.run('select taken::int, unknown::int, last_uid::int from notices.returned_mailbox'))[0]]).toEqual([[4], ['hard', 'unknown', 'unknown', 'unknown'], { taken: 4, unknown: 3, last_uid: 4 }]);
  });
});
