import type { Unit } from '../../api/people-queries.ts';

export interface PlacedUnit { unit: Unit; /** Units above, the highest first. */ above: Unit[] }

/**
 * Units from the top down, each followed by its own, in the order they came.
 * One whose parent is not in the list stands at the top, so that nothing is hidden.
 */
export function placeUnits(units: readonly Unit[]): PlacedUnit[] {
  const known = new Set(units.map(({ id }) => id));
  const under = (parent: number | null, above: Unit[]): PlacedUnit[] => units
    .filter((unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null) === parent)
    .flatMap((unit) => [{ unit, above }, ...under(unit.id, [...above, unit])]);
  return under(null, []);
}

/** Ids of a unit and of everything below it: where it cannot be moved to. */
export function idsBelow(units: readonly Unit[], id: number): Set<number> {
  return new Set(placeUnits(units).filter(({ unit, above }) => unit.id === id || above.some((each) => each.id === id)).map(({ unit }) => unit.id));
}
