import type { Tx } from '#kernel/db.ts';
import type { Post, Seat, Unit } from '../people-schemas.ts';
import { problem } from '../errors.ts';
import { findUnit, listPosts as selectPosts, listUnits as selectUnits, type ListPostsRow, type ListUnitsRow } from './list-units.sql.gen.ts';

/** Units of one agency, or of all. */
export async function listUnits(tx: Tx, agencyId: string | null): Promise<Unit[]> {
  return (await selectUnits(tx, { agency: agencyId })).map(unitOf);
}

/** One unit. @throws `organisations.unit-unknown`. */
export async function selectUnit(tx: Tx, id: number): Promise<Unit> {
  const row = await findUnit(tx, { id });
  if (!row) throw problem('unit-unknown', { unitId: id });
  return unitOf(row);
}

/** Posts of one unit, one agency, or all, with who sits in them today. */
export async function listPosts(tx: Tx, asked: { agencyId?: string; unitId?: number }): Promise<Post[]> {
  return (await selectPosts(tx, { agency: asked.agencyId ?? null, unit: asked.unitId ?? null, id: null })).map(postOf);
}

/** One post. @throws `organisations.post-unknown`. */
export async function selectPost(tx: Tx, id: number): Promise<Post> {
  const [row] = await selectPosts(tx, { agency: null, unit: null, id });
  if (!row) throw problem('post-unknown', { postId: id });
  return postOf(row);
}

const unitOf = (row: ListUnitsRow): Unit => ({
  id: row.id, agencyId: row.agency_id, parentId: row.parent_id, code: row.code, nameTh: row.name_th, nameEn: row.name_en, since: row.since, until: row.until,
});

const postOf = (row: ListPostsRow): Post => ({
  id: row.id, unitId: row.unit_id, agencyId: row.agency_id, titleTh: row.title_th, titleEn: row.title_en, responsible: row.responsible, roles: row.roles,
  since: row.since, until: row.until, seated: row.seated as Seat[],
});
