import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Column, Contract } from '@saphan/contracts/contract';
import { defaultGates, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import { writeContract } from '@saphan/contracts/odcs/write';
import { moduleFolders } from '../../../app/module-folders.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore } from '#kernel/objects.ts';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase } from '#kernel/testing/database.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { currentRelease, openEngine, parquetSource, releaseFiles, type CurrentRelease } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { agreeContract } from '../operations/agree-contract.ts';
import { changeSource } from '../operations/change-source.ts';
import { createSource } from '../operations/create-source.ts';
import { startRun } from '../operations/start-run.ts';
import type { Connector, FetchContext, FetchResult, PartitionAsked } from '../ports.ts';
import type { Reading } from '../reading/reading.ts';
import { selectRunView } from '../reads/runs.ts';
import { attemptRun } from '../runs/attempt.ts';
import { claimRun } from '../runs/run.sql.gen.ts';
import type { RunView } from '../schemas.ts';

/** A row as a source holds it: texts by column, null for no value. */
export type SourceRow = Record<string, string | null>;

/** A table outside that can be asked for what lies behind a value, and remembers what it was asked for. */
export interface SourceTable {
  rows: SourceRow[]; asked: (string | null)[]; sourceRows: number | null;
  /** Gives a part only of what it is asked for. */
  cut?: boolean;
  /** Does not understand the question for a partition, and gives all. */
  deaf?: boolean;
  /** Called before it answers. */
  onAsked?: () => Promise<void>;
}

/** Runs of one dataset from a table that the test changes, through the whole pipeline. */
export interface TableHouse {
  table: SourceTable;
  ports: LinkagePorts;
  datasetId: number;
  /** Sets how the source is read from now on. */
  read(reading: Reading): Promise<void>;
  /** One run from its start to its end. */
  run(more?: { readAll?: boolean }): Promise<RunView>;
  /** The next waiting run, whoever made it; null when none waits. */
  workOnce(): Promise<RunView | null>;
  sourceId: number;
  /** What the source remembers. */
  mark(): Promise<Record<string, unknown> | null>;
  /** Rows people see, by key. */
  rows(columns?: string): Promise<Record<string, unknown>[]>;
  current(): Promise<CurrentRelease>;
  close(): Promise<void>;
}

export const tableColumn = (fieldId: number, name: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name, source: name, titleTh: name, titleEn: name, type, required: false, unique: false, primaryKey: null, precision: 12, scale: 2, pattern: null, min: null, max: null,
  maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'internal', personalData: null, fieldId, ...more,
});

