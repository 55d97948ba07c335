import type { FastifyInstance } from 'fastify';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Principal, Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { registry } from '../index.ts';

export const HOST = '127.0.0.1';
const MASTER_KEY = Buffer.alloc(32, 7);
const below = ['calendar', 'organisations', 'ledger', 'identity', 'notices', 'signon', 'lake', 'catalog', 'registry'];

/** A database with the register and all below it. */
export const registryDatabase = (): Promise<TestDatabase> => testDatabase(moduleFolders.filter(({ name }) => below.includes(name)));

export interface Answer { status: number; body: any; headers: Record<string, unknown> }
export type Send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object | string, headers?: Record<string, string>) => Promise<Answer>;

/** The routes of the register over HTTP; `become` says who asks next. */
export async function registryHouse(test: TestDatabase): Promise<{ app: FastifyInstance; become(role: Role, over?: Partial<Principal>): void; ask: Send; send: Send }> {
  let who = principalOf('secretariat');
  const log = openLog('test', 'silent');
  const { routes } = registry({ log, masterKey: MASTER_KEY, publicUrl: `http://${HOST}`, rules: { allow: ['127.0.0.1'] } });
  const app = await buildHttp({ db: test.db, log, version: 'test', routes, authenticate: async () => who, decider: allowAll, hosts: [HOST] });
  const send: Send = async (method, url, payload, headers = {}) => {
    const reply = await app.inject({ method, url, headers: { host: HOST, ...headers }, ...(payload !== undefined && { payload }) });
    return { status: reply.statusCode, headers: reply.headers, body: /json/.test(String(reply.headers['content-type'])) ? reply.json() : reply.body };
  };
  return { app, become: (role, over) => { who = principalOf(role, over); }, send, ask: (method, url, payload, headers) => send(method, `/api/v1/exchange${url}`, payload, headers) };
}

export interface Pair { privateKey: KeyObject; jwk: Record<string, string> }
export const newPair = (): Pair => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) as Record<string, string> };
};

/** Asks for the challenge and signs it. */
export async function proven(ask: Send, system: string, { jwk, privateKey }: Pair): Promise<{ key: object; signature: string }> {
  const { body } = await ask('POST', `/systems/${system}/key-challenges`, { key: jwk });
  return { key: jwk, signature: sign(null, Buffer.from(body.challenge), privateKey).toString('base64') };
}
