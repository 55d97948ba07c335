import { Type, type Static } from 'typebox';
import { type Client, escapeIdentifier } from 'pg';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { Connector, FetchContext, FetchMark, FetchResult } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { fetchedRows, limitsFor, sampledRows } from '../database/fetched-rows.ts';
import { addressSettings, nameOf, oneLine, querySetting, timeoutMs, withoutEnd } from '../database/settings.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { beginReading, cancelQuery, checkQuery, close, connect, copyOut, type DatabaseAddress } from './copy-out.ts';
import { askText, withinBounds, withinPartition } from './bounds.ts';
import { tellKeys } from './key-buckets.ts';
import { askFacts, heldNote } from './changes/facts.ts';
import { confirmPlace, fetchChanges } from './changes/fetch-changes.ts';
import { changesOf, farewellOf, preparation, takenFrom } from './changes/settings.ts';

const address = addressSettings(5432, 63);
const configSchema = said({ th: 'อ่านจาก', en: 'Read from' }, Type.Union([
  said({ th: 'ตารางหรือวิว', en: 'a table or view' }, Type.Object({
    ...address,
    schema: Type.Optional(said({ th: 'สคีมา', en: 'Schema' }, Type.String({ ...nameOf(63), default: 'public' }))),
    table: said({ th: 'ตารางหรือวิว', en: 'Table or view' }, Type.String(nameOf(63))),
    publication: Type.Optional(said({ th: 'Publication', en: 'Publication', hintTh: 'ใส่เมื่อจะอ่านเฉพาะการเปลี่ยนแปลง คู่กับ slot', hintEn: 'To read changes only; goes with the slot.' }, Type.String(nameOf(63)))),
    slot: Type.Optional(said({ th: 'Replication slot', en: 'Replication slot', hintTh: 'ช่องอ่านการเปลี่ยนแปลงที่ผู้ดูแลฐานข้อมูลสร้างให้ต้นทางนี้เท่านั้น', hintEn: 'Made by the database administrator for this source alone.' }, Type.String({ pattern: '^[a-z0-9_]{1,63}$', maxLength: 63 }))),
  }, { additionalProperties: false })),
  said({ th: 'คำสั่ง SELECT', en: 'a SELECT statement' }, Type.Object({ ...address, query: querySetting }, { additionalProperties: false })),
]));
export type PostgresConfig = Static<typeof configSchema>;

export interface PostgresOptions { rules: HostRules; limits?: Partial<BodyLimits> }

/** Reads a PostgreSQL table, view or query as CSV in one read-only snapshot. */
export function openPostgresConnector({ rules, limits }: PostgresOptions): Connector<PostgresConfig> {
  return {
    kind: 'postgres',
    title: { th: 'PostgreSQL', en: 'PostgreSQL' },
    preparation: {
      th: 'ให้ผู้ดูแลฐานข้อมูลสร้างบัญชีที่อ่านได้เฉพาะตารางที่เชื่อมโยง',
      en: 'Have the database administrator make an account that may read the linked tables only.',
      commands: preparation,
    },
    reads: { cursor: true, changes: true, buckets: true },
    changes: {
      place: (config) => (changesOf(config) ? `postgres ${config.host.toLowerCase()}:${config.port ?? 5432}/${config.database} ${changesOf(config)?.slot}` : null),
      confirm: (config, mark, ctx) => confirm(config, mark, ctx, rules),
      farewell: (config) => farewellOf(changesOf(config)),
    },
    partitions: () => 'asked',
    configSchema,
    secretFields: ['password'],
    secretsGoTo: ({ host, port, user, tls, ca }) => JSON.stringify([host, port ?? 5432, user, tls ?? 'off', ca ?? '']),
    describe: (config) => `${config.host}:${config.port ?? 5432}/${config.database} · ${'table' in config ? `${config.schema ?? 'public'}.${config.table}` : oneLine(config.query)}`,
    test: (config, ctx) => testSource(config, ctx, rules),
    fetch: (config, ctx) => fetchRows(config, ctx, rules, limitsFor(config, limits)),
  };
}

async function fetchRows(config: PostgresConfig, ctx: FetchContext, rules: HostRules, limits: BodyLimits): Promise<FetchResult> {
  const address = addressOf(config, ctx);
  const client = await connect(address, rules);
  const stop = () => { void cancelQuery(address, rules, client); };
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    if (ctx.changes) return await fetchChanges(client, { config: takenFrom(config), asked: ctx.changes, timeoutMs: timeoutMs(config), limits }, ctx);
    await beginReading(client, timeoutMs(config));
    await checkQuery(client, readingOf(config));
    const reading = ctx.partition ? await withinPartition(client, readingOf(config), ctx.partition) : await withinBounds(client, readingOf(config), ctx.bounds);
    const { rows, count } = copyOut(client, reading.rows, limits, ctx.signal);
    const { stored, isWhole } = await storeRows(rows, ctx);
    const name = `${'table' in config ? config.table : 'query'}.csv`;
    if (!isWhole) return sampledRows(name, stored);
    const cursor = reading.highest === null ? undefined : await askText(client, reading.highest);
    const { buckets } = ctx;
    const told = buckets && (ctx.bounds?.after ?? null) !== null ? await tellKeys(client, readingOf(config), { ...ctx, buckets }, stored, limits) : null;
    await askText(client, 'commit'); // behind the end of COPY, which tells how many rows there were
    return fetchedRows(ctx, { name, stored, cursor, sourceRows: count(), told });
  } finally {
    ctx.signal.removeEventListener('abort', stop);
    void close(client);
  }
}

function testSource(config: PostgresConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, rules: HostRules) {
  let client: Client | null = null;
  const tried = trySteps([
    { th: 'หาเครื่องฐานข้อมูล', en: 'Find the host', run: async () => { await checkHost(config.host, rules); } },
    { th: 'เข้าสู่ฐานข้อมูล', en: 'Sign in', run: async () => { client = await connect(addressOf(config, ctx), rules); } },
    { th: 'อ่านข้อมูลได้', en: 'May read the data', run: async () => {
      await beginReading(client as Client, 15_000);
      await checkQuery(client as Client, readingOf(config));
    } },
    ...(changesOf(config) ? [{ th: 'อ่านการเปลี่ยนแปลงได้', en: 'May read the changes', run: async () => heldNote(await askFacts(client as Client, takenFrom(config), [])) }] : []),
  ]);
  return tried.finally(() => client && close(client));
}

async function confirm(config: PostgresConfig, mark: FetchMark, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, rules: HostRules): Promise<void> {
  const client = await connect(addressOf(config, ctx), rules);
  try {
    await confirmPlace(client, takenFrom(config), mark);
  } finally {
    await close(client);
  }
}

function addressOf(config: PostgresConfig, ctx: Pick<FetchContext, 'openSecret'>): DatabaseAddress {
  return {
    host: config.host, port: config.port ?? 5432, database: config.database, user: config.user,
    password: ctx.openSecret(config.password), tls: config.tls ?? 'off', ca: config.ca,
  };
}

/** The statement that is read; names are quoted, so that they are names whatever they hold. */
function readingOf(config: PostgresConfig): string {
  if ('query' in config) return withoutEnd(config.query);
  return `select * from ${escapeIdentifier(config.schema ?? 'public')}.${escapeIdentifier(config.table)}`;
}
