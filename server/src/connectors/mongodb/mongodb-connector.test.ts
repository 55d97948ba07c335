import { Readable } from 'node:stream';
import { BSON, type Document } from 'mongodb';
import { afterEach, describe, expect, it } from 'vitest';
import type { PartitionAsked } from '#modules/linkage/index.ts';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { whileReading } from '../testing/while-reading.ts';
import { openMongodbConnector, type MongoConfig } from './mongodb-connector.ts';
import { openMongoServer, type MongoServer } from './testing/mongo-server.ts';

const connector = openMongodbConnector({ rules: { allow: ['127.0.0.1', 'localhost'] } });
const open: MongoServer[] = [];
afterEach(() => { for (const server of open.splice(0)) server.close(); });

async function serve(documents: Document[], tls?: { key: string; certificate: string }): Promise<MongoServer> {
  const server = await openMongoServer(tls);
  server.collections.set('plots', documents);
  open.push(server);
  return server;
}
const config = ({ port }: { port: number }, more: Partial<MongoConfig> = {}): MongoConfig => ({ host: '127.0.0.1', port, database: 'farm', user: 'saphan', password: 'sealed:secret', collection: 'plots', ...more });
const plots = (count: number): Document[] => Array.from({ length: count }, (_, i) => ({ _id: i, name: `แปลง ${i}`, at: new Date(1_700_000_000_000 + i * 1000), owner: { name: 'ก', secret: 'x' }, filler: 'x'.repeat(200) }));
const lines = (ctx: { kept: Buffer[] }): Document[] => String(ctx.kept[0]).trimEnd().split('\n').map((each) => JSON.parse(each) as Document);
const commands = (server: MongoServer, name: string) => server.heard.filter((each) => Object.keys(each)[0] === name);

