import { moduleFolders } from '../../../app/module-folders.ts';
import type { Database } from '#kernel/db.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Principal, Role } from '#kernel/policy.ts';
import type { Route } from '#kernel/route.ts';
import { testDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';

const host = '127.0.0.1';
/** The floors that records of processing stand on. */
export const privacyRooms: readonly string[] = ['organisations', 'ledger', 'lake', 'catalog', 'privacy'];

/** Whoever `steward doa` names, or `steward doa#<person id>`: with the persona of one agency, or of the whole ministry. */
export function personOf(who: string): Principal {
  const [name = '', personId] = who.split('#');
  const [role = 'reader', agency] = name.split(' ');
  return principalOf(role as Role, { name: `${agency ?? 'ministry'}-${role}`, ...(agency && { agencies: [agency] }), ...(personId && { personId }) });
}

type Method = 'GET' | 'POST' | 'PUT';
/** A register, and the routes of some rooms. */
export interface RoutesHouse {
  db: Database;
  query(text: string, values?: unknown[]): Promise<any[]>;
  /** As somebody of a role and agency, e.g. `steward doa`. */
  as(who: string): (method: Method, path: string, body?: object) => Promise<{ status: number; body: any }>;
  close(): Promise<void>;
}

/** @param rooms what the register has: a room with all below it that it needs. */
export async function openRoutesHouse(routes: readonly Route[], rooms: readonly string[] = privacyRooms): Promise<RoutesHouse> {
  const database = await testDatabase(moduleFolders.filter(({ name }) => rooms.includes(name)));
  const { db } = database;
  const authenticate = async ({ headers }: { headers: Record<string, unknown> }) => personOf(String(headers['x-who']));
  const app = await buildHttp({ db, log: openLog('test', 'silent'), version: 'test', routes: [...routes], authenticate, decider: allowAll, hosts: [host] });
  return {
    db, query: (text, values = []) => db.tx(async (tx) => (await tx.query(text, values)).rows),
    as: (who) => async (method, path, body) => {
      const reply = await app.inject({ method, url: `/api/v1${path}`, headers: { host, 'x-who': who }, ...(body && { payload: body }) });
      return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
    },
    close: async () => { await app.close(); await database.close(); },
  };
}
