import { isJuristicId } from '@saphan/contracts/thai-id';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { NewRepresentation } from '../people-schemas.ts';
import { findPerson } from '../reads/mandates.ts';
import { assertNotOneself } from './oneself.ts';
import { insertRepresentation } from './represent.sql.gen.ts';

/**
 * Lets a person act for a juristic person, by its certificate.
 *
 * @throws `organisations.juristic-number-refused`, `days-refused`, `not-to-oneself`, `person-unknown`.
 */
export async function represent(tx: Tx, actor: Actor, asked: NewRepresentation): Promise<{ id: number; juristicNo: string; nameTh: string }> {
  if (!isJuristicId(asked.juristicNo)) throw problem('juristic-number-refused', { errors: [{ pointer: '/body/juristicNo', th: 'เลขไม่ผ่านการตรวจหลักสุดท้าย', en: 'The check digit does not fit.' }] });
  if (asked.until !== undefined && asked.until < asked.since) throw problem('days-refused');
  assertNotOneself(actor, asked.personId);
  if (!await findPerson(tx, asked.personId)) throw problem('person-unknown', { personId: asked.personId });
  const { id } = await insertRepresentation(tx, {
    person_id: asked.personId, juristic_no: asked.juristicNo, name_th: asked.nameTh, since: asked.since, until: asked.until ?? null, document_no: asked.documentNo,
  });
  await audit(tx, actor, 'organisations.representation-recorded', `representation:${id}`, { personId: asked.personId, documentNo: asked.documentNo });
  await announce(tx, 'organisations.mandate-changed', { personId: asked.personId });
  return { id, juristicNo: asked.juristicNo, nameTh: asked.nameTh };
}
