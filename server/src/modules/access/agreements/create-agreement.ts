import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import type { RowCondition } from '../deciding/decision-input.ts';
import { rowFilterSql } from '../deciding/row-filter.ts';
import { problem } from '../errors.ts';
import type { NewAgreement } from '../schemas.ts';
import { insertAgreement } from './agreement.sql.gen.ts';
import { tellReach } from './tell-reach.ts';

/**
 * Lets an agency use a dataset of another for named purposes until a day.
 *
 * @returns the agreement's number. @throws `catalog.dataset-not-found`, `access.agreement-refused` naming the place.
 */
export async function createAgreement(tx: Tx, who: Actor, given: NewAgreement): Promise<number> {
  const dataset = await selectDataset(tx, given.dataset);
  if (!await findAgency(tx, given.consumerAgencyId)) throw refused('/consumerAgencyId', 'ไม่มีหน่วยงานนี้ในทะเบียน', 'this agency is not in the register');
  if (dataset.agencyId === given.consumerAgencyId) throw refused('/consumerAgencyId', 'หน่วยงานเจ้าของไม่ต้องมีข้อตกลง', 'the owner needs no agreement');
  if (given.until < given.since) throw refused('/until', 'วันสิ้นสุดมาก่อนวันเริ่ม', 'it ends before it begins');
  if (given.rowFilter) rowFilterSql(given.rowFilter as RowCondition[]);
  const { id } = await insertAgreement(tx, {
    dataset_id: dataset.id, consumer_agency_id: given.consumerAgencyId, purposes: given.purposes, columns: given.columns ?? null, row_filter: given.rowFilter ?? null,
    since: given.since, until: given.until, document_no: given.documentNo, created_by: who.name,
  });
  await audit(tx, who, 'access.agreement-created', `agreement:${id}`, { dataset: dataset.slug, consumerAgencyId: given.consumerAgencyId, purposes: given.purposes, until: given.until });
  await appendEntry(tx, { kind: 'access.agreement-created', subject: `agreement:${id}`, facts: { datasetId: dataset.id, consumerAgencyId: given.consumerAgencyId, purposes: given.purposes, columns: given.columns ?? null, rowFilter: given.rowFilter ?? null, since: given.since, until: given.until } });
  await tellReach(tx);
  return id;
}

const refused = (pointer: string, th: string, en: string) => problem('agreement-refused', { detailTh: th, detailEn: en, errors: [{ pointer, th, en }] });
