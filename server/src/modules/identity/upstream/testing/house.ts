import { createServer, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { fetchWithin } from '#kernel/net/fetch-within.ts';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { organisations } from '#modules/organisations/index.ts';
import { openThaidSimulator, THAID_CLIENT, type ThaidSimulator } from '../../../../../../sample/thaid/index.ts';
import { authenticate, identity, type IdentityPorts } from '../../index.ts';
import { hashPassword } from '../../passwords/hash.ts';
import { Browser } from '#kernel/testing/browser.ts';
import { setUpstreamSecret, updateUpstream } from '../administer.ts';
import { keepSimulatedThaid, simulatedThaidSecret } from '../simulated.ts';
import { thaidSettings, type OidcSettings } from '../settings.ts';

export const PASSWORD = 'แม่น้ำสี่สายไหลลงทะเล';

/** Identity with the simulator behind real HTTP, so that two sides speak as they do in life. */
export interface UpstreamHouse {
  test: TestDatabase; app: FastifyInstance; ports: IdentityPorts; url: string; simulator: ThaidSimulator;
  browser(): Browser;
  run(text: string, values?: unknown[]): Promise<any[]>;
  /** Goes through the simulator as citizen N, up to where the house sends the browser at last. */
  comeAs(browser: Browser, citizen: number | 'decline', from?: string): Promise<URL>;
  /** Who the browser is signed in as. */
  session(browser: Browser): Promise<any>;
  /** An account with a password for a new person; signed in. */
  officer(userName: string, browser?: Browser): Promise<{ accountId: string; personId: string; browser: Browser }>;
  close(): Promise<void>;
}

export async function upstreamHouse({ settings = {}, ports: over = {} }: { settings?: Partial<OidcSettings>; ports?: Partial<IdentityPorts> } = {}): Promise<UpstreamHouse> {
  const log = openLog('test', 'silent');
  const url = `http://localhost:${await freePort()}`;
  const ports: IdentityPorts = { masterKey: Buffer.alloc(32, 7), publicUrl: url, mode: 'demo', breachedFile: null, vault: false, fetch: fetchWithin({ allow: [] }), log, ...over };
  const room = identity(ports);
  const test = await testDatabase([organisations, { name: 'ledger', migrations: new URL('../../../ledger/migrations/', import.meta.url) }, room]);
  const clientSecret = simulatedThaidSecret(ports.masterKey);
  const simulator = openThaidSimulator({ publicUrl: url, mode: 'demo', clientSecret });
  await test.db.tx(async (tx) => {
    await keepSimulatedThaid(tx, ports, { issuer: simulator.issuer, clientId: THAID_CLIENT });
    await setUpstreamSecret(tx, ports, theHouse, 'thaid', { clientSecret, apiKey: 'k-1' });
    await updateUpstream(tx, ports, theHouse, 'thaid', { nameTh: 'ThaiD', nameEn: 'ThaiD', settings: { ...thaidSettings(simulator.issuer, THAID_CLIENT), apiKeyHeader: 'API_KEY', ...settings } });
  });
  const app = await buildHttp({ db: test.db, log, version: 'test', hosts: [new URL(url).host], publicUrl: url, routes: [...organisations.routes, ...room.routes], mounts: [simulator], authenticate: authenticate(test.db) });
  await app.listen({ port: Number(new URL(url).port), host: 'localhost' });
  const house: UpstreamHouse = {
    test, app, ports, url, simulator,
    browser: () => new Browser(url),
    run: (text, values = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows),
    comeAs: (browser, citizen, from = '/api/v1/upstream/thaid/start') => comeAs(browser, citizen, from),
    session: async (browser) => (await browser.ask('/api/v1/session')).json(),
    officer: (userName, browser = new Browser(url)) => addOfficer(house, userName, browser),
    async close() { await app.close(); await test.close(); },
  };
  return house;
}

/** Follows every redirect until one leads to a page, choosing on the simulator's page on the way. */
async function comeAs(browser: Browser, citizen: number | 'decline', from: string): Promise<URL> {
  let url = new URL(from, browser.base);
  for (let step = 0; step < 12; step++) {
    if (/^\/(?:th|en)\//.test(url.pathname) || url.origin !== browser.base) return url;
    if (/\/choose\/[\w-]+$/.test(url.pathname)) {
      const page = await (await browser.ask(url.href)).text();
      if (!page.includes('จำลอง')) throw new Error('the simulator does not say that it is one');
      url = new URL(`${url.pathname}/${citizen}`, url);
    }
    const answer = await browser.ask(url.href);
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`no way on from ${url.pathname}: ${answer.status} ${await answer.text()}`);
    url = new URL(location, url);
  }
  throw new Error('redirects without end');
}

async function addOfficer(house: UpstreamHouse, userName: string, browser: Browser) {
  const [{ id: personId }] = await house.run("insert into organisations.person (given_th, family_th, created_by) values ('สมชาย', 'ใจดี', 'test') returning id") as [{ id: string }];
  const [{ id: accountId }] = await house.run("insert into identity.account (kind, person_id, user_name, display_name, state_changed_by, created_by) values ('person', $1, $2, 'สมชาย ใจดี', 'test', 'test') returning id", [personId, userName]) as [{ id: string }];
  await house.run('insert into identity.password (account_id, hash) values ($1, $2)', [accountId, await hashPassword(PASSWORD)]);
  const answer = await browser.ask('/api/v1/sign-in/password', { method: 'POST', body: { userName, password: PASSWORD } });
  if (answer.status !== 200) throw new Error(await answer.text());
  return { accountId, personId, browser };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => { const server = createServer().listen(0, 'localhost', () => { const { port } = server.address() as AddressInfo; server.close(() => resolve(port)); }); });
}
