import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { Database } from '#kernel/db.ts';
import { hashSecret } from '#kernel/tokens.ts';
import { keepRegistered, retireRegistered } from '../joining/keep-registered.ts';
import {
  consumeArtifact, deleteArtifact, deleteArtifactsOfGrant, findArtifact, findArtifactByUid, findArtifactByUserCode, insertReplay, upsertArtifact,
} from './artifact.sql.gen.ts';

/** A refresh token may be shown twice within so many seconds: two tabs ask at once. */
const REFRESH_LEEWAY_S = 3;
const FOREVER_S = 3650 * 86_400;

/** User codes are short and live minutes; stored as a hash like every id. */
export const userCodeHash = (userCode: string): string => hashSecret(`user-code:${userCode}`).toString('base64url');

type FindClient = (id: string) => Promise<AdapterPayload | undefined>;

/** Keeps what the provider issues in `signon.artifact`: ids only as SHA-256, so that whoever reads the table holds no token. */
export function openAdapter(db: Database, findClient: FindClient): (kind: string) => Adapter {
  return (kind) => kind === 'Client' ? clientAdapter(db, findClient) : artifactAdapter(db, kind);
}

function artifactAdapter(db: Database, kind: string): Adapter {
  const key = (id: string) => ({ kind, id_hash: hashSecret(id) });
  return {
    async upsert(id, payload, seconds = FOREVER_S) {
      const stored = strip(id, payload);
      if (kind === 'ReplayDetection') return insertOnce(db, id, stored, seconds);
      await db.one((tx) => upsertArtifact(tx, {
        ...key(id), payload: stored, seconds, grant_id: payload.grantId ?? null, uid: kind === 'Session' ? payload.uid ?? null : null,
        user_code: payload.userCode ? userCodeHash(payload.userCode) : null, account_id: payload.accountId ?? null, client_id: payload.clientId ?? null,
      }));
    },
    async find(id) {
      const row = await db.one((tx) => findArtifact(tx, key(id)));
      if (!row) return undefined;
      const consumed = row.consumed !== null && !(kind === 'RefreshToken' && (row.consumed_for ?? 0) < REFRESH_LEEWAY_S) ? { consumed: Math.floor(row.consumed) } : {};
      return { ...restore(id, row.payload), ...consumed, jti: id };
    },
    // Without the id, which nobody knows from the hash: enough to check and never to save.
    findByUid: async (uid) => (await db.one((tx) => findArtifactByUid(tx, { kind, uid })))?.payload,
    findByUserCode: async (userCode) => {
      const row = await db.one((tx) => findArtifactByUserCode(tx, { kind, user_code: userCodeHash(userCode) }));
      return row ? { ...row.payload, userCode } : undefined;
    },
    async consume(id) {
      const won = await db.one((tx) => consumeArtifact(tx, { ...key(id), again: kind === 'RefreshToken' }));
      if (!won) throw new errors.InvalidGrant('already used');
    },
    destroy: (id) => db.one((tx) => deleteArtifact(tx, key(id))),
    revokeByGrantId: (grantId) => db.one((tx) => deleteArtifactsOfGrant(tx, { kind, grant_id: grantId })),
  };
}

async function insertOnce(db: Database, id: string, payload: AdapterPayload, seconds: number): Promise<void> {
  const fresh = await db.one((tx) => insertReplay(tx, { id_hash: hashSecret(id), payload, seconds }));
  if (!fresh) throw new errors.InvalidRequest('this proof was used before');
}

/** What is stored: without the ids by which the artifact, its session and its code are found. */
function strip(id: string, payload: AdapterPayload): AdapterPayload {
  const { jti: _jti, userCode: _userCode, ...rest } = payload;
  const session = rest.session && (({ cookie: _cookie, ...kept }) => kept)(rest.session as { cookie?: string });
  return { ...rest, ...(session && { session }), ...(typeof rest.returnTo === 'string' && { returnTo: rest.returnTo.replace(id, '{id}') }) } as AdapterPayload;
}

function restore(id: string, payload: AdapterPayload): AdapterPayload {
  return typeof payload.returnTo === 'string' ? { ...payload, returnTo: payload.returnTo.replace('{id}', id) } : payload;
}

/** Clients are kept by our own operations; the provider only brings what programs register of themselves. */
function clientAdapter(db: Database, findClient: FindClient): Adapter {
  const never = () => Promise.reject(new errors.InvalidRequest('clients are kept by the house'));
  return {
    find: findClient, upsert: (id, payload) => keepRegistered(db, id, payload), destroy: (id) => retireRegistered(db, id),
    consume: never, revokeByGrantId: never, findByUid: async () => undefined, findByUserCode: async () => undefined,
  };
}
