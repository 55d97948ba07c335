import type { AdapterPayload } from 'oidc-provider';
import { audit } from '#kernel/audit.ts';
import type { Database } from '#kernel/db.ts';
import { deleteArtifactsOfClient } from '../provider/artifact.sql.gen.ts';
import { secretHash } from '../provider/client-metadata.ts';
import { noteServiceChange } from '../provider/known-services.ts';
import { endServiceSessions, wakeLogoutSender } from '../sessions/service-sessions.sql.gen.ts';
import { retireRegisteredClient, upsertRegisteredClient } from './joining.sql.gen.ts';

const isHash = (secret: string): boolean => secret.startsWith('sha256:');

/** Keeps what a program registered of itself; the secret only as a hash. */
export async function keepRegistered(db: Database, id: string, payload: AdapterPayload): Promise<void> {
  const { client_id: _id, client_secret: secret, client_name: name, saphan_agency: agency, saphan_registration: by, saphan_name_th: nameTh, client_uri: home, ...rest } = payload as Record<string, unknown>;
  const metadata = Object.fromEntries(Object.entries(rest).filter(([field]) => !field.startsWith('saphan_')));
  const text = (value: unknown, otherwise: string) => typeof value === 'string' && value !== '' ? value.slice(0, 120) : otherwise;
  const secret_hash = typeof secret === 'string' && secret !== '' ? isHash(secret) ? null : secretHash(secret) : null;
  noteServiceChange(id);
  await db.tx(async (tx) => {
    await upsertRegisteredClient(tx, { id, agency_id: text(agency, ''), name_th: text(nameTh, id), name_en: text(name, id), home_url: typeof home === 'string' ? home : null, metadata, secret_hash, created_by: text(by, 'registration') });
    await audit(tx, { name: text(by, 'registration'), role: 'service' }, 'signon.client-registered-itself', `client:${id}`, { agency });
  });
}

/** A program that removes its own registration: its tokens end and people are signed out of it; the record stays for the audit. */
export async function retireRegistered(db: Database, id: string): Promise<void> {
  noteServiceChange(id);
  await db.tx(async (tx) => {
    await retireRegisteredClient(tx, { id });
    await endServiceSessions(tx, { session_id: null, account_id: null, client_id: id, sid: null, why: 'client-suspended' });
    await deleteArtifactsOfClient(tx, { client_id: id });
    await wakeLogoutSender(tx, {});
    await audit(tx, { name: `client:${id}`, role: 'service' }, 'signon.client-removed-itself', `client:${id}`);
  });
}
