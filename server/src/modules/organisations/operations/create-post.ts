import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { NewPost, Post } from '../people-schemas.ts';
import { selectPost, selectUnit } from '../reads/list-units.ts';
import { insertPost } from './create-post.sql.gen.ts';

/** What an agency's administrator may hand out; the rest is the system administrators'. */
const ORDINARY = ['steward', 'reader'];

/**
 * Adds a post to a unit, with the roles that whoever sits in it has.
 *
 * @throws `organisations.unit-unknown`, `organisations.roles-refused`.
 */
export async function createPost(tx: Tx, actor: Actor, post: NewPost): Promise<Post> {
  await selectUnit(tx, post.unitId);
  assertMayGiveRoles(actor, post.roles);
  const { id } = await insertPost(tx, {
    unit_id: post.unitId, title_th: post.titleTh, title_en: post.titleEn, responsible: post.responsible ?? false, roles: post.roles, since: post.since ?? null,
  });
  await audit(tx, actor, 'organisations.post-created', `post:${id}`, { unitId: post.unitId, roles: post.roles, responsible: post.responsible ?? false });
  return selectPost(tx, id);
}

/** @throws `organisations.roles-refused` when somebody other than a system administrator gives more than ordinary roles. */
export function assertMayGiveRoles(actor: Actor, roles: readonly string[]): void {
  const refused = actor.role === 'operator' ? [] : roles.filter((role) => !ORDINARY.includes(role));
  if (refused.length > 0) throw problem('roles-refused', { roles: refused });
}
