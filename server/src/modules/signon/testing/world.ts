import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { fetchWithin } from '#kernel/net/fetch-within.ts';
import { newSecret } from '#kernel/tokens.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { moduleFolders } from '../../../app/module-folders.ts';
import { authenticate } from '../../identity/index.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { secretHash } from '../provider/client-metadata.ts';
import { joinParts } from '#kernel/module.ts';
import { parts } from '../routes.ts';
import { resolveOpaqueToken } from '../sessions/resolve-token.ts';
import type { SignonPorts } from '../ports.ts';
import { Browser } from './browser.ts';

export interface World {
  url: string; issuer: string; ports: SignonPorts; test: TestDatabase;
  /** Somebody with a live session; the browser carries its cookie. */
  person(over?: { aal?: number; ial?: number; phr?: boolean; browser?: Browser; at?: string }): Promise<{ accountId: string; sessionId: string; browser: Browser }>;
  /** A new session of the same person, as after signing in again. */
  signIn(accountId: string, browser: Browser, over?: { aal?: number; at?: string }): Promise<string>;
  client(id: string, over?: { state?: string; tier?: string; agency?: string; metadata?: Record<string, unknown>; minAal?: number; minIal?: number; secret?: string | null }): Promise<{ client_id: string; secret: string; redirect: string }>;
  browser(): Browser;
  close(): Promise<void>;
}

/** A house with the provider on a real port, a database of its own and the real authentication. */
export async function openWorld(shared?: { test: TestDatabase; masterKey: Buffer; port?: number }, trustedProxies: readonly string[] = []): Promise<World> {
  const test = shared?.test ?? await testDatabase(moduleFolders);
  const masterKey = shared?.masterKey ?? randomBytes(32);
  const log = openLog('test', 'silent');
  const port = shared?.port ?? await freePort();
  const url = `http://localhost:${port}`;
  const ports: SignonPorts = { db: test.db, log, masterKey, publicUrl: url, fetchFor: () => fetchWithin({ allow: ['localhost', '127.0.0.1'] }), isFirstParty: (id) => id === 'saphan-cli', trustedProxies };
  const part = joinParts(parts.map((each) => each(ports)));
  const who = authenticate(test.db, resolveOpaqueToken(ports));
  const app: FastifyInstance = await buildHttp({ db: test.db, log, version: '0', hosts: [`localhost:${port}`], publicUrl: url, routes: part.routes, mounts: part.mounts, trustedProxies, decider: allowAll, authenticate: who });
  await app.listen({ port: shared ? 0 : port, host: '127.0.0.1' });
  const real = `http://localhost:${(app.server.address() as AddressInfo).port}`;
  const world: World = {
    url, issuer: `${url}/oidc`, ports, test, browser: () => new Browser(url, real),
    person: (over = {}) => addPerson(world, over), signIn: (accountId, browser, over = {}) => addSession(world, accountId, browser, over), client: (id, over = {}) => addClient(world, id, over),
    async close() { await app.close(); if (!shared) await test.close(); },
  };
  return world;
}

export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address() as AddressInfo; server.close(() => resolve(port)); }); });
}

async function addPerson(world: World, { aal = 1, ial = 0, phr = false, browser = world.browser(), at = new Date().toISOString() }: { aal?: number; ial?: number; phr?: boolean; browser?: Browser; at?: string }) {
  const accountId = await world.test.db.tx(async (tx) => {
    const { rows: [person] } = await tx.query(`insert into organisations.person (given_th, family_th, given_en, family_en, created_by) values ('สมหญิง', 'ทดสอบ', 'Somying', 'Thotsop', 'test') returning id`);
    const { rows: [account] } = await tx.query(`insert into identity.account (kind, person_id, display_name, state_changed_by, created_by) values ('person', $1, 'สมหญิง', 'test', 'test') returning id`, [person.id]);
    return account.id as string;
  });
  const sessionId = await addSession(world, accountId, browser, { aal, ial, phr, at });
  return { accountId, sessionId, browser };
}

async function addSession(world: World, accountId: string, browser: Browser, { aal = 1, ial = 0, phr = false, at = new Date().toISOString() }: { aal?: number; ial?: number; phr?: boolean; at?: string }) {
  const { text, hash } = newSecret();
  const id = await world.test.db.tx(async (tx) => (await tx.query(
    `insert into identity.session (secret_hash, account_id, epoch, state, aal, phishing_resistant, ial, methods, authenticated_at, idle_until, ends_at)
     select $1, a.id, a.security_epoch, 'active', $3, $4, $5, '{pwd}', $6, now() + interval '30 minutes', now() + interval '8 hours' from identity.account a where a.id = $2 returning id`,
    [hash, accountId, aal, phr, ial, at])).rows[0].id as string);
  browser.set('__Host-saphan', text);
  return id;
}

async function addClient(world: World, id: string, { state = 'live', tier = 'standard', agency, metadata = {}, minAal = 1, minIal = 0, secret = 'a-secret-of-the-test-suite' }: Parameters<World['client']>[1] & object) {
  const redirect = `https://${id}.example/callback`;
  await world.test.db.tx((tx) => tx.query(
    `insert into signon.client (id, agency_id, name_th, name_en, state, tier, metadata, secret_hash, min_aal, min_ial, created_by, approved_by) values ($1, $2, 'บริการทดสอบ', 'Test service', $3, $4, $5, $6, $7, $8, 'test', 'test')`,
    [id, agency ?? null, state, tier, JSON.stringify({ redirect_uris: [redirect], ...metadata }), secret === null ? null : secretHash(secret), minAal, minIal]));
  return { client_id: id, secret: secret ?? '', redirect };
}
