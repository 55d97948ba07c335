import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSystemKey } from '@saphan/client';
import { fillSnippet, snippetIds, type SnippetId, type SnippetValues } from '@saphan/contracts/snippets/fill-snippet';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSmallGateway, type SmallGateway } from '../../../../../client/src/testing/small-gateway.ts';
import { readSnippet } from './part.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-snippets-'));
/** The package lies in the clone; whoever copies the snippet has installed it. */
const clientFile = join(import.meta.dirname, '../../../../../client/src/index.ts');
let gateway: SmallGateway;
let values: SnippetValues;
const usual: SmallGateway['answer'] = (seen) => ({ body: JSON.stringify({ asked: seen.body, target: seen.target }) });

beforeAll(async () => {
  const { privatePem, key } = await makeSystemKey();
  gateway = await startSmallGateway();
  gateway.trust(key.publicPem, 'ed25519', key.kid);
  writeFileSync(join(folder, 'key.pem'), privatePem);
  values = {
    baseUrl: gateway.address, system: 'TH/GOV/doae/farmer-desk', agreement: 'SA-2569-0001', purpose: 'subsidy', caseRef: 'CASE/7', keyFile: join(folder, 'key.pem'), kid: key.kid,
    service: 'farmers', path: '/is-registered?y=2569', method: 'POST', body: '{"name":"สม\'ชาย \\"x\\""}', subject: '1101700230708',
  };
});
beforeEach(() => { gateway.answer = usual; gateway.spoil = null; gateway.seen.length = 0; });
afterAll(async () => { await gateway.close(); rmSync(folder, { recursive: true }); });

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
/** How each is run by whoever copied it; the command line has tests of its own. */
const RUNS: Record<Exclude<SnippetId, 'cli'>, { file: string; program: string; isHere: boolean }> = {
  curl: { file: 'call.sh', program: 'bash', isHere: has('curl', '--version') && has('bash', '--version') },
  python: { file: 'call.py', program: 'python3', isHere: has('python3', '--version') },
  typescript: { file: 'call.mjs', program: process.execPath, isHere: true },
  java: { file: 'Call.java', program: 'java', isHere: has('java', '--version') },
};
const printed = Object.entries(RUNS) as [keyof typeof RUNS, (typeof RUNS)['curl']][];

function run(id: keyof typeof RUNS, own: Partial<SnippetValues> = {}): Promise<{ code: number; out: string; err: string }> {
  const { file, program } = RUNS[id];
  writeFileSync(join(folder, file), fillSnippet(id, readSnippet(id), { ...values, ...own }).replace("'@saphan/client'", JSON.stringify(clientFile)));
  return new Promise((resolve) => { execFile(program, [join(folder, file)], { cwd: folder }, (error, out, err) => { resolve({ code: error ? Number(error.code) : 0, out, err }); }); });
}

describe.each(printed)('the snippet for %s, as printed', (id, { isHere }) => {
  it.skipIf(!isHere)('signs a call whose answer it checks', async () => {
    const { code, out, err } = await run(id);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/exchange-id/i) });
    expect(JSON.parse(out)).toEqual({ asked: values.body, target: '/x/farmers/is-registered?y=2569' });
    const { method, headers } = gateway.seen.at(-1) as SmallGateway['seen'][number];
    expect({ method, headers }).toMatchObject({ method: 'POST', headers: { 'exchange-purpose': 'subsidy', 'exchange-case': 'CASE/7', 'content-type': 'application/json' } });
    const nonce = /nonce="([^"]+)"/.exec(String(headers['signature-input']))?.[1];
    expect(headers['exchange-subject']).toBe(`sha-256=:${createHash('sha256').update(`${nonce}:${values.subject}`).digest('base64')}:`);
  });

  it.skipIf(!isHere)('asks without body or reference, says what was refused, and takes no answer that was changed', async () => {
    // Each run of Java compiles it anew, which takes seconds.
    if (id !== 'java') expect(await run(id, { method: 'GET', body: '', caseRef: '', subject: '', path: '/all' })).toMatchObject({ code: 0, out: expect.stringContaining('/x/farmers/all') });
    gateway.answer = () => ({ status: 403, origin: 'hub', body: '{"titleEn":"The agreement is suspended"}' });
    const refused = await run(id);
    expect({ code: refused.code, said: refused.out + refused.err }).toMatchObject({ code: 1, said: expect.stringContaining('The agreement is suspended') });
    gateway.answer = usual;
    gateway.spoil = id === 'curl' ? () => '{"registered":true}' : (headers, body) => { headers['exchange-id'] = 'another'; return body; };
    expect(await run(id)).toMatchObject({ code: 1, err: expect.stringMatching(id === 'curl' ? /does not match its digest/ : /is not true/) });
  });
});

it('leaves no place open in any of them', () => {
  for (const id of snippetIds) expect(fillSnippet(id, readSnippet(id), values)).not.toMatch(/\{\{/);
});