/** Opens the house over one dataset with these columns. */
export async function openTableHouse(columns: Column[], more: Partial<Contract> = {}): Promise<TableHouse> {
  const root = mkdtempSync(join(tmpdir(), 'saphan-table-'));
  const database = await testDatabase(moduleFolders);
  const { db } = database;
  const table: SourceTable = { rows: [], asked: [], sourceRows: null };
  const objects = await openObjectStore(join(root, 'objects'), { cacheFolder: join(root, 'cache') });
  for (const name of ['spill', 'uploads']) mkdirSync(join(root, name));
  const ports: LinkagePorts = {
    db, log: openLog('test', 'silent'), objects, connectors: new Map([['postgres', tableConnector(table)]]), spillDir: join(root, 'spill'), uploadDir: join(root, 'uploads'),
    maxUploadBytes: 1e9, engine: { memoryMb: 300, threads: 2 }, masterKey: Buffer.alloc(32, 7),
  };
  const { dataset, source } = await db.tx(async (tx) => {
    const made = await createDataset(tx, theHouse, { slug: 'plots', agencyId: 'doae', titleTh: 'แปลง', titleEn: 'Plots' });
    await agreeContract(tx, theHouse, made, writeContract(contractOf(columns, more)), null);
    return { dataset: made, source: await createSource(tx, ports, theHouse, made.id, { kind: 'postgres', config: {} }) };
  });
  const run: TableHouse['run'] = async ({ readAll } = {}) => {
    const id = await db.tx((tx) => startRun(tx, theHouse, { dataset, sourceId: source.id, trigger: 'command', readAll }));
    const claimed = await db.tx((tx) => claimRun(tx, { worker: 'test' }));
    if (claimed?.id !== id) throw new TypeError(`run ${id} was not claimed`);
    await attemptRun(ports, claimed, new AbortController().signal);
    return db.read((tx) => selectRunView(tx, id));
  };
  const workOnce: TableHouse['workOnce'] = async () => {
    const claimed = await db.tx((tx) => claimRun(tx, { worker: 'test' }));
    if (!claimed) return null;
    await attemptRun(ports, claimed, new AbortController().signal);
    return db.read((tx) => selectRunView(tx, claimed.id));
  };
  const current = () => db.read(async (tx) => (await currentRelease(tx, dataset.id)) as CurrentRelease);
  return {
    table, ports, datasetId: dataset.id, sourceId: source.id, run, workOnce, current,
    read: async (reading) => { await db.tx((tx) => changeSource(tx, ports, theHouse, dataset.id, source.id, { reading })); },
    mark: async () => (await db.read((tx) => tx.query('select mark from linkage.source where id = $1', [source.id]))).rows[0].mark,
    rows: async (names = columns.map((column) => column.name).join(', ')) => {
      const engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 1, spillDir: join(root, 'read') });
      try {
        return await releaseFiles(objects, await current(), (paths) => engine.rows(`select ${names} from ${parquetSource(paths)}`));
      } finally {
        await engine.close();
      }
    },
    async close() {
      await objects.close();
      await database.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function contractOf(columns: Column[], more: Partial<Contract>): Contract {
  return {
    dataset: 'plots', titleTh: 'แปลง', titleEn: 'Plots', source: { ...defaultSource, format: 'csv', calendar: 'ce', nullWords: [] }, columns, duplicates: 'reject', deletes: 'snapshot', gates: defaultGates,
    rules: [], freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention, ...more,
  };
}

function tableConnector(table: SourceTable): Connector<object> {
  return {
    kind: 'postgres', title: { th: 'ตาราง', en: 'table' }, preparation: { th: '', en: '' }, reads: { cursor: true }, partitions: () => 'asked', configSchema: Type.Object({}), secretFields: [], secretsGoTo: () => '', describe: () => 'table',
    test: async () => ({ ok: true, steps: [] }), fetch: (_config, ctx) => fetchTable(table, ctx),
  };
}

async function fetchTable(table: SourceTable, ctx: FetchContext): Promise<FetchResult> {
  const { column = '', after = null } = ctx.bounds ?? {};
  const { partition } = ctx;
  table.asked.push(partition ? partition.id : ctx.bounds ? after : 'everything');
  await table.onAsked?.();
  const given = partition && !table.deaf ? table.rows.filter((row) => isWithin(row[partition.column] ?? null, partition)) : table.rows;
  const rows = given.filter((row) => after === null || (row[column] !== null && isAfter(row[column] as string, after)));
  const names = Object.keys(table.rows[0] ?? {});
  const cell = (value: string | null | undefined) => (value === null || value === undefined ? '' : `"${value.replaceAll('"', '""')}"`);
  const stored = await ctx.store(Readable.from([[names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(','))].join('\n'), '\n'].map(Buffer.from), { objectMode: false }));
  const values = rows.flatMap((row) => row[column] ?? []);
  const cursor = values.length === 0 ? null : values.reduce((most, each) => (isAfter(each, most) ? each : most));
  return { kind: 'fetched', name: 'table.csv', ...stored, mark: { sha256: stored.sha256, ...(ctx.bounds && { cursor }) }, scope: after !== null || table.cut ? 'part' : 'all', sourceRows: table.sourceRows };
}

const isWithin = (value: string | null, { id, span }: PartitionAsked): boolean => value !== null && (span ? value >= span.from && value < span.before : value === id);
const isAfter = (value: string, after: string): boolean => (/^\d+$/.test(value) ? BigInt(value) > BigInt(after) : value > after);
