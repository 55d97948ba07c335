import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHouse } from '../server/src/app/house.ts';
import { loadConfig } from '../server/src/kernel/config.ts';
import type { Database } from '../server/src/kernel/db.ts';
import { openLog } from '../server/src/kernel/log.ts';
import type { Module } from '../server/src/kernel/module.ts';
import type { Route } from '../server/src/kernel/route.ts';

export interface DescribedHouse {
  modules: readonly Module[];
  /** The house's own routes under the name `system`, then each module's. */
  rooms: readonly { name: string; routes: readonly Route[] }[];
  routes: readonly Route[];
  /** Removes the folder that it was composed in. */
  dispose(): void;
}

/**
 * Joins the house as `saphan web` does, in a folder of its own, to read what it declares: routes, policies, schemas, uses.
 *
 * @param db the register for routes that will be called; without it every transaction is an error.
 */
export async function describeHouse(db: Database = {} as Database): Promise<DescribedHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-house-'));
  const config = loadConfig({ SAPHAN_DATA_DIR: folder });
  const { modules, routes } = await composeHouse({ config, db, log: openLog('tool', 'silent') });
  const rooms = [{ name: 'system', routes }, ...modules];
  return { modules, rooms, routes: rooms.flatMap((room) => room.routes), dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
