import { addDays } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import type { Agency } from '../schemas.ts';
import { listAgenciesAt, listChanges, listNames, listRegister, type ListChangesRow, type ListNamesRow, type ListRegisterRow } from './agency.sql.gen.ts';
import type { AgencyChange, AgencyHistory, RegisteredAgency } from './schemas.ts';

/** An agency as it was on a day. */
export interface AgencyAsOf {
  agency: Agency;
  /** The first day without it; null while it goes on. */
  endedOn: string | null;
  successorId: string | null;
}

/** The last moment of a day in Bangkok. */
const endOf = (day: string): string => new Date(Date.parse(`${addDays(day, 1)}T00:00:00.000+07:00`) - 1).toISOString();

/**
 * Every agency by its name on a day, as the register knew it by the end of that day; those that had ended by then are there too and say so.
 *
 * @param day ISO day of Bangkok. @param at the moment by which it was recorded; the end of the day when left out.
 */
export async function agenciesAsOf(tx: Tx, day: string, at: string = endOf(day)): Promise<AgencyAsOf[]> {
  return (await listAgenciesAt(tx, { day, at })).map(({ ended_on: endedOn, successor_id: successorId, ...row }) => ({
    agency: { id: row.id, kind: row.kind as Agency['kind'], abbrTh: row.abbr_th, abbrEn: row.abbr_en, nameTh: row.name_th, nameEn: row.name_en, domain: row.domain }, endedOn, successorId,
  }));
}

/** The register: agencies that are, and if wanted those that were, with their former names; `q` finds these too. */
export async function listRegisteredAgencies(tx: Tx, { q, ended = false }: { q?: string | undefined; ended?: boolean | undefined } = {}): Promise<RegisteredAgency[]> {
  const words = q?.trim() ? `%${q.trim().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  return (await listRegister(tx, { ended, words })).map(registeredOf);
}

/**
 * One agency with its names, what was decided about it and what it took over.
 *
 * @throws `organisations.agency-unknown`.
 */
export async function readAgencyHistory(tx: Tx, id: string): Promise<AgencyHistory> {
  const agency = (await listRegister(tx, { ended: true, words: null })).find((row) => row.id === id);
  if (!agency) throw problem('agency-unknown', { agencyId: id });
  const changes = (await listChanges(tx, { id: null, agency_id: id })).map(changeOf);
  const names = await listNames(tx, { agency_id: id });
  return { agency: registeredOf(agency), version: versionOf(changes), names: names.map((name, at) => nameOf(name, names[at - 1])), changes };
}

/** What was decided about an agency so far; whoever decides next says which they saw. */
export const versionOf = (changes: readonly AgencyChange[]): number => changes.reduce((most, { id, withdrawn }) => Math.max(most, withdrawn ? 0 : id), 0);

/** @throws `organisations.change-unknown`. */
export async function selectChange(tx: Tx, id: number): Promise<AgencyChange> {
  const [row] = await listChanges(tx, { id, agency_id: null });
  if (!row) throw problem('change-unknown', { changeId: id });
  return changeOf(row);
}

/** Those that concern an agency, newest first. */
export const listAgencyChanges = async (tx: Tx, agencyId: string): Promise<AgencyChange[]> => (await listChanges(tx, { id: null, agency_id: agencyId })).map(changeOf);

const registeredOf = (row: ListRegisterRow): RegisteredAgency => ({
  id: row.id, kind: row.kind as RegisteredAgency['kind'], abbrTh: row.abbr_th, abbrEn: row.abbr_en, nameTh: row.name_th, nameEn: row.name_en, domain: row.domain,
  beginsOn: row.begins_on, endedOn: row.ended_on, successorId: row.successor_id, formerNames: row.former as RegisteredAgency['formerNames'],
});

const nameOf = (row: ListNamesRow, next: ListNamesRow | undefined): AgencyHistory['names'][number] => ({
  nameTh: row.name_th, nameEn: row.name_en, abbrTh: row.abbr_th, abbrEn: row.abbr_en, fromOn: row.from_on, untilOn: next?.from_on ? addDays(next.from_on, -1) : null, recordedAt: row.recorded_at,
});

function changeOf(row: ListChangesRow): AgencyChange {
  return {
    id: row.id, kind: row.kind as AgencyChange['kind'], agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en, effectiveOn: row.effective_on,
    into: row.into_id === null ? null : { id: row.into_id, nameTh: row.into_th ?? row.into_id, nameEn: row.into_en ?? row.into_id },
    names: row.names as AgencyChange['names'], datasets: row.datasets, reason: row.reason, documentNo: row.document_no, documentOn: row.document_on,
    actor: row.actor, recordedAt: row.recorded_at, takenAt: row.taken_at,
    withdrawn: row.withdrawn_at === null ? null : { by: row.withdrawn_by ?? '', at: row.withdrawn_at, reason: row.withdrawn_reason ?? '' },
  };
}
