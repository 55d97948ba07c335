import { connect as connectTcp, isIP, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Document, MongoClient } from 'mongodb';
import { checkHost, type CheckedAddress, type HostRules } from '#kernel/net/host-guard.ts';
import { Problem } from '#kernel/problem.ts';
import { connectorProblem } from '../problems.ts';
import { mongoError, mongoProblem } from './problems.ts';

export interface MongoAddress { hosts: readonly { host: string; port: number }[]; user: string; password: string; authSource: string; tls: 'off' | 'require' | 'verify'; ca?: string; timeoutMs: number }

export interface MongoLine {
  client: MongoClient;
  /** Whether the server can hold a moment for several questions: members of a replica set and routers of a sharded cluster can. */
  hasSnapshots: boolean;
  version: string;
}

const CONNECT_MS = 15_000;

/**
 * Connects to the first host that can be read from. Each is asked directly, at the address that was checked: the driver is not let look for the other members of a set, which could lead anywhere.
 * @throws `connectors.database-unreachable`, `connectors.login-refused`, `connectors.tls-refused`, `connectors.not-readable-now`.
 */
export async function connectMongo(address: MongoAddress, rules: HostRules, signal: AbortSignal): Promise<MongoLine> {
  return firstOf(address.hosts, async ({ host, port }) => {
    signal.throwIfAborted();
    return connectTo(address, host, port, await checkHost(host, rules));
  });
}

const passing = ['connectors.database-unreachable', 'connectors.not-readable-now', 'kernel.host-unknown'];

/** What the first member answers that can be reached; the others of a set may stand while one is down or its name is not known. @throws what the last one said, or the first trouble that another member would not change. */
export async function firstOf<Member, T>(members: readonly Member[], ask: (member: Member) => Promise<T>): Promise<T> {
  let last: unknown = connectorProblem('database-unreachable');
  for (const member of members) {
    try {
      return await ask(member);
    } catch (error) {
      if (!(error instanceof Problem) || !passing.includes(error.code)) throw error;
      last = error;
    }
  }
  throw last;
}

async function connectTo({ user, password, authSource, tls, ca, timeoutMs }: MongoAddress, host: string, port: number, checked: CheckedAddress): Promise<MongoLine> {
  await assertAnswers({ tls, ca }, host, port, checked.address);
  const { MongoClient } = await import('mongodb'); // at its first use: web processes never need it
  const client = new MongoClient(`mongodb://${isIP(host) === 6 ? `[${host}]` : host}:${port}/?directConnection=true`, {
    auth: { username: user, password }, authSource, lookup: pinned(checked), tls: tls !== 'off', ...(tls === 'require' ? { tlsAllowInvalidCertificates: true } : {}), ...(tls === 'verify' && ca ? { ca } : {}),
    appName: 'saphan', readPreference: 'primaryPreferred', retryReads: false, maxPoolSize: 2, serverMonitoringMode: 'poll', connectTimeoutMS: CONNECT_MS, serverSelectionTimeoutMS: 8000, socketTimeoutMS: timeoutMs + 30_000,
  });
  try {
    await client.connect();
    const hello = await client.db('admin').command({ hello: 1 });
    if (!hello['isWritablePrimary'] && !hello['secondary']) throw mongoProblem('not-readable-now', { host, port });
    return { client, hasSnapshots: (typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid') && Number(hello['maxWireVersion']) >= 13, version: await versionOf(client) };
  } catch (error) {
    await client.close().catch(() => undefined);
    throw mongoError(error, false);
  }
}

async function versionOf(client: MongoClient): Promise<string> {
  const info: Document = await client.db('admin').command({ buildInfo: 1 }).catch(() => ({}));
  return typeof info['version'] === 'string' ? info['version'].slice(0, 40) : '';
}

/** The driver would try for seconds, whatever is wrong: a host that does not answer, or shows a certificate that is not trusted, is known at once. */
async function assertAnswers({ tls, ca }: Pick<MongoAddress, 'tls' | 'ca'>, host: string, port: number, address: string): Promise<void> {
  const secure = { rejectUnauthorized: tls === 'verify', ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca ? { ca } : {}) };
  const socket = tls === 'off' ? connectTcp({ host: address, port }) : connectTls({ host: address, port, ...secure });
  const error = await new Promise<unknown>((resolve) => {
    socket.setTimeout(CONNECT_MS, () => resolve(Object.assign(new TypeError('no answer in time'), { code: 'ETIMEDOUT' }))).once(tls === 'off' ? 'connect' : 'secureConnect', () => resolve(null)).once('error', resolve);
  });
  socket.destroy();
  if (error !== null) throw mongoError(error, false);
}

/** A lookup that answers the checked address, whatever the name means by now. */
function pinned({ address, family }: CheckedAddress): LookupFunction {
  return ((_host: string, options: { all?: boolean }, done: (error: null, address: unknown, family?: number) => void) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  }) as LookupFunction;
}
