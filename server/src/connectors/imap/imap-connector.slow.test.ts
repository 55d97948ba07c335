import { createServer } from 'node:net';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { mayRun } from '../testing/server-program.ts';
import { findServer, whyNoServer } from '../testing/servers.ts';
import { openWebServer, sendJson, type WebServer } from '../testing/web-server.ts';
import { whileReading } from '../testing/while-reading.ts';
import { Tokens } from '../web/tokens.ts';
import { openImapConnector, type MailConfig } from './imap-connector.ts';
import { startDovecot, type TestDovecot } from './testing/dovecot.ts';
import { attached, deliver, mailText, proven, text, type TestPart } from './testing/mail.ts';

const rules = { allow: ['127.0.0.1', 'localhost'] };
const connector = openImapConnector({ rules, tokens: new Tokens(), resumePauseMs: 1, resumeAttempts: 2 });
const found = findServer('dovecot');
const runs = found !== null && mayRun(found);
const rows = Buffer.from('รหัส,ชื่อ\n1,ข้าว\n');
const open: (() => unknown)[] = [];
afterEach(async () => { for (const close of open.splice(0)) await close(); });

describe.skipIf(!runs)(`Dovecot${runs ? '' : `: ${whyNoServer('dovecot')}`}`, () => {
  let [server, tokenInfo, client]: [TestDovecot | null, WebServer | null, ImapFlow | null] = [null, null, null];
  let [folder, count] = ['', 0];
  beforeAll(async () => {
    tokenInfo = await openWebServer((request, response) => (request.url?.endsWith('=good') ? sendJson(response, { user: 'mail@moac.example', active: true }) : response.writeHead(401).end()));
    server = await startDovecot(found!, { tokenInfoUrl: `${tokenInfo.url}/?token=` });
    client = new ImapFlow({ host: '127.0.0.1', port: server.port, secure: true, servername: 'localhost', tls: { ca: server.certificate }, auth: { user: 'mail@moac.example', pass: server.password }, logger: false });
    await client.connect();
  });
  afterAll(async () => { client?.close(); await server?.stop(); tokenInfo?.close(); });
  beforeEach(async () => { folder = `ข้อมูล ${count += 1}`; await client?.mailboxCreate(folder); });
  const config = (more: Partial<MailConfig> = {}): MailConfig => ({
    host: 'localhost', port: server!.port, user: 'mail@moac.example', password: `sealed:${server!.password}`, ca: server!.certificate, folder, senders: ['data@rice.example'], proof: 'checked', ...more,
  } as MailConfig);
  const send = (...parts: TestPart[]) => deliver(client!, folder, { parts });
  const fetched = (more: Partial<MailConfig> = {}) => connector.fetch(config(more), keepInMemory());

  it('takes the newest attachment that fits, whole, and leaves the mailbox as it was', async () => {
    const big = randomBytes(1_500_000);
    await send(text('old'), attached('rice-1.csv', 'old'));
    await send(text('ข้อมูล'), attached('rice-2.CSV', big), { head: 'Content-Type: image/png; name="logo.png"\r\nContent-Disposition: inline', body: 'x' });
    await send(text('no file'));
    const ctx = keepInMemory();
    const result = await connector.fetch(config({ pattern: 'rice-*.csv' }), ctx);
    expect(result).toMatchObject({ kind: 'fetched', name: 'rice-2.CSV', bytes: big.length });
    expect(ctx.kept[0]?.equals(big)).toBe(true);
    expect(ctx.progress.at(-1)).toEqual([big.length, null]);
    if (result.kind !== 'fetched') return;
    expect(result.scope).toBeUndefined();
    expect(await connector.fetch(config({ pattern: 'rice-*.csv' }), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
    expect(await connector.test(config(), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: expect.stringContaining('3 mails') }, { ok: true, en: expect.stringContaining('rice-2.CSV from data@rice.example') }] });
    expect(await client!.status(folder, { messages: true, unseen: true })).toMatchObject({ messages: 3, unseen: 3 });
  });

  it('takes each mail once, in the order in which they came, and stops when they were numbered anew', async () => {
    for (const name of ['b.csv', 'a.csv', 'c.csv']) await send(attached(name, name));
    const names: string[] = [];
    let ctx = keepInMemory();
    for (let result = await connector.fetch(config({ take: 'each' }), ctx); result.kind === 'fetched'; result = await connector.fetch(config({ take: 'each' }), ctx)) {
      expect(result.scope).toBe('part');
      names.push(result.name);
      ctx = keepInMemory(result.mark);
    }
    expect(names).toEqual(['b.csv', 'a.csv', 'c.csv']);
    await client!.mailboxDelete(folder);
    await client!.mailboxCreate(folder);
    await send(attached('d.csv', 'd'));
    await expect(connector.fetch(config({ take: 'each' }), ctx)).rejects.toThrow(code('mailbox-renumbered', 'config'));
    expect(await connector.fetch(config(), keepInMemory({ ...ctx.since, take: 'newest' }))).toMatchObject({ kind: 'fetched', name: 'd.csv' });
  });

  it('passes over what strangers and forgers send, other subjects and old mails, and says how many', async () => {
    const parts = [attached('a.csv', rows)];
    await deliver(client!, folder, { parts, from: 'data@evil.example', head: proven('evil.example') });
    await deliver(client!, folder, { parts, from: 'data@rice.example, other@rice.example' });
    await deliver(client!, folder, { parts, head: `Authentication-Results: mx.moac.example; dkim=none\r\n${proven()}` });
    await deliver(client!, folder, { parts, subject: 'lunch' });
    await deliver(client!, folder, { parts, subject: '=?utf-8?B?4Lij4Liy4LiE4Liy?=', receivedAt: new Date('2020-01-01') });
    const counts = { seen: 4, strangers: 2, unproven: 1, otherSubject: 1, withoutFile: 0 };
    await expect(fetched({ subject: '*ราคา*', maxAgeDays: 30, checkedBy: 'mx.moac.example' })).rejects.toThrow(expect.objectContaining({ code: 'connectors.no-mail-yet', retry: 'transient', fields: expect.objectContaining(counts) }));
    expect(await fetched({ subject: '*ราคา*' })).toMatchObject({ kind: 'fetched', name: 'a.csv' });
    expect(await fetched({ senders: ['@evil.example'] })).toMatchObject({ kind: 'fetched' });
  });

  it.each<[string, string, TestPart[]]>([
    ['several files', 'several-attachments', [attached('a.csv', rows), attached('b.csv', rows)]], ['a workbook with macros by its name', 'macro-refused', [attached('a.xlsm', rows)]],
    ['a workbook with macros inside', 'macro-refused', [attached('a.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(700_000), Buffer.from('xl/vbaProject.bin'), randomBytes(100)]))]],
    ['a wrapping of Outlook', 'winmail-refused', [attached('winmail.dat', rows, 'application/ms-tnef')]], ['a name that leads away', 'name-refused', [attached('../../etc/a.csv', rows)]],
    ['a name that runs backwards', 'name-refused', [{ ...attached('x', rows), head: "Content-Type: text/csv\r\nContent-Disposition: attachment; filename*=utf-8''a%E2%80%AEvsc.csv\r\nContent-Transfer-Encoding: base64" }]],
    ['base64 that breaks off', 'attachment-unreadable', [{ ...attached('a.csv', rows), body: 'QUJDR' }]],
    ['too many parts', 'mail-too-complex', Array.from({ length: 300 }, () => text('.'))],
  ])('refuses a mail with %s, and says why', async (_what, name, parts) => {
    await send(...parts);
    const ctx = keepInMemory();
    await expect(connector.fetch(config({ take: 'each' }), ctx)).rejects.toThrow(expect.objectContaining({ code: `connectors.${name}` }));
    expect(ctx.kept).toEqual([]);
  });

  const thai = 'ข้าว.csv';
  const tis = Buffer.from('a2e9d2c72e637376', 'hex');
  it.each<[string, string | Buffer]>([
    ['RFC 2231, UTF-8', `filename*=utf-8''${encodeURIComponent(thai)}`], ['RFC 2231, windows-874', `filename*=windows-874''${[...tis].map((byte) => `%${byte.toString(16)}`).join('')}`],
    ['RFC 2231 in two pieces', `filename*0*=utf-8''${encodeURIComponent('ข้')};\r\n filename*1*=${encodeURIComponent('าว.csv')}`], ['RFC 2047, UTF-8', `filename="=?utf-8?B?${Buffer.from(thai).toString('base64')}?="`],
    ['RFC 2047, TIS-620', `filename="=?TIS-620?B?${tis.toString('base64')}?="`], ['UTF-8 as it is', Buffer.from(`filename="${thai}"`)],
  ])('reads a name that is written by %s', async (_how, written) => {
    const bare = mailText({ parts: [{ head: 'Content-Type: text/csv\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Disposition: attachment; NAME', body: 'a,=E0=B8=81\r\nb,=\r\nc\r\n' }] });
    const at = bare.indexOf('NAME');
    await deliver(client!, folder, Buffer.concat([bare.subarray(0, at), Buffer.from(written), bare.subarray(at + 4)]));
    const ctx = keepInMemory();
    expect(await connector.fetch(config(), ctx)).toMatchObject({ kind: 'fetched', name: thai });
    expect(ctx.kept.toString()).toBe('a,ก\r\nb,c\r\n');
  });

  it('keeps the bytes of a text in an old encoding, and reads a mail that is nothing but a file', async () => {
    const bytes = Buffer.concat([tis, Buffer.from('\r\n')]);
    await deliver(client!, folder, Buffer.concat([Buffer.from(`${proven()}\r\nFrom: data@rice.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=tis-620; name=a.txt\r\nContent-Disposition: inline; filename=a.txt\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`), bytes]));
    const ctx = keepInMemory();
    expect(await connector.fetch(config(), ctx)).toMatchObject({ kind: 'fetched', name: 'a.txt' });
    expect(ctx.kept[0]?.equals(bytes)).toBe(true);
  });

  it('takes up a transfer that was cut, stops when told, and asks for nothing that is too large', async () => {
    const big = randomBytes(2_000_000);
    await send(attached('big.csv', big));
    const line = await openCutLine(server!.port);
    open.push(line.close);
    const ctx = keepInMemory();
    expect(await connector.fetch(config({ port: line.port }), whileReading(ctx, async () => line.cut()))).toMatchObject({ kind: 'fetched', bytes: big.length });
    expect(ctx.kept[0]?.equals(big)).toBe(true);
    expect(line.count).toBe(2);
    const stop = new AbortController();
    await expect(connector.fetch(config(), whileReading(keepInMemory(undefined, stop.signal), async () => stop.abort()))).rejects.toThrow(code('kernel.stopped', 'data'));
    const small = keepInMemory();
    await expect(openImapConnector({ rules, tokens: new Tokens(), limits: { bytes: 1_000_000 } }).fetch(config(), small)).rejects.toThrow(code('kernel.answer-too-large', 'data'));
    expect(small.progress).toEqual([]);
  });

  it('keeps nothing of a mail that is removed while it is read', async () => {
    await send(attached('big.csv', randomBytes(3_000_000)));
    const ctx = keepInMemory();
    await expect(connector.fetch(config(), whileReading(ctx, async () => {
      await client!.mailboxOpen(folder);
      await client!.messageDelete('1:*');
      await client!.mailboxClose();
    }))).rejects.toThrow(code('file-changed', 'transient'));
    expect(ctx.kept).toEqual([]);
  });

  it('names a wrong password, an untrusted certificate, one of another name, a missing mailbox and a host that is away', async () => {
    await expect(fetched({ password: 'wrong' })).rejects.toThrow(code('sign-in-refused', 'config'));
    await expect(fetched({ ca: selfSigned('localhost').certificate })).rejects.toThrow(code('kernel.certificate-refused', 'config'));
    await expect(fetched({ host: '127.0.0.1' })).rejects.toThrow(code('kernel.certificate-refused', 'config'));
    await expect(fetched({ folder: 'nowhere' })).rejects.toThrow(code('mailbox-missing', 'config'));
    await expect(fetched()).rejects.toThrow(code('no-mail-yet', 'transient'));
    await expect(fetched({ port: 1 })).rejects.toThrow(code('kernel.host-unreachable', 'transient'));
    await expect(openImapConnector({ rules: { allow: [] }, tokens: new Tokens() }).fetch(config(), keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
    await send(attached('a.csv', rows));
    expect(await fetched({ port: server!.plainPort, encryption: 'starttls' })).toMatchObject({ kind: 'fetched' });
  });

  it('signs in by a token, and asks for another when the one that was kept is refused', async () => {
    await send(attached('a.csv', rows));
    let given = 'good';
    const issuer = await openWebServer((_request, response) => sendJson(response, { access_token: given, expires_in: 3600 }));
    open.push(issuer.close);
    const { password: _none, ...rest } = config() as { password: string };
    const byToken = { ...rest, tokenUrl: `${issuer.url}/token`, clientId: 'saphan', clientSecret: 'sealed:ลับ' } as unknown as MailConfig;
    expect(await connector.fetch(byToken, keepInMemory())).toMatchObject({ kind: 'fetched', name: 'a.csv' });
    given = 'withdrawn';
    const other = openImapConnector({ rules, tokens: new Tokens() });
    await expect(other.fetch(byToken, keepInMemory())).rejects.toThrow(code('sign-in-refused', 'config'));
    const tokens = new Tokens();
    const third = openImapConnector({ rules, tokens });
    await third.fetch(byToken, keepInMemory()).catch(() => undefined);
    given = 'good';
    expect(await third.fetch(byToken, keepInMemory())).toMatchObject({ kind: 'fetched' });
  });
});

it('says no password to a server without TLS, nor to one that would listen', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (bytes: Buffer) => {
      heard.push(bytes.toString());
      socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${bytes.toString().split(' ')[0]} OK done\r\n`);
    });
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
  }).listen(0, '127.0.0.1');
  open.push(() => server.close());
  await once(server, 'listening');
  const config = { host: 'localhost', port: (server.address() as { port: number }).port, user: 'a', password: 'sealed:ลับ', senders: ['@a.example'], proof: 'address' } as MailConfig;
  await expect(connector.fetch({ ...config, encryption: 'starttls' }, keepInMemory())).rejects.toThrow(code('tls-missing', 'config'));
  await expect(connector.fetch(config, keepInMemory())).rejects.toThrow();
  expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE|ลับ/);
});
