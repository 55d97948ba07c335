import { afterEach, describe, expect, it } from 'vitest';
import { openSmtpMailer } from './smtp-mailer.ts';
import { openMailServer } from './testing/mail-server.ts';

const open: { close(): void }[] = [];
afterEach(() => { for (const each of open.splice(0)) each.close(); });
const from = 'Saphan <no-reply@moac.example>';
const letter = { id: 'abc@moac.example', to: 'somchai@rid.example', subject: 'สัญญาณเตือนบัญชี: อุปกรณ์ใหม่ · Alarm: a new device', text: 'เรียน สมชาย\n.\nบรรทัดที่มีจุด\n' };
const serve = async (habits: Parameters<typeof openMailServer>[0] = {}) => { const server = await openMailServer(habits); open.push(server); return server; };
const mailer = (url: string) => { const made = openSmtpMailer({ url, from }); open.push(made); return made; };
const headerOf = (data: string, name: string) => new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, 'mi').exec(data)?.[1]?.replace(/\n\s+/g, ' ') ?? '';

describe('a letter by SMTP', () => {
  it('goes to one person with its id, as plain text in UTF-8, and says that a program wrote it', async () => {
    const server = await serve();
    expect(await mailer(`smtp://127.0.0.1:${server.port}`).send(letter)).toEqual({ refused: null });
    const [{ from: sender, to, data } = { from: '', to: [], data: '' }] = server.received;
    expect([sender, to]).toEqual([expect.stringContaining('<no-reply@moac.example>'), [expect.stringContaining('<somchai@rid.example>')]]);
    expect([headerOf(data, 'Message-ID'), headerOf(data, 'Auto-Submitted'), headerOf(data, 'Content-Type')]).toEqual(['<abc@moac.example>', 'auto-generated', expect.stringMatching(/text\/plain; charset=utf-8/i)]);
    expect(Buffer.from(data.slice(data.indexOf('\n\n') + 2), 'base64').toString()).toBe(letter.text.replaceAll('\n', '\r\n'));
  });

  it('carries no header or second address out of what it is given', async () => {
    const server = await serve();
    await mailer(`smtp://127.0.0.1:${server.port}`).send({ ...letter, subject: 'ก\r\nBcc: evil@evil.example', text: 'x' }).catch(() => undefined);
    await mailer(`smtp://127.0.0.1:${server.port}`).send({ ...letter, to: 'a@rid.example>\r\nRCPT TO:<evil@evil.example' }).catch(() => undefined);
    expect(server.lines.filter((line) => /^RCPT/i.test(line) && /<evil@evil\.example>\s*$/.test(line) && !line.includes('a@rid'))).toEqual([]);
    expect(server.received.every(({ data }) => headerOf(data, 'Bcc') === '' && !/^Bcc/mi.test(data))).toBe(true);
  });

  it('is refused for ever by 550, and only for now by 450 or no answer', async () => {
    const server = await serve({ answer: (to) => (to.includes('gone') ? '550 no such user' : to.includes('later') ? '450 come again' : null) });
    const post = mailer(`smtp://127.0.0.1:${server.port}`);
    expect(await post.send({ ...letter, to: 'gone@rid.example' })).toEqual({ refused: expect.stringContaining('550') });
    await expect(post.send({ ...letter, to: 'later@rid.example' })).rejects.toThrow('450');
    server.close();
    await expect(mailer(`smtp://127.0.0.1:${server.port}`).send(letter)).rejects.toThrow();
  });

  it('says its name and password after TLS only, and to a certificate it can check', async () => {
    const plain = await serve({ host: '127.0.0.2' });
    // Another name for this machine counts as another machine.
    await expect(mailer(`smtp://reader:secret@127.0.0.2:${plain.port}`).send(letter)).rejects.toThrow(/STARTTLS/);
    const turning = await serve({ tls: 'starttls' });
    await expect(mailer(`smtp://reader:secret@localhost:${turning.port}`).send(letter)).rejects.toThrow(/self.signed/i);
    const implicit = await serve({ tls: 'implicit' });
    await expect(mailer(`smtps://reader:secret@localhost:${implicit.port}`).send(letter)).rejects.toThrow(/self.signed/i);
    expect([...plain.lines, ...turning.lines, ...implicit.lines].filter((line) => /^AUTH/i.test(line))).toEqual([]);
    expect([plain.received, turning.received, implicit.received].flat()).toEqual([]);
  });

  it('is sent with name and password where one is set', async () => {
    const server = await serve();
    await mailer(`smtp://reader%40moac:p%40ss@127.0.0.1:${server.port}`).send(letter);
    expect(server.received).toMatchObject([{ user: 'reader@moac' }]);
  });
});
