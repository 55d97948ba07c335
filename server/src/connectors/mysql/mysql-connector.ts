import { Type, type Static } from 'typebox';
import type { Connection } from 'mysql2';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { fetchedRows, limitsFor, sampledRows } from '../database/fetched-rows.ts';
import { addressSettings, nameOf, oneLine, querySetting, timeoutMs, withoutEnd } from '../database/settings.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { readingOfQuery, readingOfTable, withinBounds, withinPartition, type ReadFrom } from './reading.ts';
import { tellKeys } from './key-buckets.ts';
import { readOut } from './read-out.ts';
import { askMysql, beginReading, checkMysqlQuery, connectMysql, cut, killQuery, type MysqlAddress } from './session.ts';

const common = {
  ...addressSettings(3306, 64),
  zeroDates: Type.Optional(said({ th: 'วันที่ 0000-00-00', en: 'Dates 0000-00-00', hintTh: 'ถ้าไม่ระบุ คงไว้ตามเดิม แถวนั้นจะถูกกักพร้อมเหตุผล', hintEn: 'Left out, they stay, and their rows are quarantined with a reason.' }, Type.Union([
    said({ th: 'คงไว้ตามเดิม', en: 'keep as they are' }, Type.Literal('keep')),
    said({ th: 'ถือว่าไม่มีค่า', en: 'take as no value' }, Type.Literal('null')),
  ]))),
};
const configSchema = said({ th: 'อ่านจาก', en: 'Read from' }, Type.Union([
  said({ th: 'ตารางหรือวิว', en: 'a table or view' }, Type.Object({
    ...common,
    table: said({ th: 'ตารางหรือวิว', en: 'Table or view' }, Type.String(nameOf(64))),
    latin1Holds: Type.Optional(said({
      th: 'คอลัมน์ latin1 เก็บภาษาไทยเป็น', en: 'Columns declared latin1 hold Thai as',
      hintTh: 'ระบบเก่ามักประกาศเป็น latin1 แต่เก็บไบต์ภาษาไทย ถ้าไม่ระบุ อ่านตามที่ประกาศ', hintEn: 'Old systems often declare latin1 and store Thai bytes. Left out, the declaration is believed.',
    }, Type.Union([said({ th: 'TIS-620', en: 'TIS-620' }, Type.Literal('tis-620')), said({ th: 'UTF-8', en: 'UTF-8' }, Type.Literal('utf-8'))]))),
  }, { additionalProperties: false })),
  said({ th: 'คำสั่ง SELECT', en: 'a SELECT statement' }, Type.Object({ ...common, query: querySetting }, { additionalProperties: false })),
]));
export type MysqlConfig = Static<typeof configSchema>;

export interface MysqlOptions { rules: HostRules; limits?: Partial<BodyLimits> }

/** Reads a table, view or query of MySQL or MariaDB as CSV in one read-only snapshot. */
export function openMysqlConnector({ rules, limits }: MysqlOptions): Connector<MysqlConfig> {
  return {
    kind: 'mysql',
    title: { th: 'MySQL หรือ MariaDB', en: 'MySQL or MariaDB' },
    preparation: {
      th: 'ให้ผู้ดูแลฐานข้อมูลสร้างบัญชีที่อ่านได้เฉพาะตารางที่เชื่อมโยง จากเครื่องของศูนย์ข้อมูลเท่านั้น',
      en: 'Have the database administrator make an account that may read the linked tables only, from the data centre only.',
      commands: "create user saphan@'10.0.0.%' identified by '…' require ssl;\ngrant select on my_database.my_table to saphan@'10.0.0.%';\nalter user saphan@'10.0.0.%' with max_user_connections 4;",
    },
    reads: { cursor: true, buckets: true },
    partitions: () => 'asked',
    configSchema,
    secretFields: ['password'],
    secretsGoTo: ({ host, port, user, tls, ca }) => JSON.stringify([host, port ?? 3306, user, tls ?? 'off', ca ?? '']),
    describe: (config) => `${config.host}:${config.port ?? 3306}/${config.database} · ${'table' in config ? config.table : oneLine(config.query)}`,
    test: (config, ctx) => testSource(config, ctx, rules),
    fetch: (config, ctx) => fetchRows(config, ctx, rules, limitsFor(config, limits)),
  };
}

async function fetchRows(config: MysqlConfig, ctx: FetchContext, rules: HostRules, limits: BodyLimits): Promise<FetchResult> {
  const address = addressOf(config, ctx);
  const connection = await connectMysql(address, rules);
  const stop = () => { void killQuery(address, rules, connection.threadId); };
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    await beginReading(connection, timeoutMs(config));
    const whole = await readingOf(config, connection);
    const reading = ctx.partition ? await withinPartition(connection, whole, ctx.partition) : await withinBounds(connection, whole, ctx.bounds);
    const options = { zeroDates: config.zeroDates ?? 'keep', limits, signal: ctx.signal };
    const { rows, count } = readOut(connection, reading.rows, options);
    const { stored, isWhole } = await storeRows(rows, ctx);
    const name = `${'table' in config ? config.table : 'query'}.csv`;
    if (!isWhole) return sampledRows(name, stored);
    const sourceRows = await askRowCount(connection) ?? count();
    const cursor = reading.highest === null ? undefined : (await askMysql(connection, reading.highest)).rows[0]?.[0] ?? null;
    const { buckets } = ctx;
    const told = buckets && (ctx.bounds?.after ?? null) !== null ? await tellKeys(connection, whole, { ...ctx, buckets }, stored, options) : null;
    return fetchedRows(ctx, { name, stored, cursor, sourceRows, told });
  } finally {
    ctx.signal.removeEventListener('abort', stop);
    cut(connection);
  }
}

/** How many rows the server itself says that its last answer had. */
async function askRowCount(connection: Connection): Promise<number | null> {
  const { rows } = await askMysql(connection, 'select found_rows()').catch(() => ({ rows: [] }));
  return rows[0]?.[0] ? Number(rows[0][0]) : null;
}

function testSource(config: MysqlConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, rules: HostRules) {
  let connection: Connection | null = null;
  const tried = trySteps([
    { th: 'หาเครื่องฐานข้อมูล', en: 'Find the host', run: async () => { await checkHost(config.host, rules); } },
    { th: 'เข้าสู่ฐานข้อมูล', en: 'Sign in', run: async () => {
      connection = await connectMysql(addressOf(config, ctx), rules);
      const version = (await askMysql(connection, 'select version()')).rows[0]?.[0] ?? '';
      return { th: version, en: version };
    } },
    { th: 'อ่านข้อมูลได้', en: 'May read the data', run: async () => {
      await beginReading(connection as Connection, 15_000);
      await readingOf(config, connection as Connection);
    } },
  ]);
  return tried.finally(() => connection && cut(connection));
}

/** What is read, after the database has parsed it and judged the account's rights. */
async function readingOf(config: MysqlConfig, connection: Connection): Promise<ReadFrom> {
  const reading = 'query' in config ? readingOfQuery(withoutEnd(config.query)) : await readingOfTable(connection, config.table, config.latin1Holds);
  await checkMysqlQuery(connection, reading.whole);
  return reading;
}

function addressOf(config: MysqlConfig, ctx: Pick<FetchContext, 'openSecret'>): MysqlAddress {
  return {
    host: config.host, port: config.port ?? 3306, database: config.database, user: config.user,
    password: ctx.openSecret(config.password), tls: config.tls ?? 'off', ca: config.ca,
  };
}
