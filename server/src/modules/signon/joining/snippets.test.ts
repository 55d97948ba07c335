import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { followAndConsent } from '../testing/service.ts';
import { freePort, openWorld, type World } from '../testing/world.ts';
import { readSnippets } from './snippets.ts';

let world: World;
const operator = principalOf('operator');
const folder = mkdtempSync(join(import.meta.dirname, '../../../../../node_modules/.snippet-')); // where openid-client is found
let program: ChildProcess | undefined;
beforeAll(async () => { world = await openWorld(); });
afterAll(async () => {
  program?.kill();
  rmSync(folder, { recursive: true, force: true });
  await world?.close();
});

const read = (id: string) => world.test.db.tx((tx) => readSnippets(tx, operator, world.ports, id));

describe('the lines that join a service', () => {
  it('hold the addresses of the house and of the service, and no secret', async () => {
    await world.client('lines', { agency: 'rid', metadata: { scope: 'openid organisation', post_logout_redirect_uris: ['https://lines.example/bye'] } });
    const { snippets, ...house } = await read('lines');
    expect(house).toEqual({ issuer: world.issuer, discoveryUrl: `${world.issuer}/.well-known/openid-configuration`, testIssuer: `${world.url}/self-test/lines` });
    expect(snippets.map(({ language }) => language)).toEqual(['php', 'dotnet', 'java', 'node']);
    for (const { code, install, file } of snippets) {
      for (const part of [world.issuer, 'lines', 'organisation', 'https://lines.example/bye']) expect(code).toContain(part);
      expect(code).toMatch(/lines\.example\/callback|"\/callback"/);
      expect(code).not.toContain('a-secret-of-the-test-suite');
      expect([install, file]).toEqual([expect.stringMatching(/./), expect.stringMatching(/\.(php|cs|java|mjs)$/)]);
    }
  });

  it('cannot be broken out of by what an owner registered', async () => {
    await world.client('breaking', { agency: 'rid', metadata: { redirect_uris: [`https://breaking.example/'";system('id');//callback`], scope: "openid '.phpinfo().'" } });
    const { snippets } = await read('breaking');
    const php = snippets.find(({ language }) => language === 'php')?.code ?? '';
    expect(php).toContain(`\\'";system(\\'id\\')`);
    expect(php).toContain(`'openid \\'.phpinfo().\\''`);
    expect(snippets.find(({ language }) => language === 'node')?.code).toContain(`\\";system(\\u0027id\\u0027)`);
  });

  it('are another agency’s affair', async () => {
    await expect(world.test.db.tx((tx) => readSnippets(tx, principalOf('agency-admin', { agencies: ['doae'] }), world.ports, 'lines'))).rejects.toMatchObject({ code: 'signon.client-not-found' });
  });

  it('for Node.js run as they stand: somebody signs in and out', async () => {
    const base = `http://localhost:${await freePort()}`;
    await world.client('node-lines', { agency: 'rid', metadata: { redirect_uris: [`${base}/callback`], post_logout_redirect_uris: [`${base}/`] } });
    const { snippets } = await read('node-lines');
    writeFileSync(join(folder, 'server.mjs'), snippets.find(({ language }) => language === 'node')?.code ?? '');
    program = spawn(process.execPath, [join(folder, 'server.mjs')], { env: { PATH: process.env['PATH'], PORT: new URL(base).port, SAPHAN_CLIENT_SECRET: 'a-secret-of-the-test-suite' }, stdio: 'inherit' });
    let cookie = '';
    const ask = async (path: string) => {
      const response = await fetch(new URL(path, base), { redirect: 'manual', headers: { cookie } });
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
      return response;
    };
    await expect.poll(() => ask('/me').then(({ status }) => status, () => 0), { timeout: 20_000, interval: 100 }).toBe(401);
    const { browser } = await world.person();
    const back = await followAndConsent(browser, (await ask('/sign-in')).headers.get('location') as string);
    expect((await ask(back.href)).headers.get('location')).toBe('/me');
    expect(await (await ask('/me')).json()).toEqual({ sub: expect.any(String), acr: 'urn:saphan:aal1' });
    expect((await ask(back.href)).status).toBe(401);
    expect((await ask('/sign-out')).headers.get('location')).toContain(`${world.issuer}/session/end?id_token_hint=`);
  });
});
