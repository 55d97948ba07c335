import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { openLog } from '#kernel/log.ts';
import { visitor, type Principal } from '#kernel/policy.ts';
import type { Route } from '#kernel/route.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';

const HOST = '127.0.0.1:8080';

/** What a request of a test answered. */
export interface Reply { status: number; body: any; headers: Record<string, unknown> }

/** An API whose requests say by name which of some principals asks. */
export async function openAskers(test: TestDatabase, routes: readonly Route[], people: Record<string, Principal>) {
  const app: FastifyInstance = await buildHttp({
    db: test.db, log: openLog('test', 'silent'), version: '0', hosts: [HOST], routes, decider: allowAll,
    authenticate: async ({ headers }) => people[String(headers['x-test-who'])] ?? visitor,
  });
  return {
    close: () => app.close(),
    /** @param payload JSON unless it is a string or bytes. */
    async ask(who: string, method: string, url: string, payload?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
      const raw = typeof payload === 'string' || Buffer.isBuffer(payload);
      const reply = await app.inject({
        method: method as 'GET', url: url.startsWith('/scim/') ? url : `/api/v1${url}`,
        headers: { host: HOST, 'x-test-who': who, ...(payload !== undefined && !raw && { 'content-type': 'application/json' }), ...headers },
        ...(payload !== undefined && { payload: raw ? payload as string : JSON.stringify(payload) }),
      });
      return { status: reply.statusCode, body: /json/.test(String(reply.headers['content-type'])) ? JSON.parse(reply.body) : reply.body, headers: reply.headers };
    },
  };
}
