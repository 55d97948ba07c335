import { createHash } from 'node:crypto';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { findMachineClient, keepMachineClient, type MachineKey } from '#modules/signon/index.ts';
import { listClientKeys } from './credentials.sql.gen.ts';

const LONGEST = 64;

/** What the sign-on client of a system is called. `_` stands in no code, so that no two systems share one. */
export function clientIdOf(path: string): string {
  const id = path.replace(/^TH\/GOV\//, '').replace('/', '_');
  return id.length <= LONGEST ? id : `${id.slice(0, LONGEST - 9)}_${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}

export interface ClientHolder { readonly id: number; readonly path: string; readonly agency_id: string; readonly name_th: string; readonly name_en: string; readonly state: string; readonly client_id: string | null }

/** The keys by which the client of a system may prove itself; a system that does not work has none. */
export async function clientKeysOf(tx: Tx, system: ClientHolder, now: Date): Promise<MachineKey[]> {
  if (system.state !== 'active' || system.client_id !== clientIdOf(system.path)) return [];
  return (await listClientKeys(tx, { system_id: system.id, now: now.toISOString() })).map(({ kid, jwk, not_before: from, until }) => ({ kid, jwk: jwk as Record<string, string>, from, until }));
}

/** After the keys, the state or the name of a system changed: its client follows, if it has one that was made here. */
export async function followSystem(tx: Tx, who: Actor, system: ClientHolder, now: Date): Promise<void> {
  const client = await findMachineClient(tx, clientIdOf(system.path));
  if (!client) return;
  await keepMachineClient(tx, who, { id: client.id, agencyId: system.agency_id, nameTh: system.name_th, nameEn: system.name_en, keys: await clientKeysOf(tx, system, now), bound: client.bound });
}
