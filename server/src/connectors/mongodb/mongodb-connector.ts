import { setTimeout as wait } from 'node:timers/promises';
import { readJsonPath } from '@saphan/contracts/json-path';
import { Type, type Static } from 'typebox';
import type { ClientSession, Collection, Document, FindCursor } from 'mongodb';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { Problem } from '#kernel/problem.ts';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { fetchedRows, limitsFor, sampledRows } from '../database/fetched-rows.ts';
import { addressSettings, nameOf, timeoutMs } from '../database/settings.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { withinBounds, withinPartition } from './bounds.ts';
import { readFilter } from './filter.ts';
import { mongoError, mongoProblem } from './problems.ts';
import { readOut } from './read-out.ts';
import { connectMongo, firstOf, type MongoAddress, type MongoLine } from './session.ts';

const configSchema = Type.Object({
  ...addressSettings(27_017, 63),
  otherHosts: Type.Optional(said({ th: 'เครื่องอื่นในชุด (replica set)', en: 'Other members of the replica set', hintTh: 'บรรทัดละหนึ่งเครื่อง เช่น db2.example หรือ db2.example:27018 ลองตามลำดับเมื่อเครื่องแรกอ่านไม่ได้', hintEn: 'A host a line, for example db2.example or db2.example:27018; tried in this order when the first cannot be read.' }, Type.Array(Type.String({ minLength: 1, maxLength: 260, pattern: '^[A-Za-z0-9.-]+(:\\d{1,5})?$' }), { maxItems: 10 }))),
  authSource: Type.Optional(said({ th: 'ฐานข้อมูลของบัญชี', en: 'Database of the account', hintTh: 'authSource ถ้าไม่ระบุคือ admin', hintEn: 'authSource; admin unless said.' }, Type.String(nameOf(63)))),
  collection: said({ th: 'คอลเลกชัน', en: 'Collection' }, Type.String({ minLength: 1, maxLength: 255, pattern: '^(?!system\\.)[^\\u0000$]+$' })),
  filter: Type.Optional(said({ th: 'ตัวกรอง', en: 'Filter', hintTh: 'JSON เช่น {"status":"active"} ใช้ $where, $function, $expr ไม่ได้', hintEn: 'JSON, for example {"status":"active"}; without $where, $function and $expr.', input: 'code' }, Type.String({ maxLength: 20_000 }))),
  fields: Type.Optional(said({ th: 'ช่องที่อ่าน', en: 'Fields that are read', hintTh: 'บรรทัดละหนึ่งช่อง ช่องที่ซ้อนอยู่คั่นด้วยจุด เช่น owner.name เว้นว่างคือทุกช่อง', hintEn: 'A field a line, nested ones with dots, for example owner.name; empty is all of them.' }, Type.Array(Type.String({ minLength: 1, maxLength: 300, pattern: '^[^\\u0000$]+$' }), { maxItems: 500 }))),
  snapshot: Type.Optional(said({ th: 'อ่าน ณ เวลาเดียว', en: 'One moment', hintTh: 'replica set เก็บภาพไว้ 5 นาทีถ้าไม่ตั้งเพิ่ม อ่านนานกว่านั้นให้เพิ่ม minSnapshotHistoryWindowInSeconds', hintEn: 'A replica set keeps a moment for 5 minutes unless told otherwise; raise minSnapshotHistoryWindowInSeconds to read longer.' }, Type.Union([
    said({ th: 'ใช้เมื่อเครื่องรองรับ (replica set)', en: 'where the server can (replica set)' }, Type.Literal('auto')),
    said({ th: 'ไม่ใช้', en: 'no' }, Type.Literal('off')),
  ], { default: 'auto' }))),
}, { additionalProperties: false });
export type MongoConfig = Static<typeof configSchema>;

export interface MongoOptions { rules: HostRules; limits?: Partial<BodyLimits> }
type Asking = Pick<FetchContext, 'openSecret' | 'signal'>;

