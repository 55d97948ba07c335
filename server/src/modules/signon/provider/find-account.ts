import { createHmac } from 'node:crypto';
import type { Account, Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { deriveKey } from '#kernel/derive-key.ts';
import type { SignonPorts } from '../ports.ts';
import { describeAccount, type DescribeAccountRow } from './account.sql.gen.ts';
import type { OwnFields } from './client-metadata.ts';

const UUID = /^[0-9a-f-]{36}$/;

/** What scopes reveal; nothing that names a citizen, an e-mail or a telephone. */
export const claims = { openid: ['sub', 'acr', 'amr', 'auth_time'], profile: ['name', 'name_th', 'locale'], organisation: ['agency', 'unit', 'post', 'persona', 'persona_kind', 'ial'] };

/**
 * Finds whoever a token or a session is about. Nobody unless the account is active and, for what is bound to a session, unless
 * that session of ours lives: a refresh after the sign-out finds nobody.
 */
export function findAccountIn(ports: SignonPorts): NonNullable<Configuration['findAccount']> {
  return async (ctx, id, token) => {
    if (!UUID.test(id)) return undefined;
    const bound = token as { sessionUid?: string; expiresWithSession?: boolean; clientId?: string } | undefined;
    const row = await ports.db.one((tx) => describeAccount(tx, { account_id: id, provider_uid: bound?.sessionUid ?? ctx.oidc.session?.uid ?? null, client_id: bound?.clientId ?? ctx.oidc.client?.clientId ?? null }));
    if (!row || (bound?.expiresWithSession && row.session_id === null)) return undefined;
    return { accountId: id, claims: async () => claimsOf(id, row) } satisfies Account;
  };
}

function claimsOf(sub: string, row: DescribeAccountRow) {
  const name = [row.given_en, row.family_en].filter(Boolean).join(' ') || row.display_name;
  return {
    sub, name, name_th: [row.given_th, row.family_th].filter(Boolean).join(' ') || row.display_name, locale: 'th', ial: row.ial / 10,
    ...(row.persona && { persona: row.persona, persona_kind: row.mandate_kind ?? row.persona.split(':')[0] }),
    ...(row.agency_id && { agency: row.agency_id, unit: row.unit_th, post: row.title_th }),
  };
}

/** The same person is another to each agency, and the same to all e-services of one (OpenID Core §8.1). The context is never there for logout tokens. */
export function pairwiseIdentifierOf(ports: SignonPorts): (ctx: KoaContextWithOIDC | undefined, accountId: string, client: Client) => string {
  const key = deriveKey(ports.masterKey, 'signon/pairwise/v1');
  return (_ctx, accountId, client) => createHmac('sha256', key).update(`${(client as OwnFields).saphan_agency ?? client.clientId}\0${accountId}`).digest('base64url');
}
