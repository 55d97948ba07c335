import { Readable } from 'node:stream';
import { Type, type Static } from 'typebox';
import type { Client } from 'pg';
import { defaultLimits } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import { checkHost } from '#kernel/net/host-guard.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { beginReading, checkQuery, close, connect, copyOut, type DatabaseAddress } from './copy-out.ts';

const limitsOfName = { minLength: 1, maxLength: 63, pattern: '^[^\\u0000]+$' };
const name = Type.String(limitsOfName);
const address = {
  host: said({ th: 'เครื่อง', en: 'Host' }, Type.String({ minLength: 1, maxLength: 253 })),
  port: Type.Optional(said({ th: 'พอร์ต', en: 'Port' }, Type.Integer({ minimum: 1, maximum: 65_535, default: 5432 }))),
  database: said({ th: 'ฐานข้อมูล', en: 'Database' }, name),
  user: said({ th: 'ผู้ใช้', en: 'User' }, name),
  password: said({ th: 'รหัสผ่าน', en: 'Password', hintTh: 'เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Kept sealed, never shown again.' }, Type.String({ maxLength: 8192 })),
  tls: Type.Optional(said({ th: 'การเข้ารหัสระหว่างทาง', en: 'Encryption in transit', hintTh: 'ถ้าไม่ระบุ จะไม่เข้ารหัส', hintEn: 'Left out, it is not encrypted.' }, Type.Union([
    said({ th: 'เข้ารหัสและตรวจใบรับรอง', en: 'encrypted, certificate verified' }, Type.Literal('verify')),
    said({ th: 'เข้ารหัส', en: 'encrypted' }, Type.Literal('require')),
    said({ th: 'ไม่เข้ารหัส', en: 'not encrypted' }, Type.Literal('off')),
  ], { default: 'require' }))),
  ca: Type.Optional(said({
    th: 'ใบรับรองของผู้ออกใบรับรอง', en: 'Certificate of the authority', hintTh: 'รูปแบบ PEM ใช้เมื่อตรวจใบรับรองที่หน่วยงานออกเอง', hintEn: 'PEM, to verify a certificate that the agency issued itself.', input: 'code',
  }, Type.String({ maxLength: 100_000 }))),
  timeoutMinutes: Type.Optional(said({ th: 'เวลาที่ให้อ่าน (นาที)', en: 'Time allowed (minutes)', hintTh: 'ถ้าไม่ระบุ 60 นาที', hintEn: '60 minutes unless said.' }, Type.Number({ exclusiveMinimum: 0, maximum: 1440 }))),
};
const configSchema = said({ th: 'อ่านจาก', en: 'Read from' }, Type.Union([
  said({ th: 'ตารางหรือวิว', en: 'a table or view' }, Type.Object({
    ...address,
    schema: Type.Optional(said({ th: 'สคีมา', en: 'Schema' }, Type.String({ ...limitsOfName, default: 'public' }))),
    table: said({ th: 'ตารางหรือวิว', en: 'Table or view' }, name),
  }, { additionalProperties: false })),
  said({ th: 'คำสั่ง SELECT', en: 'a SELECT statement' }, Type.Object({
    ...address,
    query: said({ th: 'คำสั่ง SELECT', en: 'SELECT statement', hintTh: 'คำสั่งอ่านคำสั่งเดียว ระบบเปิดแบบอ่านอย่างเดียว', hintEn: 'One reading statement; it is run read-only.', input: 'code' }, Type.String({ minLength: 1, maxLength: 100_000 })),
  }, { additionalProperties: false })),
]));
/** The server's own timeout speaks first; silence counts only after it. */
const graceMs = 30_000;
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
      commands: "create role saphan login password '…';\ngrant usage on schema public to saphan;\ngrant select on public.my_table to saphan;\nalter role saphan set default_transaction_read_only = on;",
    },
    configSchema,
    secretFields: ['password'],
    secretsGoTo: ({ host, port, user, tls, ca }) => JSON.stringify([host, port ?? 5432, user, tls ?? 'off', ca ?? '']),
    describe: (config) => `${config.host}:${config.port ?? 5432}/${config.database} · ${'table' in config ? `${config.schema ?? 'public'}.${config.table}` : oneLine(config.query)}`,
    test: (config, ctx) => testSource(config, ctx, rules),
    fetch: (config, ctx) => fetchRows(config, ctx, rules, { ...defaultLimits, idleMs: timeoutMs(config) + graceMs, ...limits }),
  };
}

async function fetchRows(config: PostgresConfig, ctx: FetchContext, rules: HostRules, limits: BodyLimits): Promise<FetchResult> {
  const client = await connect(addressOf(config, ctx), rules);
  try {
    await beginReading(client, timeoutMs(config));
    await checkQuery(client, readingOf(config));
  } catch (error) {
    await close(client);
    throw error;
  }
  const rows = copyOut(client, readingOf(config), limits, ctx.signal);
  const stored = await ctx.store(Readable.from(counted(rows, ctx), { objectMode: false }));
  if (ctx.since?.['sha256'] === stored.sha256) return { kind: 'unchanged' };
  return { kind: 'fetched', name: `${'table' in config ? config.table : 'query'}.csv`, mark: { sha256: stored.sha256 }, ...stored };
}

async function* counted(rows: Readable, ctx: FetchContext): AsyncGenerator<Buffer> {
  let received = 0;
  for await (const piece of rows) {
    received += (piece as Buffer).length;
    ctx.onBytes(received, null);
    yield piece as Buffer;
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
  ]);
  return tried.finally(() => client && close(client));
}

function addressOf(config: PostgresConfig, ctx: Pick<FetchContext, 'openSecret'>): DatabaseAddress {
  return {
    host: config.host, port: config.port ?? 5432, database: config.database, user: config.user,
    password: ctx.openSecret(config.password), tls: config.tls ?? 'off', ca: config.ca,
  };
}

/** The statement that is read; names are quoted, so that they are names whatever they hold. */
function readingOf(config: PostgresConfig): string {
  if ('query' in config) return config.query.trim().replace(/;\s*$/, '');
  return `select * from ${quoted(config.schema ?? 'public')}.${quoted(config.table)}`;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function timeoutMs(config: PostgresConfig): number {
  return (config.timeoutMinutes ?? 60) * 60_000;
}

function oneLine(query: string): string {
  const line = query.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
