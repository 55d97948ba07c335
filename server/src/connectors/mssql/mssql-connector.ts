import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { cutSoon, fetchedRows, limitsFor, sampledRows } from '../database/fetched-rows.ts';
import { oneLine, timeoutMs, withoutEnd } from '../database/settings.ts';
import { trySteps } from '../test-steps.ts';
import { beginReading, momentWords } from './moment.ts';
import { type MssqlConfig, mssqlConfigSchema, mssqlPreparation } from './mssql-config.ts';
import { readOut } from './read-out.ts';
import { readingOfQuery, readingOfTable, withinBounds, withinPartition, type ReadFrom } from './reading.ts';
import { checkSelectOnly } from './select-only.ts';
import { connectMssql, type MssqlAddress, type MssqlSession } from './session.ts';

export interface MssqlOptions { rules: HostRules; limits?: Partial<BodyLimits>; /** Most bytes of one row, which must lie in memory as a whole; 64 MB unless said. */ rowBytes?: number }

/** Reads a table, view or query of SQL Server as CSV, in a snapshot where the database allows one. */
export function openMssqlConnector({ rules, limits, rowBytes }: MssqlOptions): Connector<MssqlConfig> {
  return {
    kind: 'mssql',
    title: { th: 'SQL Server', en: 'SQL Server' },
    preparation: mssqlPreparation,
    reads: { cursor: true },
    partitions: () => 'asked',
    configSchema: mssqlConfigSchema,
    secretFields: ['password'],
    secretsGoTo: ({ host, port, user, tls, ca, fingerprint }) => JSON.stringify([host, port ?? 1433, user, tls ?? 'verify', ca ?? '', fingerprint ?? '']),
    describe: (config) => `${config.host}:${config.port ?? 1433}/${config.database} · ${'table' in config ? `${config.schema ?? 'dbo'}.${config.table}` : oneLine(config.query)}`,
    test: (config, ctx) => testSource(config, ctx, rules),
    fetch: (config, ctx) => fetchRows(config, ctx, { rules, rowBytes, limits: limitsFor(config, limits) }),
  };
}

async function fetchRows(config: MssqlConfig, ctx: FetchContext, { rules, rowBytes, limits }: MssqlOptions & { limits: BodyLimits }): Promise<FetchResult> {
  if ('query' in config) checkSelectOnly(withoutEnd(config.query));
  const session = await connectMssql(addressOf(config, ctx), rules, rowBytes);
  const stop = () => { session.stop(); cutSoon(session); };
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    await beginReading(session);
    const whole = await readingOf(config, session);
    const reading = ctx.partition ? await withinPartition(session, whole, ctx.partition) : await withinBounds(session, whole, ctx.bounds, timeoutMs(config));
    const { rows, count } = readOut(session, reading.rows, { timeoutMs: timeoutMs(config), limits, signal: ctx.signal });
    const { stored, isWhole } = await storeRows(rows, ctx);
    const name = `${'table' in config ? config.table : 'query'}.csv`;
    if (!isWhole) return sampledRows(name, stored);
    return fetchedRows(ctx, { name, stored, cursor: reading.highest, sourceRows: count() });
  } finally {
    ctx.signal.removeEventListener('abort', stop);
    if (ctx.signal.aborted) cutSoon(session);
    else session.cut();
  }
}

function testSource(config: MssqlConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, rules: HostRules) {
  let session: MssqlSession | null = null;
  const signedIn = () => session as MssqlSession;
  const tried = trySteps([
    { th: 'หาเครื่องฐานข้อมูล', en: 'Find the host', run: async () => { await checkHost(config.host, rules); } },
    { th: 'เข้าสู่ฐานข้อมูล', en: 'Sign in', run: async () => {
      session = await connectMssql(addressOf(config, ctx), rules);
      return signedInWords(session, config);
    } },
    { th: 'อ่านเป็นภาพ ณ เวลาเดียว', en: 'Read one moment', run: async () => momentWords(await beginReading(signedIn())) },
    { th: 'อ่านข้อมูลได้', en: 'May read the data', run: async () => {
      if ('query' in config) checkSelectOnly(withoutEnd(config.query));
      const { whole } = await readingOf(config, signedIn());
      await signedIn().run('set rowcount 1');
      await signedIn().ask(whole);
    } },
  ]);
  return tried.finally(() => session?.cut());
}

async function signedInWords(session: MssqlSession, { tls, fingerprint }: MssqlConfig): Promise<{ th: string; en: string }> {
  const rows = await session.ask("select convert(nvarchar(128), serverproperty('ProductVersion')) + N' ' + convert(nvarchar(128), serverproperty('Edition'))");
  const version = rows[0]?.[0] ?? '';
  if (tls !== 'trust' || fingerprint !== undefined) return { th: version, en: version };
  return { th: `${version} · ไม่ได้ตรวจใบรับรอง ผู้ที่ดักกลางทางอ่านรหัสผ่านได้`, en: `${version} · the certificate is not verified: whoever stands in between can read the password` };
}

function readingOf(config: MssqlConfig, session: MssqlSession): Promise<ReadFrom> | ReadFrom {
  return 'query' in config ? readingOfQuery(withoutEnd(config.query)) : readingOfTable(session, config.schema ?? 'dbo', config.table);
}

function addressOf(config: MssqlConfig, ctx: Pick<FetchContext, 'openSecret'>): MssqlAddress {
  const { host, database, user, ca, fingerprint } = config;
  return { host, port: config.port ?? 1433, database, user, password: ctx.openSecret(config.password), encryption: config.tls ?? 'verify', ca, fingerprint };
}
