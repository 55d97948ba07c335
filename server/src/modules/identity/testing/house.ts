import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { organisations } from '#modules/organisations/index.ts';
import { identity, authenticate, openFirstAdministrator, type IdentityPorts } from '../index.ts';
import { hashPassword } from '../passwords/hash.ts';

const host = 'localhost:8080';
const log = openLog('test', 'silent');

/** Identity behind its real HTTP and its real authentication, on a database of its own. */
export interface IdentityHouse {
  test: TestDatabase;
  app: FastifyInstance;
  ports: IdentityPorts;
  run(text: string, values?: unknown[]): Promise<any[]>;
  /** A person account with a password; its id. */
  account(userName: string, password?: string, over?: { state?: string; demo?: boolean }): Promise<string>;
  browser(over?: { address?: string }): Browser;
  /** The first administrator's browser. */
  administrator(): Promise<Browser>;
  close(): Promise<void>;
}

export interface Answer { status: number; body: any; headers: Record<string, unknown> }

/** A browser with cookies of its own. */
export interface Browser {
  cookies: Map<string, string>;
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
}

export const PASSWORD = 'แม่น้ำสี่สายไหลลงทะเล';

export async function identityHouse(over: Partial<IdentityPorts> = {}): Promise<IdentityHouse> {
  const ports: IdentityPorts = { masterKey: Buffer.alloc(32, 7), publicUrl: 'http://localhost:8080', mode: 'demo', breachedFile: null, vault: false, fetch, log, ...over };
  const room = identity(ports);
  const test = await testDatabase([organisations, { name: 'ledger', migrations: new URL('../../ledger/migrations/', import.meta.url) }, room]);
  const app = await buildHttp({ db: test.db, log, version: 'test', hosts: [host], publicUrl: ports.publicUrl, routes: [...organisations.routes, ...room.routes], authenticate: authenticate(test.db), trustedProxies: ['127.0.0.1'] });
  const run: IdentityHouse['run'] = (text, values = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
  const browser: IdentityHouse['browser'] = ({ address = '203.0.113.5' } = {}) => openBrowser(app, address);
  return {
    test, app, ports, run, browser,
    async account(userName, password = PASSWORD, { state = 'active', demo = false } = {}) {
      const [{ id }] = await run("insert into identity.account (kind, person_id, user_name, display_name, state, demo, state_changed_by, created_by) values ('person', uuidv7(), $1, $1, $2, $3, 'test', 'test') returning id", [userName, state, demo]) as [{ id: string }];
      await run('insert into identity.password (account_id, hash) values ($1, $2)', [id, await hashPassword(password)]);
      return id;
    },
    async administrator() {
      const opened = await test.db.tx(openFirstAdministrator);
      const own = browser();
      await own.ask('POST', '/welcome', { code: opened?.code, userName: 'somchai', displayName: 'สมชาย ใจดี', password: PASSWORD });
      return own;
    },
    async close() { await app.close(); await test.close(); },
  };
}

function openBrowser(app: FastifyInstance, address: string): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async ask(method, path, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const asked: InjectOptions = { method, url: `/api/v1${path}`, headers: { host, 'x-saphan': '1', 'x-forwarded-for': address, ...(cookie && { cookie }), ...headers }, ...(body && { payload: body }) };
      const answer = await app.inject(asked);
      for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value) cookies.set(name, value); else cookies.delete(name);
      }
      return { status: answer.statusCode, body: answer.body ? answer.json() : null, headers: answer.headers };
    },
  };
}
