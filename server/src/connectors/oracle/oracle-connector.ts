import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { BodyLimits } from '#kernel/net/limited-body.ts';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { storeRows } from '../database/counted-rows.ts';
import { cutSoon, fetchedRows, limitsFor, sampledRows } from '../database/fetched-rows.ts';
import { oneLine, timeoutMs, withoutEnd } from '../database/settings.ts';
import { trySteps } from '../test-steps.ts';
import { beginReading, openLink, type OpenLink, type OracleAddress, type OracleLink } from './link.ts';
import { type OracleConfig, oracleConfigSchema, oraclePreparation } from './oracle-config.ts';
import { readOut } from './read-out.ts';
import { askHighest, checkSelect, readingOf, readingOfPartition, tableName } from './reading.ts';

export interface OracleOptions { rules: HostRules; limits?: Partial<BodyLimits>; /** How a connection is opened; tests play one back. */ open?: OpenLink }

/** Reads a table, view or query of Oracle as CSV in one read-only transaction. */
export function openOracleConnector({ rules, limits, open = openLink }: OracleOptions): Connector<OracleConfig> {
  const signIn = (config: OracleConfig, ctx: Pick<FetchContext, 'openSecret'>) => open(addressOf(config, ctx), rules);
  return {
    kind: 'oracle',
    title: { th: 'Oracle', en: 'Oracle' },
    preparation: oraclePreparation,
    reads: { cursor: true },
    partitions: () => 'asked',
    configSchema: oracleConfigSchema,
    secretFields: ['password', 'wallet', 'walletPassword'],
    secretsGoTo: ({ host, port, database, user, tls, ca }) => JSON.stringify([host, port ?? 1521, database, user, tls ?? 'off', ca ?? '']),
    describe: (config) => `${config.host}:${config.port ?? 1521}/${config.database} · ${'table' in config ? `${config.schema ? `${config.schema}.` : ''}${config.table}` : oneLine(config.query)}`,
    test: (config, ctx) => testSource(config, rules, () => signIn(config, ctx)),
    fetch: (config, ctx) => fetchRows(config, ctx, () => signIn(config, ctx), limitsFor(config, limits)),
  };
}

async function fetchRows(config: OracleConfig, ctx: FetchContext, signIn: () => Promise<OracleLink>, limits: BodyLimits): Promise<FetchResult> {
  const query = queryOf(config);
  const link = await signIn();
  const stop = () => { void link.connection.breakExecution().catch(() => undefined); cutSoon(link); };
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    await beginReading(link, timeoutMs(config));
    const reading = ctx.partition ? await readingOfPartition(link, query, ctx.partition) : await readingOf(link, query, ctx.bounds);
    const { rows, count } = readOut(link, reading, limits, ctx.signal);
    const { stored, isWhole } = await storeRows(rows, ctx);
    const name = `${'table' in config ? config.table.replaceAll('"', '') : 'query'}.csv`;
    if (!isWhole) return sampledRows(name, stored);
    const cursor = reading.highest === null ? undefined : await askHighest(link, reading.highest, reading.binds);
    return fetchedRows(ctx, { name, stored, cursor, sourceRows: count() });
  } finally {
    ctx.signal.removeEventListener('abort', stop);
    if (ctx.signal.aborted) cutSoon(link);
    else link.cut();
  }
}

function testSource(config: OracleConfig, rules: HostRules, signIn: () => Promise<OracleLink>) {
  let link: OracleLink | null = null;
  const tried = trySteps([
    { th: 'หาเครื่องฐานข้อมูล', en: 'Find the host', run: async () => { await checkHost(config.host, rules); } },
    { th: 'เข้าสู่ฐานข้อมูล', en: 'Sign in', run: async () => {
      link = await signIn();
      const version = link.connection.oracleServerVersionString;
      return { th: version, en: version };
    } },
    { th: 'อ่านข้อมูลได้', en: 'May read the data', run: async () => {
      await beginReading(link as unknown as OracleLink, 15_000);
      await readingOf(link as unknown as OracleLink, queryOf(config), undefined);
    } },
  ]);
  return tried.finally(() => link?.cut());
}

/** What is read, as a query. @throws `connectors.query-not-select` */
function queryOf(config: OracleConfig): string {
  if ('table' in config) return `select * from ${config.schema ? `${tableName(config.schema)}.` : ''}${tableName(config.table)}`;
  const query = withoutEnd(config.query);
  checkSelect(query);
  return query;
}

function addressOf(config: OracleConfig, ctx: Pick<FetchContext, 'openSecret'>): OracleAddress {
  const { host, database, nameIs = 'service', user, tls = 'off', ca, wallet, walletPassword } = config;
  return {
    host, port: config.port ?? 1521, database, nameIs, user, tls, ca, password: ctx.openSecret(config.password),
    wallet: wallet && ctx.openSecret(wallet), walletPassword: walletPassword && ctx.openSecret(walletPassword),
  };
}
