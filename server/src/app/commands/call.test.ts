import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReceipt } from '@saphan/contracts/receipts/testing/receipt-bundle';
import { writeZip } from '@saphan/contracts/receipts/zip';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSystemKey } from '@saphan/client';
import { startSmallGateway, type SmallGateway } from '../../../../client/src/testing/small-gateway.ts';
import { runCommands } from '../commands.ts';
import { challengeText, isSignedBy, readPublicKey } from '#modules/registry/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-call-'));
const main = join(import.meta.dirname, '../../main.ts');
let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await startSmallGateway();
  for (const [name, value] of Object.entries({ SAPHAN_URL: gateway.address, SAPHAN_SYSTEM: 'TH/GOV/doae/farmer-desk', SAPHAN_AGREEMENT: 'SA-2569-0001', SAPHAN_KEY_FILE: join(folder, 'key.pem'), SAPHAN_DATA_DIR: folder })) vi.stubEnv(name, value);
});
afterAll(async () => { vi.unstubAllEnvs(); rmSync(folder, { recursive: true }); await gateway.close(); });

/** Runs a command line in this process: starting another takes seconds. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const hear = (stream: 'out' | 'err') => (text: string | Uint8Array) => { said[stream] += typeof text === 'string' ? text : Buffer.from(text).toString(); return true; };
  const spies = [vi.spyOn(process.stdout, 'write').mockImplementation(hear('out') as never), vi.spyOn(process.stderr, 'write').mockImplementation(hear('err') as never)];
  try {
    return { code: await runCommands(args, () => { throw new TypeError('needs no house'); }), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A key that nobody registered. */
async function strangersKey(): Promise<string> {
  const file = join(folder, 'stranger.pem');
  await run('keygen', '--out', file);
  return file;
}

describe('saphan keygen and saphan call', () => {
  it('make a key that only its owner reads, and sign a call with it', async () => {
    const file = join(folder, 'key.pem');
    const made = await run('keygen', '--out', file);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----[^]*Key id/) });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = await readSystemKey(readFileSync(file, 'utf8'));
    expect(made.out).toContain(key.kid);
    expect(await run('keygen', '--out', file)).toMatchObject({ code: 2, err: expect.stringContaining('not overwritten') });
    gateway.trust(key.publicPem, 'ed25519', key.kid);
    writeFileSync(join(folder, 'ask.json'), '{"key":"1"}');
    expect(await run('call', 'farmers', '/is-registered', '--purpose', 'subsidy', '--data', `@${join(folder, 'ask.json')}`)).toMatchObject({ code: 0, out: '{"asked":"{\\"key\\":\\"1\\"}","target":"/x/farmers/is-registered"}', err: expect.stringMatching(/✓ 200 · exchange-id .* assurance 3/) });
    expect(gateway.seen.at(-1)).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
  });

  it('send a token that is bound to the key, alone, as the page prints it for a call without body and reference', async () => {
    expect(await run('call', 'farmers', '/all', '--client-id', 'doae_farmer-desk', '--token-only', '--purpose', 'subsidy', '--case', '', '--method', 'GET', '--data', '')).toMatchObject({ code: 0, out: expect.stringContaining('/x/farmers/all'), err: expect.stringMatching(/assurance 2/) });
    expect(gateway.seen.at(-1)?.headers).toMatchObject({ authorization: expect.stringMatching(/^DPoP /) });
    expect(gateway.seen.at(-1)?.headers).not.toHaveProperty('signature');
    expect(await run('call', 'farmers', '/all', '--client-id', 'doae_farmer-desk', '--token-only', '--purpose', 'subsidy', '--key', await strangersKey())).toMatchObject({ code: 1, err: expect.stringContaining('no token was given (invalid_client)') });
  });

  it.each(['ed25519', 'ec', 'rsa'])('make a key of the kind %s behind a passphrase, sign the challenge of the page with it, and nothing else', async (algorithm) => {
    const file = join(folder, `${algorithm}.pem`);
    writeFileSync(join(folder, 'passphrase'), 'ลับมาก 1\n');
    const locked = ['--passphrase-file', join(folder, 'passphrase')];
    const { out } = await run('keygen', '--out', file, '--algorithm', algorithm, ...locked);
    const [kept, publicPem, kid] = [readFileSync(file, 'utf8'), /-----BEGIN PUBLIC[^]*END PUBLIC KEY-----/.exec(out)?.[0] as string, /Key id (\S+)/.exec(out)?.[1] as string];
    expect([statSync(file).mode & 0o777, kept.split('\n')[0]]).toEqual([0o600, '-----BEGIN ENCRYPTED PRIVATE KEY-----']);
    const { kid: known, algorithm: kind, key } = readPublicKey(publicPem);
    const text = challengeText('TH/GOV/doae/farmer-desk', known, 'n'.repeat(32));
    expect(known).toBe(kid);
    for (const challenge of [text, text.replaceAll('\n', ' ')]) {
      const signed = await run('keygen', '--key', file, '--challenge', challenge, ...locked);
      expect([signed.code, signed.out.split('\n').length, isSignedBy(key, kind, text, Buffer.from(signed.out.trim(), 'base64'))]).toEqual([0, 2, true]);
    }
    for (const wrong of [text.replace(kid, 'A'.repeat(43)), text.replace('saphan-key-proof/v1', '"@method": GET'), `${text}\nmore`]) expect(await run('keygen', '--key', file, '--challenge', wrong, ...locked)).toMatchObject({ code: 2, out: '' });
    expect(await run('keygen', '--key', file, '--challenge', text)).toMatchObject({ code: 2, err: expect.stringContaining('has a passphrase') });
  });

  it('say who refused and why, and what is missing', async () => {
    gateway.answer = () => ({ status: 403, origin: 'hub', body: '{"titleTh":"ข้อตกลงถูกระงับ","titleEn":"The agreement is suspended"}' });
    expect(await run('call', 'farmers', '/', '--purpose', 'subsidy')).toMatchObject({ code: 1, err: expect.stringMatching(/ข้อตกลงถูกระงับ \(403, ศูนย์แลกเปลี่ยน\)[^]*suspended \(403, the exchange\)/) });
    expect(await run('call', 'farmers', '/', '--purpose', 'subsidy', '--key', join(folder, 'none.pem'))).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') });
  });
});

