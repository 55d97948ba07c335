import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findMachineClient, keepMachineClient } from '#modules/signon/index.ts';
import { registryProblem } from '../errors.ts';
import { findSystem } from '../systems/systems.sql.gen.ts';
import { nameClient, openSystem } from '../systems/save-system.ts';
import { clientIdOf, clientKeysOf } from './follow-system.ts';
import type { SystemCredentials } from './schemas.ts';

/**
 * Gives a system a client of the sign-on that proves itself by the system's own keys, so that it asks for tokens without anybody's help; the same client again when it has one.
 *
 * @throws `registry.system-not-active`, `registry.credentials-need-key`, `registry.client-chosen`.
 */
export async function makeSystemCredentials(tx: Tx, who: Principal, path: string, { bound }: { bound: boolean }, now: Date): Promise<void> {
  const system = await openSystem(tx, who, path);
  const id = clientIdOf(path);
  if (system.state !== 'active') throw registryProblem('system-not-active', { state: system.state });
  if (system.client_id !== null && system.client_id !== id) throw registryProblem('client-chosen', { clientId: system.client_id });
  const keys = await clientKeysOf(tx, { ...system, client_id: id }, now);
  if (!keys.some(({ from }) => from <= now.toISOString())) throw registryProblem('credentials-need-key');
  await keepMachineClient(tx, who, { id, agencyId: system.agency_id, nameTh: system.name_th, nameEn: system.name_en, keys, bound });
  if (system.client_id === null) await nameClient(tx, who, system, id, now);
}

/** What a program needs to ask for its tokens. @throws `registry.system-not-found`. */
export async function getSystemCredentials(tx: Tx, path: string, publicUrl: string, now: Date): Promise<SystemCredentials> {
  const system = await findSystem(tx, { path, id: null });
  if (!system) throw registryProblem('system-not-found', { path });
  const own = system.client_id === clientIdOf(path) ? await findMachineClient(tx, system.client_id) : null;
  const keys = own ? await clientKeysOf(tx, system, now) : [];
  const issuer = `${publicUrl}/oidc`;
  return {
    clientId: system.client_id, isOwn: own !== null, bound: own?.bound ?? false, suspended: own?.state === 'suspended', keys: keys.filter(({ from }) => from <= now.toISOString()).map(({ kid }) => kid),
    issuer, tokenEndpoint: `${issuer}/token`, resource: `${publicUrl}/x`, scope: 'exchange',
  };
}
