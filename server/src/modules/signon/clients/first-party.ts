import type { Tx } from '#kernel/db.ts';
import type { SignonPorts } from '../ports.ts';
import { upsertFirstParty } from './registered.sql.gen.ts';

/** The command line: a public program that signs in by a code shown on another device. */
export const CLI = 'saphan-cli';

/** Writes the clients that come with the house; changes nothing when they stand. */
export async function ensureFirstParty(tx: Tx, ports: SignonPorts): Promise<void> {
  await upsertFirstParty(tx, {
    id: CLI, name_th: 'บรรทัดคำสั่งสะพาน', name_en: 'Saphan command line', home_url: ports.publicUrl,
    metadata: {
      application_type: 'native', token_endpoint_auth_method: 'none', subject_type: 'public', redirect_uris: [], response_types: [],
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'], scope: 'openid profile offline_access', require_auth_time: false,
    },
  });
}
