import type { Tx } from '#kernel/db.ts';
import { agenciesAsOf, type Agency } from '#modules/organisations/index.ts';
import type { Moment } from './moment.ts';

/** Agencies by id, by their names of the day that is looked at; those that had ended too. */
export async function agenciesOn(tx: Tx, { day, at }: Moment): Promise<Map<string, Agency>> {
  return new Map((await agenciesAsOf(tx, day, at)).map(({ agency }) => [agency.id, agency]));
}
