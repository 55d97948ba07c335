import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { registryProblem } from '../errors.ts';
import { recordChange } from '../record-change.ts';
import { openService } from './save-service.ts';
import type { UpstreamCredential } from './schemas.ts';
import { dropCredential, findCredential, putCredential } from './services.sql.gen.ts';

const PURPOSE = 'registry.upstream';

/** Sets how the gateway signs in at the upstream, or takes it away; it is sealed and never shown again. @throws `registry.upstream-needed` while there is no upstream. */
export async function setUpstreamCredential(tx: Tx, who: Principal, masterKey: Buffer, slug: string, credential: UpstreamCredential | null, now: Date): Promise<void> {
  const row = await openService(tx, who, slug);
  if (credential === null) await dropCredential(tx, { service_id: row.id });
  else {
    if (row.upstream_url === null) throw registryProblem('upstream-needed');
    await putCredential(tx, { service_id: row.id, kind: credential.kind, shown: shownOf(credential), sealed: sealSecret(masterKey, PURPOSE, JSON.stringify(credential)), actor: who.name, now: now.toISOString() });
  }
  await recordChange(tx, who, 'upstream-credential-set', `data-service:${slug}`, { kind: credential?.kind ?? null });
}

/** For the gateway alone: what signs in at the upstream of a service, or null. @throws `kernel.secret-unreadable`. */
export async function openUpstreamCredential(tx: Tx, masterKey: Buffer, serviceId: number): Promise<UpstreamCredential | null> {
  const row = await findCredential(tx, { service_id: serviceId });
  return row && JSON.parse(openSecret(masterKey, PURPOSE, row.sealed)) as UpstreamCredential;
}

/** What of it may be shown. */
function shownOf(credential: UpstreamCredential): string {
  switch (credential.kind) {
    case 'header': return credential.name;
    case 'basic': return credential.user;
    case 'oauth2': return `${new URL(credential.tokenUrl).origin} · ${credential.clientId}`;
  }
}
