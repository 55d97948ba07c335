import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSystemKey } from '@saphan/client';
import { fillSnippet, snippetIds, snippetWays, type SnippetId, type SnippetValues, type SnippetWay } from '@saphan/contracts/snippets/fill-snippet';
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
    baseUrl: gateway.address, clientId: 'doae_farmer-desk', system: 'TH/GOV/doae/farmer-desk', agreement: 'SA-2569-0001', purpose: 'subsidy', caseRef: 'CASE/7', keyFile: join(folder, 'key.pem'), kid: key.kid,
    service: 'farmers', path: '/is-registered?y=2569', method: 'POST', body: '{"name":"สม\'ชาย \\"x\\""}', subject: '1101700230708',
  };
});
beforeEach(() => { gateway.answer = usual; gateway.spoil = null; gateway.seen.length = 0; });
afterAll(async () => { await gateway.close(); rmSync(folder, { recursive: true }); });

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
/** Java compiles each program anew: by its quick compiler alone that takes half as long. */
const env = { ...process.env, JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };
/** How each is run by whoever copied it; the command line has tests of its own. */
const RUNS: Record<Exclude<SnippetId, 'cli'>, { files: Record<SnippetWay, string>; program: string; isHere: boolean }> = {
  curl: { files: { key: 'call.sh', token: 'call-token.sh' }, program: 'bash', isHere: has('curl', '--version') && has('bash', '--version') },
  python: { files: { key: 'call.py', token: 'call_token.py' }, program: 'python3', isHere: has('python3', '--version') },
  typescript: { files: { key: 'call.mjs', token: 'call-token.mjs' }, program: process.execPath, isHere: true },
  java: { files: { key: 'Call.java', token: 'CallToken.java' }, program: 'java', isHere: has('java', '--version') },
};
const printed = (Object.keys(RUNS) as (keyof typeof RUNS)[]).flatMap((id) => snippetWays.map((way) => [id, way] as const));

function run(id: keyof typeof RUNS, way: SnippetWay, own: Partial<SnippetValues> = {}): Promise<{ code: number; out: string; err: string }> {
  const { files, program } = RUNS[id];
  const file = join(folder, files[way]);
  writeFileSync(file, fillSnippet(id, readSnippet(id, way), { ...values, ...own }).replace("'@saphan/client'", JSON.stringify(clientFile)));
  return new Promise((resolve) => { execFile(program, [file], { cwd: folder, env }, (error, out, err) => { resolve({ code: error ? Number(error.code) : 0, out, err }); }); });
}

describe.each(printed)('the snippet for %s by %s, as printed', (id, way) => {
  const { isHere } = RUNS[id];
  it.skipIf(!isHere)('calls, and checks the answer', async () => {
    const { code, out, err } = await run(id, way);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/exchange-id/i) });
    expect(JSON.parse(out)).toEqual({ asked: values.body, target: '/x/farmers/is-registered?y=2569' });
    const { method, headers } = gateway.seen.at(-1) as SmallGateway['seen'][number];
    expect({ method, headers }).toMatchObject({ method: 'POST', headers: { 'exchange-purpose': 'subsidy', 'exchange-case': 'CASE/7', 'content-type': 'application/json', 'content-digest': expect.stringContaining('sha-256=:') } });
    if (way === 'token') {
      expect(err).toMatch(/assurance:? 2/i);
      return expect(headers['signature']).toBeUndefined();
    }
    const nonce = /nonce="([^"]+)"/.exec(String(headers['signature-input']))?.[1];
    expect(headers['exchange-subject']).toBe(`sha-256=:${createHash('sha256').update(`${nonce}:${values.subject}`).digest('base64')}:`);
  });

  it.skipIf(!isHere)('asks without body or reference, says what was refused, and takes no answer that was changed', async () => {
    // Each run of Java takes seconds.
    if (id !== 'java') expect(await run(id, way, { method: 'GET', body: '', caseRef: '', subject: '', path: '/all?y=1' })).toMatchObject({ code: 0, out: expect.stringContaining('/x/farmers/all?y=1') });
    gateway.answer = () => ({ status: 403, origin: 'hub', body: '{"titleEn":"The agreement is suspended"}' });
    const refused = await run(id, way);
    expect({ code: refused.code, said: refused.out + refused.err }).toMatchObject({ code: 1, said: expect.stringContaining('The agreement is suspended') });
    gateway.answer = usual;
    gateway.spoil = id === 'curl' ? () => '{"registered":true}' : (headers, body) => { headers['exchange-id'] = 'another'; return body; };
    expect(await run(id, way)).toMatchObject({ code: 1, err: expect.stringMatching(id === 'curl' ? /does not match its digest/ : /is not true/) });
  });

  it.skipIf(!isHere || way === 'key' || id === 'java')('says what the sign-on says when it gives no token', async () => {
    expect(await run(id, way, { clientId: 'nobody', baseUrl: gateway.address.replace('127.0.0.1', 'localhost') })).toMatchObject({ code: 1, err: expect.stringContaining('invalid_client') });
  });
});

it('leaves no place open in any of them', () => {
  for (const way of snippetWays) for (const id of snippetIds) expect(fillSnippet(id, readSnippet(id, way), values)).not.toMatch(/\{\{/);
});