/** Reads a collection of MongoDB as lines of JSON, in one moment where the server can. */
export function openMongodbConnector({ rules, limits }: MongoOptions): Connector<MongoConfig> {
  return {
    kind: 'mongodb',
    title: { th: 'MongoDB', en: 'MongoDB' },
    preparation: {
      th: 'ให้ผู้ดูแลฐานข้อมูลสร้างบทบาทที่อ่านได้เฉพาะคอลเลกชันที่เชื่อมโยง แล้วให้บัญชีที่เข้าได้จากเครื่องของศูนย์ข้อมูลเท่านั้น เปิด TLS ให้ทุกการเชื่อมต่อ',
      en: 'Have the database administrator make a role that may read the linked collections only, for an account that may come from the data centre only, with TLS for every connection.',
      commands: "use my_database\ndb.createRole({ role: 'saphanRead', roles: [], privileges: [\n  { resource: { db: 'my_database', collection: 'my_collection' }, actions: ['find'] },\n  { resource: { db: 'my_database', collection: '' }, actions: ['listCollections'] },\n] })\ndb.createUser({ user: 'saphan', pwd: passwordPrompt(), roles: ['saphanRead'], mechanisms: ['SCRAM-SHA-256'],\n  authenticationRestrictions: [{ clientSource: ['10.0.0.0/24'] }] })\n// the account lies in this database: enter my_database as the database of the account",
    },
    reads: { cursor: true },
    partitions: () => 'asked',
    configSchema,
    secretFields: ['password'],
    secretsGoTo: ({ host, port, otherHosts, user, authSource, tls, ca }) => JSON.stringify([host, port ?? 27_017, otherHosts ?? [], user, authSource ?? 'admin', tls ?? 'off', ca ?? '']),
    describe: ({ host, port, database, collection }) => `${host}:${port ?? 27_017}/${database} · ${collection}`,
    test: (config, ctx) => testSource(config, ctx, rules),
    fetch: (config, ctx) => fetchDocuments(config, ctx, rules, limitsFor(config, limits)),
  };
}

async function fetchDocuments(config: MongoConfig, ctx: FetchContext, rules: HostRules, limits: BodyLimits): Promise<FetchResult> {
  const { BSON } = await import('mongodb');
  const [filter, maxTimeMS] = [readFilter(config.filter, BSON), Math.ceil(timeoutMs(config))];
  const line = await connectMongo(addressOf(config, ctx), rules, ctx.signal);
  let cursor: FindCursor | null = null;
  let ended: Promise<void> | null = null;
  const end = () => (ended ??= letGo(line, cursor));
  const stop = () => { void end(); };
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    const collection = await collectionOf(line, config);
    const session = line.hasSnapshots && config.snapshot !== 'off' ? line.client.startSession({ snapshot: true }) : undefined;
    const asking = { collection, filter, session, maxTimeMS, bson: BSON };
    const reading = ctx.partition ? await withinPartition(asking, ctx.partition) : await withinBounds(asking, ctx.bounds);
    const sourceRows = session ? await countIn(collection, reading.filter, session, maxTimeMS) : null;
    cursor = collection.find(reading.filter, { ...projectionOf(config), session, raw: true, maxTimeMS }) as unknown as FindCursor;
    const { rows, count } = readOut(cursor, (bytes) => new BSON.Decimal128(bytes), limits, ctx.signal);
    const { stored, isWhole } = await storeRows(rows, ctx);
    const name = `${config.collection.replace(/[^\p{L}\p{N}._-]/gu, '_')}.ndjson`;
    if (!isWhole) return sampledRows(name, stored);
    const isPart = (ctx.bounds?.after ?? null) !== null;
    // Lines have no header: a part without any is no file, it is the news that there is none.
    return isPart && count() === 0 ? { kind: 'unchanged' } : fetchedRows(ctx, { name, stored, cursor: reading.highest, sourceRows });
  } catch (error) {
    throw ctx.signal.aborted ? netProblem('stopped', {}, { cause: error }) : mongoError(error, true);
  } finally {
    ctx.signal.removeEventListener('abort', stop);
    await end();
  }
}

