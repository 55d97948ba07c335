import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import { quoteIdentifier as q, quoteLiteral, withGrantedRows, withKeptReader, type Release } from '#modules/lake/index.ts';
import { jsonCellSql } from '../answers/json-cell.ts';
import { testsSql } from '../grant/tests-sql.ts';
import type { Within } from '../grant/within.ts';
import type { Offer } from '../offers/offer.ts';
import type { ServedColumn } from '../offers/served-column.ts';
import type { HostingPorts } from '../ports.ts';
import { findBulkFile, keepBulkFile, type FindBulkFileRow } from './bulk.sql.gen.ts';

export type BulkFormat = 'parquet' | 'csv';
const CUT_LIMIT_MS = 600_000;
const cutting = new Map<string, Promise<FindBulkFileRow>>();

/** A name of what a grant gives: others get other files. */
export const grantHash = ({ columns, tests }: Within): string => createHash('sha256')
  .update(JSON.stringify([columns.map(({ name }) => name), tests.map(({ column, op, values }) => [column.name, op, values])])).digest('hex');

const idOf = (offer: Offer, release: Release, within: Within, format: BulkFormat) => ({ service_id: offer.serviceId, offer_version: offer.version, release_id: release.id, grant_sha256: grantHash(within), format });

export const findCut = (ports: HostingPorts, offer: Offer, release: Release, within: Within, format: BulkFormat) => ports.db.one((tx) => findBulkFile(tx, idOf(offer, release, within, format)));

/** The file of what a grant gives of a release; cut once, then kept while the release is served. */
export async function cutFile(ports: HostingPorts, offer: Offer, release: Release, within: Within, format: BulkFormat): Promise<FindBulkFileRow> {
  const known = await findCut(ports, offer, release, within, format);
  if (known) return known;
  const id = Object.values(idOf(offer, release, within, format)).join('/');
  const running = cutting.get(id) ?? cutAnew(ports, offer, release, within, format).finally(() => cutting.delete(id));
  cutting.set(id, running);
  return running;
}

async function cutAnew(ports: HostingPorts, offer: Offer, release: Release, within: Within, format: BulkFormat): Promise<FindBulkFileRow> {
  const folder = join(ports.lake.engine.spillDir, 'bulk');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  try {
    const rows = await withKeptReader(ports.lake, CUT_LIMIT_MS, (engine) => withGrantedRows(ports.lake, release, { columns: within.columns.map(({ name }) => name), rows: testsSql(within.tests) }, async ({ from, values }) => {
      await engine.run(`copy (select ${within.columns.map((column) => cellSql(column, format)).join(', ')} from ${from} r order by r._pos) to ${quoteLiteral(path)} ${OPTIONS[format]}`, values);
      const [counted] = await engine.rows<{ n: bigint }>(`select count(*) as n from ${from} r`, values);
      return Number(counted?.n ?? 0);
    }));
    const id = idOf(offer, release, within, format);
    const key = `hosting/${offer.serviceId}/${release.number}/${id.grant_sha256.slice(0, 32)}-${offer.version}-${randomUUID()}.${format}`;
    const { sha256, bytes } = await ports.lake.objects.put(key, { file: path, take: true });
    await ports.db.one((tx) => keepBulkFile(tx, { ...id, release_number: release.number, object_key: key, sha256, bytes, rows, now: systemClock.now().toISOString() }));
    return await findCut(ports, offer, release, within, format) ?? { object_key: key, sha256, bytes, rows, release_number: release.number };
  } finally {
    await rm(path, { force: true });
  }
}

const OPTIONS: Record<BulkFormat, string> = { parquet: '(format parquet, compression zstd)', csv: '(format csv, header true)' };
const cellSql = (column: ServedColumn, format: BulkFormat): string => `${format === 'parquet' ? `r.${q(column.name)}` : jsonCellSql(column, 'r')} as ${q(column.name)}`;