describe('saphan call --sandbox and saphan types', () => {
  it('try a service with the key alone, and write its operations as types', async () => {
    gateway.answer = ({ target }) => ({ body: target, headers: { 'exchange-sandbox-signature': 'ok' } });
    vi.stubEnv('SAPHAN_AGREEMENT', '');
    expect(await run('call', 'farmers', '/all', '--sandbox')).toMatchObject({ code: 0, out: '/sandbox/farmers/all', err: expect.stringContaining('the signature is right') });
    expect(await run('call', 'farmers', '/all', '--purpose', 'subsidy')).toMatchObject({ code: 2, err: expect.stringContaining('--agreement') });
    expect(await run('call', 'farmers', '/all', '--sandbox', '--token-only')).toMatchObject({ code: 2, err: expect.stringContaining('--client-id') });
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify({ openapi: '3.1.0', info: { title: 'Farms', version: '1' }, paths: { '/all': { get: { operationId: 'listAll', responses: {} } } } }));
    expect(await run('types', '--service', 'farmers', '--file', join(folder, 'openapi.json'))).toMatchObject({ code: 0, out: expect.stringContaining('"listAll": ["GET", "/all"]') });
  });
});

describe('saphan verify receipt', () => {
  it('says offline what holds, what does not, and what no receipt proves', async () => {
    const files = makeReceipt();
    const [good, bad] = [join(folder, 'good.zip'), join(folder, 'bad.zip')];
    writeFileSync(good, writeZip(files));
    writeFileSync(bad, writeZip(new Map([...files, ['response.sig', new Uint8Array(64)]])));
    writeFileSync(join(folder, 'gateway.pem'), files.get('keys/gateway.pem') as Uint8Array);
    expect(await run('verify', 'receipt', good)).toMatchObject({ code: 0, out: expect.stringMatching(/The agency that asked signed this request[^]*พ\.ศ\.|25\d\d[^]*What it does not prove[^]*This receipt is true/) });
    expect(await run('verify', 'receipt', bad)).toMatchObject({ code: 1, out: expect.stringContaining('✗ ลายมือชื่อของหน่วยงานผู้ให้ข้อมูล'), err: expect.stringContaining('does not pass') });
    expect(await run('verify', 'receipt', good, '--trust', join(folder, 'gateway.pem'))).toMatchObject({ code: 1, out: expect.stringContaining('keys/log.pem') });
    expect(JSON.parse((await run('verify', 'receipt', good, '--json')).out)).toMatchObject({ ok: true, facts: { purpose: 'subsidy' } });
    expect(await run('verify', 'receipt', main)).toMatchObject({ code: 2, err: expect.stringContaining('not-a-zip') });
  });
});
