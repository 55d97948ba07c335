import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { AWAY_MS } from '../relay/call-edge.ts';
import type { EdgeList } from '../schemas.ts';
import { listEdges as listRows } from './presence.sql.gen.ts';

/** Edges by system, the one seen last first: of the asker's agencies, or all for the whole ministry. */
export async function listEdges(tx: Tx, who: Principal, now: Date): Promise<Static<typeof EdgeList>> {
  const rows = await listRows(tx, { agencies: who.agencies.includes('*') ? null : [...who.agencies] });
  const systems = new Map<string, Static<typeof EdgeList>['items'][number]>();
  for (const row of rows) {
    const system = systems.get(row.path) ?? { system: row.path, nameTh: row.name_th, nameEn: row.name_en, agencyId: row.agency_id, edges: [] };
    systems.set(row.path, system);
    system.edges.push({
      instance: row.instance, kid: row.kid, version: row.version, clockOffsetSeconds: row.clock_offset_s, services: row.services, directUrl: row.direct_url,
      connected: now.getTime() - Date.parse(row.last_seen_at) < AWAY_MS, firstSeenAt: row.first_seen_at, lastSeenAt: row.last_seen_at,
    });
  }
  return { items: [...systems.values()] };
}
