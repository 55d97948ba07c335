import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { organisations } from '#modules/organisations/index.ts';
import { raiseAlarm } from '../history/record.ts';
import { identity } from '../index.ts';
import { composeLetter } from './compose.ts';
import type { Mail } from './port.ts';
import { sendLetters, sendLettersJob } from './send.ts';
import { writeLetters } from './write.ts';

const publicUrl = 'https://saphan.moac.example';
const log = openLog('test', 'silent');
let test: TestDatabase;
let sent: Mail[] = [];
let answer: () => { refused: string | null } = () => ({ refused: null });
const ports = { publicUrl, log, mailer: { send: async (mail: Mail) => { const said = answer(); sent.push(mail); return said; } } };
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
const letters = () => run('select kind, outcome, attempts, last_error, about from identity.letter order by id');
const person = async (userName: string, email: string | null, more = { state: 'active', demo: false }) => {
  const [{ id: personId }] = await run("insert into organisations.person (given_th, family_th, email, created_by) values ($1, 'ทดสอบ', $2, 'test') returning id", [userName, email]) as [{ id: string }];
  const [{ id: accountId }] = await run("insert into identity.account (kind, person_id, user_name, display_name, state, demo, state_changed_by, created_by) values ('person', $1, $2, $2, $3, $4, 'test', 'test') returning id", [personId, userName, more.state, more.demo]) as [{ id: string }];
  return { personId, accountId };
};
const alarm = (accountId: string) => test.db.tx((tx) => raiseAlarm(tx, accountId, 'new-device', { agent: 'Mozilla/5.0 (secret laptop)' }));

beforeAll(async () => {
  test = await testDatabase([organisations, identity({ masterKey: Buffer.alloc(32, 1), publicUrl, mode: 'demo', breachedFile: null, vault: false, fetch, log })]);
});
beforeEach(async () => { sent = []; answer = () => ({ refused: null }); await run('delete from identity.letter'); await run('delete from identity.alarm'); });
afterAll(() => test?.close());

describe('an alarm', () => {
  it('goes to the person by mail once, Thai before English, and names no device, address or link that opens anything', async () => {
    const { accountId } = await person('somchai', 'somchai@rid.example');
    await alarm(accountId);
    await alarm(accountId);
    expect(await sendLetters(test.db, ports)).toBe(1);
    expect(await sendLetters(test.db, ports)).toBe(0);
    const [{ to, subject, text, id } = { to: '', subject: '', text: '', id: '' }] = sent;
    expect([sent.length, to, id]).toEqual([1, 'somchai@rid.example', expect.stringMatching(/^[0-9a-f]{32}@saphan\.moac\.example$/)]);
    expect(subject).toMatch(/^สัญญาณเตือนบัญชี.*· Alarm: a sign-in with a new device$/);
    expect(text.indexOf('เรียน somchai')).toBeLessThan(text.indexOf('Dear somchai'));
    expect(text).not.toMatch(/secret laptop|[?#]|token|code=/);
    expect(text.match(/https:\/\/\S+/g)).toEqual([`${publicUrl}/th/account`, `${publicUrl}/en/account`]);
    expect(await letters()).toMatchObject([{ kind: 'alarm', outcome: 'sent', about: { alarm: 'new-device' } }]);
  });

  it('of somebody without an address, suspended meanwhile or a demo account goes nowhere', async () => {
    const [silent, gone, demo] = [await person('silent', null), await person('gone', 'gone@rid.example'), await person('demo', 'demo@rid.example', { state: 'active', demo: true })];
    for (const { accountId } of [silent, gone, demo]) await alarm(accountId);
    await run("update identity.account set state = 'suspended' where id = $1", [gone.accountId]);
    await sendLetters(test.db, ports);
    expect([sent, await letters()]).toMatchObject([[], [{ outcome: 'no-address' }, { outcome: 'no-address' }]]);
  });

  it.each(['two@rid.example,evil@evil.example', 'Name <a@rid.example>', 'a@rid.example\r\nBcc: evil@evil.example', 'a b@rid.example', '@rid.example'])('is not sent to %j', async (email) => {
    const { accountId } = await person(`odd-${Buffer.from(email).toString('hex').slice(0, 20)}-${email.length}`, email);
    await alarm(accountId);
    await sendLetters(test.db, ports);
    expect([sent.length, (await letters())[0].outcome]).toEqual([0, 'no-address']);
  });
});

describe('a letter that is not taken', () => {
  it('is tried again later, under the same id, and given up after three days', async () => {
    const { accountId } = await person('later', 'later@rid.example');
    await alarm(accountId);
    answer = () => { throw new Error('450 later@rid.example: come again'); };
    await sendLetters(test.db, ports);
    expect(await letters()).toMatchObject([{ outcome: null, attempts: 1, last_error: '450 …: come again' }]);
    expect(await sendLetters(test.db, ports)).toBe(0);
    answer = () => ({ refused: null });
    await run("update identity.letter set due_at = now()");
    await sendLetters(test.db, ports);
    expect(await letters()).toMatchObject([{ outcome: 'sent', attempts: 2 }]);
    await run("update identity.letter set ended_at = null, outcome = null, due_at = now(), created_at = now() - interval '4 days'");
    answer = () => { throw new Error('no answer'); };
    await sendLetters(test.db, ports);
    expect(await letters()).toMatchObject([{ outcome: 'given-up' }]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('for ever ends at once', async () => {
    await alarm((await person('refused', 'refused@rid.example')).accountId);
    answer = () => ({ refused: '550 no such user' });
    await sendLetters(test.db, ports);
    expect(await letters()).toMatchObject([{ outcome: 'refused', last_error: '550 no such user' }]);
  });
});

describe('where no mail server is set', () => {
  it('nothing waits for the day when one is', async () => {
    await alarm((await person('quiet', 'quiet@rid.example')).accountId);
    await sendLettersJob({ publicUrl, log }).run(test.db, new AbortController().signal);
    expect(await letters()).toMatchObject([{ outcome: 'mail-off' }]);
    expect(await sendLetters(test.db, ports)).toBe(0);
  });
});

describe('a reminder', () => {
  it('goes to each person with what waits for them, and to no account that is not in use', async () => {
    const [head, left] = [await person('head', 'head@rid.example'), await person('left', 'left@rid.example', { state: 'closed', demo: false })];
    const about = { titleTh: 'ทบทวนสิทธิ รอบ 1 เมษายน 2569', titleEn: 'Review of rights, 1 April 2026', closesOn: '2026-04-30' };
    await test.db.tx((tx) => writeLetters(tx, 'review-reminder', [{ personId: head.personId, about: { ...about, open: 3 } }, { personId: left.personId, about: { ...about, open: 1 } }]));
    await sendLetters(test.db, ports);
    expect(sent).toMatchObject([{ to: 'head@rid.example', subject: 'เตือน: ยังไม่ยืนยันสิทธิ 3 รายการ ภายใน 30 เมษายน 2569 · Reminder: still to confirm, 3 rights by 30 April 2026' }]);
  });

  it('breaks into no other line, whatever it is about', () => {
    const { subject } = composeLetter({ kind: 'review-opened', about: { open: 1, closesOn: '2026-04-30', titleTh: 'ก\r\nBcc: x@x', titleEn: 'a' }, createdAt: '2026-04-01T00:00:00Z', displayName: 'ก\r\nข' }, publicUrl);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});
