import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { IdentityPorts } from '../ports.ts';
import { nextRef, SUBJECT_KEY_VERSION } from '../subject-ref.ts';
import { lockIdentifiersOfOldKeys, rekeyIdentifier } from './identifiers.sql.gen.ts';

const BATCH = 500;

/** Brings references made with earlier keys to a version, batch by batch; both kinds are found meanwhile. @returns how many. */
export async function rekeyIdentifiers(db: Database, masterKey: Buffer, version: number, signal: AbortSignal): Promise<number> {
  let moved = 0;
  for (let count = BATCH; count === BATCH && !signal.aborted; moved += count) {
    count = await db.tx(async (tx) => {
      const rows = await lockIdentifiersOfOldKeys(tx, { version, limit: BATCH });
      // One by one: each needs a key that the database does not have.
      for (const row of rows) await rekeyIdentifier(tx, { person_id: row.person_id, kind: row.kind, from: row.key_version, version, ref: nextRef(masterKey, row.ref, row.key_version, version) });
      return rows.length;
    });
  }
  return moved;
}

/** Goes on after a release that raised the version of the key. */
export const rekeyJob = ({ masterKey }: Pick<IdentityPorts, 'masterKey'>): Job => ({
  name: 'identity.rekey-identifiers', everySeconds: 3_600, leaseSeconds: 600, run: async (db, signal) => { await rekeyIdentifiers(db, masterKey, SUBJECT_KEY_VERSION, signal); },
});
