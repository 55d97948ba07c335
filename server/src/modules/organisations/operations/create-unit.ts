import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { NewUnit, Unit, UnitChanges } from '../people-schemas.ts';
import { findAgency } from '../reads/list-agencies.ts';
import { selectUnit } from '../reads/list-units.ts';
import { insertUnit, listUnitsAbove, updateUnit as updateUnitRow } from './create-unit.sql.gen.ts';

/**
 * Adds a unit to an agency's tree.
 *
 * @throws `organisations.agency-unknown`, `organisations.unit-above-refused`, `organisations.unit-code-taken`.
 */
export async function createUnit(tx: Tx, actor: Actor, unit: NewUnit): Promise<Unit> {
  if (!await findAgency(tx, unit.agencyId)) throw problem('agency-unknown', { agencyId: unit.agencyId });
  if (unit.parentId !== undefined) await assertMayStandAbove(tx, unit.parentId, { agencyId: unit.agencyId });
  const made = await insertUnit(tx, {
    agency_id: unit.agencyId, parent_id: unit.parentId ?? null, code: unit.code, name_th: unit.nameTh, name_en: unit.nameEn, since: unit.since ?? null,
  });
  if (!made) throw problem('unit-code-taken', { unitCode: unit.code });
  await audit(tx, actor, 'organisations.unit-created', `unit:${made.id}`, { agencyId: unit.agencyId, code: unit.code });
  return selectUnit(tx, made.id);
}

/**
 * Renames a unit or moves it below another of its agency; what is left out stays.
 *
 * @throws `organisations.unit-unknown`, `organisations.unit-above-refused`.
 */
export async function updateUnit(tx: Tx, actor: Actor, id: number, changes: UnitChanges): Promise<Unit> {
  const unit = await selectUnit(tx, id);
  if (changes.parentId !== undefined) await assertMayStandAbove(tx, changes.parentId, { agencyId: unit.agencyId, id });
  await updateUnitRow(tx, { id, name_th: changes.nameTh ?? null, name_en: changes.nameEn ?? null, parent_id: changes.parentId ?? null });
  await audit(tx, actor, 'organisations.unit-updated', `unit:${id}`, { changed: Object.keys(changes) });
  return selectUnit(tx, id);
}

async function assertMayStandAbove(tx: Tx, parentId: number, below: { agencyId: string; id?: number }): Promise<void> {
  const above = await listUnitsAbove(tx, { id: parentId });
  if (above.length === 0 || above.some((unit) => unit.agency_id !== below.agencyId || unit.id === below.id)) throw problem('unit-above-refused', { parentId });
}
