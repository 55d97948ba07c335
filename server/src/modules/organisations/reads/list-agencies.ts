import type { Tx } from '#kernel/db.ts';
import type { Agency } from '../schemas.ts';
import { findAgency as selectAgencyRow, listAgencies as selectAgencyRows, listLivingAgencies as selectLivingRows, type ListAgenciesRow } from './list-agencies.sql.gen.ts';

/** All agencies, by Thai name; those that ended too, so that what is past keeps its name. */
export async function listAgencies(tx: Tx): Promise<Agency[]> {
  return (await selectAgencyRows(tx, {})).map(agencyOf);
}

/** Agencies that have not ended, by Thai name. */
export async function listLivingAgencies(tx: Tx): Promise<Agency[]> {
  return (await selectLivingRows(tx, {})).map(agencyOf);
}

/** One agency by its id (`rid`), or null where there is none or it has ended. */
export async function findAgency(tx: Tx, id: string): Promise<Agency | null> {
  const row = await selectAgencyRow(tx, { id });
  return row && agencyOf(row);
}

function agencyOf(row: ListAgenciesRow): Agency {
  return {
    id: row.id, kind: row.kind as Agency['kind'], abbrTh: row.abbr_th, abbrEn: row.abbr_en, nameTh: row.name_th, nameEn: row.name_en, domain: row.domain,
  };
}
