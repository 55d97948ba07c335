import type { Tx } from '#kernel/db.ts';
import type { Client, ClientState } from '../schemas.ts';
import { findClient as selectClient } from './clients.sql.gen.ts';

/** An e-service by its id, or null. */
export async function findClient(tx: Tx, id: string): Promise<Client | null> {
  const row = await selectClient(tx, { id });
  return row && { id: row.id, agencyId: row.agency_id, nameTh: row.name_th, nameEn: row.name_en, state: row.state as ClientState, homeUrl: row.home_url };
}
