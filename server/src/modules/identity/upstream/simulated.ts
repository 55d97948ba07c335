import { deriveKey } from '#kernel/derive-key.ts';
import type { Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { createUpstream, updateUpstreamHome, type AdminPorts } from './administer.ts';
import { thaidSettings, type OidcSettings } from './settings.ts';
import { findUpstream } from './upstream.sql.gen.ts';

const ID = 'thaid';

/** Secret that the house and the simulator of the sample ministry share; nobody needs to keep it. */
export const simulatedThaidSecret = (masterKey: Buffer): string => deriveKey(masterKey, 'sample/thaid/v1').toString('hex');

/**
 * Lets people of the sample ministry sign in through the simulated ThaiD. Called at every start: the simulator moves with the house's
 * address, and its people stay the same. A real ThaiD that took the place is left alone.
 */
export async function keepSimulatedThaid(tx: Tx, ports: AdminPorts, { issuer, clientId }: { issuer: string; clientId: string }): Promise<void> {
  const before = await findUpstream(tx, { id: ID });
  if (!before) await createUpstream(tx, ports, theHouse, { id: ID, kind: 'thaid', nameTh: 'ThaiD', nameEn: 'ThaiD', settings: thaidSettings(issuer, clientId), secret: { clientSecret: simulatedThaidSecret(ports.masterKey) } });
  else if (isMoved(before.config as OidcSettings, issuer)) await updateUpstreamHome(tx, theHouse, ID, { ...(before.config as OidcSettings), issuer });
}

/** Of the same simulator at another address. */
const isMoved = (settings: OidcSettings, issuer: string) => settings.issuer !== issuer && new URL(settings.issuer).pathname === new URL(issuer).pathname;