describe('MongoDB by its wire protocol', () => {
  it('reads a collection in one moment, counted by the server, and says unchanged while it is the same', async () => {
    const server = await serve(plots(3000));
    const ctx = keepInMemory();
    const result = await connector.fetch(config(server), ctx);
    expect(result).toMatchObject({ kind: 'fetched', name: 'plots.ndjson', scope: 'all', sourceRows: 3000 });
    expect(lines(ctx)).toHaveLength(3000);
    expect(lines(ctx)[2999]).toMatchObject({ _id: 2999, name: 'แปลง 2999', at: '2023-11-14T23:03:19.000Z', owner: { name: 'ก' } });
    for (const command of [...commands(server, 'aggregate'), ...commands(server, 'find')]) expect(command['readConcern']).toMatchObject({ level: 'snapshot' });
    expect(commands(server, 'find')[0]?.['readConcern']).toHaveProperty('atClusterTime');
    expect(server.open.size).toBe(0);
    if (result.kind === 'fetched') expect(await connector.fetch(config(server), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
    expect(await connector.test(config(server), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: expect.stringContaining('at one moment') }, { ok: true }] });
  });

  it('asks a server without a moment for none, and reads only what the filter and fields name', async () => {
    const server = await serve(plots(20));
    server.hello = { isWritablePrimary: true };
    const ctx = keepInMemory();
    expect(await connector.fetch(config(server, { filter: '{"name":"แปลง 7"}', fields: ['/owner/name', '_id'] }), ctx)).toMatchObject({ kind: 'fetched', sourceRows: null });
    expect(lines(ctx)).toEqual([{ _id: 7, owner: { name: 'ก' } }]);
    expect(server.heard.every((each) => !('readConcern' in each))).toBe(true);
  });

  it.each<[string, unknown[], string, unknown, string]>([
    ['dates', [1, 2, 3].map((day) => new Date(`2026-11-0${day}T00:00:00Z`)), '2026-11-03T00:00:00.000Z', 'at', '2026-11-02T00:00:00.000Z'],
    ['whole numbers', [1, BSON.Long.fromString('9007199254740993'), 9], '9007199254740993', 'at', '9'], ['ObjectIds', ['a', 'b', 'c'].map((letter) => new BSON.ObjectId(letter.repeat(24))), 'c'.repeat(24), 'at', 'b'.repeat(24)],
    ['texts', ['ก', 'ข', 'ค'], 'ค', 'at', 'ข'],
  ])('follows a field of %s', async (_what, values, highest, _field, after) => {
    const server = await serve([...values.map((at, i) => ({ _id: i, at })), { _id: 9, at: null }, { _id: 10 }]);
    const all = await connector.fetch(config(server), { ...keepInMemory(), bounds: { column: 'at', after: null } });
    // No question looks through every document, and none is asked without an end.
    expect(commands(server, 'find').slice(0, 2).map((each) => [each['sort'], each['limit'], each['maxTimeMS']])).toEqual([[{ at: -1 }, 1, 3_600_000], [{ at: 1 }, 1, 3_600_000]]);
    expect(all).toMatchObject({ scope: 'all', sourceRows: 5, mark: { cursor: highest } });
    const ctx = keepInMemory();
    expect(await connector.fetch(config(server), { ...ctx, bounds: { column: 'at', after } })).toMatchObject({ scope: 'part', sourceRows: 1, mark: { cursor: highest } });
    expect(lines(ctx)).toHaveLength(1);
  });

  it('gives all documents of one partition: days of Bangkok, or a value', async () => {
    const at = ['2026-10-31T16:59:59Z', '2026-10-31T17:00:00Z', '2026-11-30T16:59:59Z', '2026-11-30T17:00:00Z'].map((text) => new Date(text));
    const server = await serve([...at.map((each, i) => ({ _id: i, at: each, day: each.toISOString(), year: 2569 })), { _id: 9 }]);
    const part = async (asked: Pick<PartitionAsked, 'column' | 'id' | 'span'>) => {
      const ctx = keepInMemory();
      const result = await connector.fetch(config(server), { ...ctx, partition: { by: asked.span ? 'month' : 'value', ...asked } });
      return { result, ids: lines(ctx).map(({ _id: id }) => id as number) };
    };
    const november = { id: '2026-11', span: { from: '2026-11-01', before: '2026-12-01' } };
    expect(await part({ column: 'at', ...november })).toMatchObject({ ids: [1, 2], result: { scope: 'all', sourceRows: 2 } });
    expect((await part({ column: 'year', id: '2569', span: null })).ids).toEqual([0, 1, 2, 3]);
    expect((await part({ column: 'day', id: '2026-11-30T17:00:00.000Z', span: null })).ids).toEqual([3]);
    for (const refused of [{ column: 'day', ...november }, { column: 'at', id: '2026-11', span: null }, { column: 'year', id: '{"$gt":0}', span: null }]) await expect(part(refused)).rejects.toThrow(code('partition-refused', 'config'));
    expect(connector.partitions?.(config(server))).toBe('asked');
  });

  it('follows no field of several types, of lists or of truths, and no value that is none of it', async () => {
    const server = await serve([{ _id: 1, at: 'x', flag: true, list: [1], day: new Date(0) }, { _id: 2, at: 3 }]);
    const follow = (column: string, after: string | null = null) => connector.fetch(config(server), { ...keepInMemory(), bounds: { column, after } });
    for (const column of ['at', 'flag', 'list']) await expect(follow(column), column).rejects.toThrow(code('cursor-refused', 'config'));
    await expect(follow('day', '{"$gt":""}')).rejects.toThrow(code('cursor-refused', 'config'));
    expect(await follow('nothing', '5')).toEqual({ kind: 'unchanged' });
    expect(await follow('nothing')).toMatchObject({ scope: 'all', sourceRows: 2, mark: { cursor: null } });
  });

  it.each<[string, number, string, string]>([
    ['find', 13, 'rights-missing', 'config'], ['find', 50, 'query-too-slow', 'transient'], ['find', 239, 'snapshot-lost', 'transient'], ['getMore', 11_600, 'database-vanished', 'transient'], ['getMore', 43, 'database-vanished', 'transient'],
    ['find', 2, 'query-refused', 'config'], ['saslStart', 18, 'login-refused', 'config'],
  ])('names what %s answers with %i', async (command, number, name, retry) => {
    const server = await serve(plots(3000));
    server.fail = { command, code: number };
    const ctx = keepInMemory();
    await expect(connector.fetch(config(server), ctx)).rejects.toThrow(code(name, retry));
    expect(ctx.kept).toEqual([]);
  });

  it('keeps nothing when the line is cut half way', async () => {
    const server = await serve(plots(3000));
    server.fail = { command: 'getMore', code: 'cut' };
    const ctx = keepInMemory();
    await expect(connector.fetch(config(server), ctx)).rejects.toThrow(code('database-vanished', 'transient'));
    expect(ctx.kept).toEqual([]);
  });

  it('ends its cursor at the server when it is stopped, and when a sample is enough', async () => {
    const server = await serve(plots(20_000));
    const stop = new AbortController();
    await expect(connector.fetch(config(server), whileReading(keepInMemory(undefined, stop.signal), async () => stop.abort()))).rejects.toThrow(code('kernel.stopped', 'data'));
    expect(server.open.size).toBe(0);
    expect(commands(server, 'killCursors')).toHaveLength(1);
    const kept = keepInMemory();
    const sampled = { ...kept, store: async (stream: Readable) => { for await (const piece of stream) return kept.store(Readable.from([piece])); return kept.store(stream); } };
    const sample = await connector.fetch(config(server), sampled);
    expect(sample).toMatchObject({ kind: 'fetched', scope: 'part' });
    expect(lines(kept).length).toBeLessThan(20_000);
    expect(server.open.size).toBe(0);
    const small = openMongodbConnector({ rules: { allow: ['127.0.0.1'] }, limits: { bytes: 100_000 } });
    await expect(small.fetch(config(server), keepInMemory())).rejects.toThrow(code('kernel.answer-too-large', 'data'));
    expect(server.open.size).toBe(0);
  });

  it('waits for no answer once it is stopped', async () => {
    const server = await serve(plots(3));
    server.fail = { command: 'aggregate', code: 'mute' };
    const stop = new AbortController();
    const fetching = connector.fetch(config(server), keepInMemory(undefined, stop.signal));
    const ended = expect(fetching).rejects.toThrow(code('kernel.stopped', 'data'));
    await expect.poll(() => commands(server, 'aggregate').length).toBe(1);
    stop.abort();
    await ended;
  });

  it('takes no missing collection for an empty one, no broken text, and no wrong password', async () => {
    const server = await serve([{ _id: 1, name: 'MARKER' }]);
    await expect(connector.fetch(config(server, { collection: 'gone' }), keepInMemory())).rejects.toThrow(code('collection-missing', 'config'));
    await expect(connector.fetch(config(server, { password: 'wrong' }), keepInMemory())).rejects.toThrow(code('login-refused', 'config'));
    expect(server.signIns).toBe(2); // the one that was let in before, and one with the wrong word
    await expect(connector.fetch(config(server, { filter: '{"$where":"1"}' }), keepInMemory())).rejects.toThrow(code('filter-refused', 'config'));
    server.raw = Buffer.from([0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6]);
    await expect(connector.fetch(config(server), keepInMemory())).rejects.toThrow(code('document-unreadable', 'config'));
  });

  it('tries the other members in turn, and goes nowhere that a server names', async () => {
    const server = await serve(plots(1));
    server.hello = { setName: 'rs0', isWritablePrimary: false, secondary: false };
    const other = await serve(plots(2));
    other.hello = { setName: 'rs0', isWritablePrimary: false, secondary: true, me: 'evil.example:27017', primary: 'evil.example:27017' };
    expect(await connector.fetch(config({ port: 1 }, { otherHosts: [`127.0.0.1:${server.port}`, `127.0.0.1:${other.port}`] }), keepInMemory())).toMatchObject({ kind: 'fetched', sourceRows: 2 });
    await expect(connector.fetch(config(server), keepInMemory())).rejects.toThrow(code('not-readable-now', 'transient'));
    await expect(connector.fetch(config({ port: 1 }), keepInMemory())).rejects.toThrow(code('database-unreachable', 'transient'));
    await expect(connector.fetch(config({ port: 1 }, { otherHosts: ['10.0.0.1'] }), keepInMemory())).rejects.toThrow(code('kernel.host-refused', 'config'));
    const unknown = config({ port: 1 }, { host: 'gone.invalid', otherHosts: ['also-gone.invalid', `127.0.0.1:${other.port}`] });
    expect(await connector.fetch(unknown, keepInMemory())).toMatchObject({ kind: 'fetched', sourceRows: 2 });
    expect(await connector.test(unknown, keepInMemory())).toMatchObject({ ok: true });
  });

  it('verifies the certificate by the name, and sends no password where it does not fit', async () => {
    const pair = selfSigned('localhost');
    const server = await serve(plots(1), pair);
    expect(await connector.fetch(config(server, { host: 'localhost', tls: 'verify', ca: pair.certificate }), keepInMemory())).toMatchObject({ kind: 'fetched' });
    expect(await connector.fetch(config(server, { tls: 'require' }), keepInMemory())).toMatchObject({ kind: 'fetched' });
    const heard = server.heard.length;
    await expect(connector.fetch(config(server, { host: 'localhost', tls: 'verify', ca: selfSigned('localhost').certificate }), keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    await expect(connector.fetch(config(server, { host: '127.0.0.1', tls: 'verify', ca: pair.certificate }), keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    expect(server.heard.length).toBe(heard);
  });
});

/** A real server, where somebody has one: `mongodb://user:password@host:port/database?authSource=…`, empty and disposable. */
const real = process.env['SAPHAN_TEST_MONGODB_URL'];
it.skipIf(!real)('reads a real server the same way', async () => {
  const { MongoClient } = await import('mongodb');
  const url = new URL(real as string);
  const client = await new MongoClient(real as string).connect();
  try {
    const plotsThere = client.db(url.pathname.slice(1)).collection('saphan_plots');
    await plotsThere.deleteMany({});
    await plotsThere.insertMany(plots(3000) as never);
    const there: MongoConfig = { host: url.hostname, port: Number(url.port || 27_017), database: url.pathname.slice(1), user: decodeURIComponent(url.username), password: `sealed:${decodeURIComponent(url.password)}`, authSource: url.searchParams.get('authSource') ?? url.pathname.slice(1), collection: 'saphan_plots' };
    const ctx = keepInMemory();
    const reader = openMongodbConnector({ rules: { allow: [url.hostname] } });
    expect(await reader.fetch(there, { ...ctx, bounds: { column: 'at', after: null } })).toMatchObject({ kind: 'fetched', mark: { cursor: '2023-11-14T23:03:19.000Z' } });
    expect(lines(ctx)).toHaveLength(3000);
    await plotsThere.drop();
  } finally {
    await client.close();
  }
});
