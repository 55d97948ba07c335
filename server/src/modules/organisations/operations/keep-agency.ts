import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { Agency } from '../schemas.ts';
import { assertDay } from '../agencies/check-change.ts';
import { insertAgency } from './keep-agency.sql.gen.ts';

const ID = /^[a-z][a-z0-9-]{1,30}$/;

/** Adds an agency that the reviewed list of the ministry does not have, e.g. one that a catalogue of another ministry names. @throws `organisations.agency-id-refused`, `organisations.agency-taken`. */
export async function createAgency(tx: Tx, actor: Actor, agency: Agency & { beginsOn?: string | undefined }): Promise<Agency> {
  const { beginsOn, ...made } = agency;
  if (!ID.test(agency.id)) throw problem('agency-id-refused', { agencyId: agency.id });
  if (beginsOn !== undefined) assertDay(beginsOn, '/beginsOn', '1850-01-01', '2200-01-01');
  const row = await insertAgency(tx, {
    id: agency.id, kind: agency.kind, abbr_th: agency.abbrTh, abbr_en: agency.abbrEn, name_th: agency.nameTh, name_en: agency.nameEn, domain: agency.domain, begins_on: beginsOn ?? null,
  });
  if (!row) throw problem('agency-taken', { agencyId: agency.id });
  await audit(tx, actor, 'organisations.agency-created', `agency:${agency.id}`);
  await announce(tx, 'organisations.agency-changed', { agencyId: agency.id });
  return made;
}
