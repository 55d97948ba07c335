import type { FastifyInstance } from 'fastify';
import type { Column, Contract } from '@saphan/contracts/contract';
import { defaultGates, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { ensureConsumer } from '#kernel/outbox.sql.gen.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { actingAs } from '#kernel/testing/principals.ts';
import { originOf } from '../../../connectors/origins.ts';
import { openTableHouse, tableColumn, type TableHouse } from '../../linkage/testing/table-house.ts';
import { hearRuns } from '../events/hear-runs.ts';
import { lineageRoutes } from '../routes.ts';
import type { LineagePorts } from '../ports.ts';

const host = '127.0.0.1:8080';
const log = openLog('test', 'silent');
export const PUBLIC_URL = 'https://data.moac.example';

export interface LineageHouse extends TableHouse {
  lineagePorts: LineagePorts;
  /** As nobody of an office unless a role is named. */
  ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, asked?: { role?: string; body?: object }): Promise<{ status: number; body: any; text: string; headers: Record<string, unknown> }>;
  /** Lets events be written of all that was announced. */
  listen(): Promise<void>;
}

/** Plots with a renamed day in B.E., a farmer's id, an area, and a code that another dataset takes its codes from. */
export const plotColumns = (): Column[] => [
  tableColumn(1, 'code', 'text', { primaryKey: 1, required: true, source: 'รหัสแปลง' }),
  tableColumn(2, 'planted_on', 'date', { source: 'วันที่ปลูก', calendar: 'be' }),
  tableColumn(3, 'farmer', 'citizen-id', { source: 'เกษตรกร', personalData: 'direct' }),
  tableColumn(4, 'area_rai', 'decimal', { source: 'พื้นที่ (ไร่)' }),
  tableColumn(5, 'owner', 'text', { source: 'เจ้าของ', personalData: 'direct' }),
];
export const plot = (i: number, more: Record<string, string> = {}) => ({ 'รหัสแปลง': `P${String(i).padStart(3, '0')}`, 'วันที่ปลูก': '15/02/2568', 'เกษตรกร': '1101700207366', 'พื้นที่ (ไร่)': `${i}.5`, 'เจ้าของ': `สมชาย ${i}`, ...more });

/** The contract of the house with other columns. */
export const contractWith = (dataset: string, columns: Column[], more: Partial<Contract> = {}): Contract => ({
  dataset, titleTh: 'แปลง', titleEn: 'Plots', source: { ...defaultSource, format: 'csv', calendar: 'ce', nullWords: [] }, columns, duplicates: 'reject', deletes: 'snapshot', gates: defaultGates,
  rules: [], freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention, ...more,
});

/** The room of lineage over HTTP, above real runs of one dataset `plots`. */
export async function openLineageHouse(more: Partial<Contract> = {}): Promise<LineageHouse> {
  const house = await openTableHouse(plotColumns(), more);
  const { db, masterKey } = house.ports;
  const ports: LineagePorts = { log, masterKey, publicUrl: PUBLIC_URL, rules: { allow: ['127.0.0.1'] }, instanceId: async () => 'test-instance', originOf };
  const app: FastifyInstance = await buildHttp({ db, log, version: '0', routes: lineageRoutes(ports), authenticate: actingAs('x-test-role', 'visitor'), decider: allowAll, hosts: [host] });
  const consumer = hearRuns(ports);
  await db.tx((tx) => ensureConsumer(tx, { name: consumer.name }));
  return {
    ...house, lineagePorts: ports,
    ask: async (method, path, { role = 'visitor', body } = {}) => {
      const reply = await app.inject({ method, url: `/api/v1${path}`, headers: { host, 'x-test-role': role }, ...(body && { payload: body }) });
      const isJson = String(reply.headers['content-type']).includes('json') && !String(reply.headers['content-type']).includes('ndjson');
      return { status: reply.statusCode, text: reply.body, body: isJson && reply.body !== '' ? reply.json() : null, headers: reply.headers };
    },
    listen: () => hearAll(db, [consumer], log),
    close: async () => { await app.close(); await house.close(); },
  };
}
