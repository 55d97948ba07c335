import type { Tx } from '#kernel/db.ts';
import { notify, settleNotices, type NewNotice } from '#modules/notices/index.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import type { Terms } from '../schemas.ts';
import type { FindMovedServiceRow } from './following.sql.gen.ts';
import { listOpenAgreements } from './tell-sunset.ts';

const kind = 'agreement';
const keyOf = (number: string, agencyId: string): string => `agreement:${number}:became-personal:${agencyId}`;
type Parties = Pick<ListAgreementsAtRow, 'number' | 'consumer_agency_id' | 'provider_agency_id'>;
const partiesOf = ({ consumer_agency_id, provider_agency_id }: Parties): string[] => [...new Set([consumer_agency_id, provider_agency_id])];

/** A service came to be about persons: agreements in force that were made before it answer no more, and both sides hear what to do. */
export async function tellBecamePersonal(tx: Tx, service: FindMovedServiceRow, now: Date): Promise<void> {
  const open = await listOpenAgreements(tx, service.id, now);
  const stopped = open.filter(({ in_force, terms }) => in_force !== null && !(terms as Terms).personal);
  await notify(tx, stopped.flatMap((row) => partiesOf(row).map((agencyId): NewNotice => ({
    kind, key: keyOf(row.number, agencyId), to: { role: 'steward', agencyId }, link: `/exchange/agreements/${row.number}`,
    what: { th: `บริการข้อมูล "${service.title_th}" เป็นข้อมูลส่วนบุคคลแล้ว ข้อตกลง ${row.number} ใช้เรียกต่อไม่ได้`, en: `The data service “${service.title_en}” is about persons now: ${row.number} lets nothing through any more` },
    todo: { th: 'เสนอข้อตกลงฉบับใหม่ให้เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลพิจารณา แล้วลงนาม', en: 'Propose a new version, for both data protection officers to decide and both sides to sign.' },
  }))));
}

/** A version made as one about persons is in force, or the agreement ended. */
export async function settleBecamePersonal(tx: Tx, row: Parties): Promise<void> {
  await settleNotices(tx, kind, partiesOf(row).map((agencyId) => keyOf(row.number, agencyId)));
}
