import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { Agency } from '../schemas.ts';
import { insertAgency, renameAgency as renameAgencyRow } from './keep-agency.sql.gen.ts';

const ID = /^[a-z][a-z0-9-]{1,30}$/;

/** Adds an agency that the reviewed list of the ministry does not have, e.g. one that a catalogue of another ministry names. @throws `organisations.agency-id-refused`, `organisations.agency-taken`. */
export async function createAgency(tx: Tx, actor: Actor, agency: Agency): Promise<Agency> {
  if (!ID.test(agency.id)) throw problem('agency-id-refused', { agencyId: agency.id });
  const made = await insertAgency(tx, {
    id: agency.id, kind: agency.kind, abbr_th: agency.abbrTh, abbr_en: agency.abbrEn, name_th: agency.nameTh, name_en: agency.nameEn, domain: agency.domain,
  });
  if (!made) throw problem('agency-taken', { agencyId: agency.id });
  await audit(tx, actor, 'organisations.agency-created', `agency:${agency.id}`);
  await announce(tx, 'organisations.agency-changed', { agencyId: agency.id });
  return agency;
}

/** Gives an agency other names; what is left out stays. @throws `organisations.agency-unknown`. */
export async function renameAgency(tx: Tx, actor: Actor, id: string, names: { nameTh?: string; nameEn?: string }): Promise<void> {
  if (!await renameAgencyRow(tx, { id, name_th: names.nameTh ?? null, name_en: names.nameEn ?? null })) throw problem('agency-unknown', { agencyId: id });
  await audit(tx, actor, 'organisations.agency-renamed', `agency:${id}`, { changed: Object.keys(names) });
  await announce(tx, 'organisations.agency-changed', { agencyId: id });
}
