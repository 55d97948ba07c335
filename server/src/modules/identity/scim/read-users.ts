import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from './errors.ts';
import { compileFilter, equalTo } from './filter.ts';
import type { ScimRow } from './scim-user.ts';
import { findScimUser, listScimUsers as selectScimUsers } from './users.sql.gen.ts';

const PAGE = 100;
const LARGEST_PAGE = 200;

/** What the accounts that a directory brought are marked with; a directory sees those and no others. */
export const sourceOf = (who: Principal): string => `scim:${who.accountId}`;

/** One account of the directory that asks. @throws `identity.scim-user-unknown`, also for an account that somebody else brought, or that is closed. */
export async function selectScimUser(tx: Tx, who: Principal, id: string): Promise<ScimRow> {
  const row = UUID.test(id) ? await findScimUser(tx, { id, source: sourceOf(who) }) : null;
  if (!row) throw problem('scim-user-unknown', { id });
  return row;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface AskedUsers { filter?: string; startIndex?: number; count?: number }

/** A page of a directory's accounts in a lasting order (RFC 7644 §3.4.2.4: from 1, and less than 1 is 1). @throws `identity.scim-filter-refused`. */
export async function listScimUsers(tx: Tx, who: Principal, asked: AskedUsers): Promise<{ total: number; start: number; rows: ScimRow[] }> {
  const test = asked.filter === undefined ? null : compileFilter(asked.filter);
  const start = Math.max(1, asked.startIndex ?? 1);
  const count = Math.min(LARGEST_PAGE, Math.max(0, asked.count ?? PAGE));
  const { total, page } = await selectScimUsers(tx, { source: sourceOf(who), user_name: equalTo(test, 'username'), external_id: equalTo(test, 'externalid'), test, skip: start - 1, count });
  return { total, start, rows: page as ScimRow[] };
}
