import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { listMandates } from '#modules/organisations/index.ts';
import {
  findAccount as selectAccountRow, findPlaceOfAccount, listAccounts as selectAccounts, listGrantsOfAccount, listSessionsOfAccount, listSignInsOfAccount, listTokensOfAccount, type FindAccountRow,
} from './account.sql.gen.ts';
import { problem } from './errors.ts';
import type { Account, AccountDetail } from './schemas.ts';

const PAGE = 100;

/** One account, whoever asks. @throws `identity.account-unknown`. */
export async function selectAccount(tx: Tx, id: string): Promise<Account> {
  const row = await selectAccountRow(tx, { id });
  if (!row) throw problem('account-unknown', { accountId: id });
  return accountOf(row);
}

/**
 * Lets somebody reach an account of their agencies; one of others is unknown to them.
 *
 * @param changes an account that serves beyond their agencies may be read, not changed.
 * @throws `identity.account-unknown`, `identity.account-elsewhere`.
 */
export async function assertReachesAccount(tx: Tx, who: Principal, id: string, changes: boolean): Promise<void> {
  const place = await findPlaceOfAccount(tx, { id, agencies: [...who.agencies], by: who.name });
  if (!place) throw problem('account-unknown', { accountId: id });
  if (who.agencies.includes('*')) return;
  if (!place.within) throw problem('account-unknown', { accountId: id });
  if (changes && place.beyond) throw problem('account-elsewhere', { accountId: id });
}

/** Accounts as far as somebody reaches, newest first. */
export async function listAccounts(tx: Tx, who: Principal, asked: { q?: string; state?: string; agency?: string; kind?: string; cursor?: string }): Promise<{ items: Account[]; nextCursor: string | null }> {
  const own = who.agencies.includes('*') ? null : [...who.agencies];
  const agencies = asked.agency === undefined ? own : own === null || own.includes(asked.agency) ? [asked.agency] : [];
  const rows = await selectAccounts(tx, {
    after: asked.cursor ?? null, kind: asked.kind ?? null, state: asked.state ?? null, q: asked.q ?? null, agencies, by: asked.agency === undefined ? who.name : null, limit: PAGE,
  });
  return { items: rows.map(accountOf), nextCursor: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null };
}

/** An account with everything that lets it in and what it did with it. @throws `identity.account-unknown`. */
export async function getAccount(tx: Tx, id: string): Promise<AccountDetail> {
  const account = await selectAccount(tx, id);
  const mandates = account.personId === null ? [] : await listMandates(tx, account.personId);
  const [grants, sessions, tokens, history] = [
    await listGrantsOfAccount(tx, { account_id: id }), await listSessionsOfAccount(tx, { account_id: id }), await listTokensOfAccount(tx, { account_id: id }), await listSignInsOfAccount(tx, { account_id: id }),
  ];
  return {
    ...account,
    grants: grants.map((row) => ({ id: row.id, role: row.role, agencyId: row.agency_id, since: row.since, until: row.until })),
    mandates: mandates.map(({ personId: _person, postId: _post, unitId: _unit, since: _since, documentNo: _document, ...mandate }) => mandate),
    sessions: sessions.map((row) => ({ id: row.id, aal: row.aal, methods: row.methods, authenticatedAt: row.authenticated_at, seenAt: row.seen_at, agent: row.agent, address: row.address })),
    tokens: tokens.map((row) => ({ id: row.id, name: row.name, hint: row.hint, scopes: row.scopes, expiresAt: row.expires_at, usedAt: row.used_at })),
    history: history.map((row) => ({ at: row.at, outcome: row.outcome, methods: row.methods, clientId: row.client_id, agent: row.agent })),
  };
}

/** A row as the API gives it. */
export const accountOf = (row: FindAccountRow): Account => ({
  id: row.id, kind: row.kind as Account['kind'], personId: row.person_id, userName: row.user_name, displayName: row.display_name, state: row.state as Account['state'], stateReason: row.state_reason,
  ownerAgencyId: row.owner_agency_id, source: row.source, demo: row.demo, createdAt: row.created_at,
});