/** Ends the cursor at the server, then the connection; a server that says nothing is left after two seconds. */
async function letGo({ client }: MongoLine, cursor: FindCursor | null): Promise<void> {
  const ended = (cursor?.close() ?? Promise.resolve()).catch(() => undefined);
  await Promise.race([ended, wait(2000, undefined, { ref: false })]);
  await Promise.race([client.close().catch(() => undefined), wait(2000, undefined, { ref: false })]);
}

/** A collection that is not there would read as an empty one: all rows would be taken for deleted. @throws `connectors.collection-missing`. */
async function collectionOf({ client }: MongoLine, { database, collection }: MongoConfig): Promise<Collection> {
  const db = client.db(database);
  const found = await db.listCollections({ name: collection }, { nameOnly: true, authorizedCollections: true }).toArray().catch((error: unknown) => { throw mongoError(error, true); });
  if (found.length === 0) throw mongoProblem('collection-missing', { detailTh: collection, detailEn: collection });
  return db.collection(collection);
}

async function countIn(collection: Collection, filter: Document, session: ClientSession, maxTimeMS: number): Promise<number> {
  const [counted] = await collection.aggregate([{ $match: filter }, { $count: 'rows' }], { session, maxTimeMS }).toArray();
  return Number(counted?.['rows'] ?? 0);
}

function projectionOf({ fields }: MongoConfig): { projection?: Document } {
  const names = (fields ?? []).map((each) => readJsonPath(each).join('.'));
  return names.length === 0 ? {} : { projection: { ...(names.includes('_id') ? {} : { _id: 0 }), ...Object.fromEntries(names.map((name) => [name, 1])) } };
}

function testSource(config: MongoConfig, ctx: Asking, rules: HostRules) {
  let line: MongoLine | null = null;
  const tried = trySteps([
    { th: 'หาเครื่องฐานข้อมูล', en: 'Find the host', run: async () => { await firstOf(hostsOf(config), ({ host }) => checkHost(host, rules)); } },
    { th: 'เข้าสู่ฐานข้อมูล', en: 'Sign in', run: async () => {
      line = await connectMongo({ ...addressOf(config, ctx), timeoutMs: 15_000 }, rules, ctx.signal);
      return { th: `${line.version} ${line.hasSnapshots ? 'อ่าน ณ เวลาเดียวได้' : 'อ่าน ณ เวลาเดียวไม่ได้'}`, en: `${line.version} ${line.hasSnapshots ? 'can be read at one moment' : 'cannot be read at one moment'}` };
    } },
    { th: 'อ่านข้อมูลได้', en: 'May read the data', run: async () => {
      const { BSON } = await import('mongodb');
      const collection = await collectionOf(line as MongoLine, config);
      await collection.findOne(readFilter(config.filter, BSON), { ...projectionOf(config), maxTimeMS: 15_000 }).catch((error: unknown) => { throw error instanceof Problem ? error : mongoError(error, true); });
    } },
  ]);
  return tried.finally(() => line && letGo(line, null));
}

function addressOf(config: MongoConfig, ctx: Pick<FetchContext, 'openSecret'>): MongoAddress {
  return {
    hosts: hostsOf(config), user: config.user, password: ctx.openSecret(config.password), authSource: config.authSource ?? 'admin', tls: config.tls ?? 'off',
    ...(config.ca ? { ca: config.ca } : {}), timeoutMs: timeoutMs(config),
  };
}

function hostsOf({ host, port, otherHosts }: MongoConfig): MongoAddress['hosts'] {
  const others = (otherHosts ?? []).map((each) => { const [name = '', given] = each.split(':'); return { host: name, port: Number(given ?? 27_017) }; });
  return [{ host, port: port ?? 27_017 }, ...others];
}
