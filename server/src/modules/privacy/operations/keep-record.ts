import { createHash } from 'node:crypto';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import { assertAgencyExists, findDataset } from '#modules/catalog/index.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { place } from '../days.ts';
import { listLegalBases } from '../definition/legal-bases.ts';
import { privacyProblem } from '../errors.ts';
import type { ChangedRecord, NewRecord, RecordContent } from '../schemas.ts';
import { actsAsProtectionOfficer } from './officer.ts';
import { findLastVersion, insertRecord, insertRecordVersion, lockRecord } from './records.sql.gen.ts';

/** Writes a record of processing of one's own agency; it holds at once. @throws `privacy.not-own-agency`, `privacy.record-not-ready` naming each place. */
export async function createProcessingRecord(tx: Tx, who: Principal, asked: NewRecord, now: Date): Promise<{ id: number }> {
  await assertAgencyExists(tx, asked.agencyId);
  await assertKeeps(tx, who, asked.agencyId);
  const datasetIds = await readRecord(tx, asked);
  const { id } = await insertRecord(tx, { agency_id: asked.agencyId, now: now.toISOString() });
  await addVersion(tx, who, { id, agencyId: asked.agencyId, seen: 0, state: 'current', reason: null, serviceIds: asked.serviceIds ?? [] }, asked, datasetIds, now);
  return { id };
}

/** Changes or ends a record, with the reason; what it said before stays. @throws as {@link createProcessingRecord}, `privacy.changed-meanwhile`, `privacy.record-ended`. */
export async function changeProcessingRecord(tx: Tx, who: Principal, id: number, asked: ChangedRecord, now: Date): Promise<void> {
  const row = await lockRecord(tx, { id });
  if (!row) throw privacyProblem('record-not-found', { id });
  await assertKeeps(tx, who, row.agency_id);
  const last = await findLastVersion(tx, { record_id: id });
  if (!last || last.version !== asked.seen) throw privacyProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? null });
  if (last.state === 'ended') throw privacyProblem('record-ended', { id });
  const datasetIds = await readRecord(tx, asked);
  await addVersion(tx, who, { id, agencyId: row.agency_id, seen: asked.seen, state: asked.ended ? 'ended' : 'current', reason: asked.reason.trim(), serviceIds: null }, asked, datasetIds, now);
}

/** Whether somebody keeps the records of an agency: its stewards, administrators and data protection officer. */
export async function keepsRecords(tx: Tx, who: Principal, agencyId: string): Promise<boolean> {
  return who.agencies.includes(agencyId) && (who.roles.some((role) => role === 'steward' || role === 'agency-admin') || await actsAsProtectionOfficer(tx, who, agencyId));
}

async function assertKeeps(tx: Tx, who: Principal, agencyId: string): Promise<void> {
  if (!await keepsRecords(tx, who, agencyId)) throw privacyProblem('not-own-agency', { agencyId });
}

interface Onto { id: number; agencyId: string; seen: number; state: 'current' | 'ended'; reason: string | null; serviceIds: number[] | null }

async function addVersion(tx: Tx, who: Principal, on: Onto, said: Pick<NewRecord, 'titleTh' | 'titleEn' | 'content'>, datasetIds: number[], now: Date): Promise<void> {
  const purposes = said.content.purposes.map(({ code }) => code);
  const added = await insertRecordVersion(tx, {
    record_id: on.id, seen: on.seen, state: on.state, title_th: said.titleTh.trim(), title_en: said.titleEn.trim(), purposes, dataset_ids: datasetIds, service_ids: on.serviceIds, content: said.content,
    reason: on.reason, actor: who.name, account_id: who.accountId, now: now.toISOString(),
  });
  if (!added) throw privacyProblem('changed-meanwhile', { version: on.seen });
  const contentSha256 = createHash('sha256').update(JSON.stringify(said.content)).digest('hex');
  await appendEntry(tx, { kind: 'privacy.record-kept', subject: `record:${on.id}`, facts: { agencyId: on.agencyId, version: added.version, state: on.state, purposes, datasetIds, contentSha256 } });
  await audit(tx, who, on.seen === 0 ? 'privacy.processing-record-created' : 'privacy.processing-record-changed', `record:${on.id}`, { version: added.version, state: on.state });
}

/** The datasets that are meant. @throws `privacy.record-not-ready` naming each place at once. */
async function readRecord(tx: Tx, { content, datasets }: Pick<NewRecord, 'content' | 'datasets'>): Promise<number[]> {
  const faults = purposeFaults(content);
  const ids: number[] = [];
  // At most 200, each looked up by its unique name.
  for (const [at, slug] of datasets.entries()) {
    const found = await findDataset(tx, slug);
    if (found) ids.push(found.id);
    else faults.push(place(`/datasets/${at}`, `ไม่พบชุดข้อมูล "${slug}"`, `There is no dataset "${slug}"`));
  }
  if (faults.length > 0) throw privacyProblem('record-not-ready', { errors: faults });
  return [...new Set(ids)];
}

function purposeFaults({ purposes, data }: RecordContent): ProblemPlace[] {
  const bases = listLegalBases();
  const seen = new Set<string>();
  const faults: ProblemPlace[] = [];
  for (const [at, { code, basis, law }] of purposes.entries()) {
    const found = bases.find((each) => each.code === basis);
    const own = `/content/purposes/${at}`;
    if (seen.has(code)) faults.push(place(`${own}/code`, `มีรหัสวัตถุประสงค์ "${code}" แล้ว`, `The purpose "${code}" stands twice`));
    if (!found) faults.push(place(`${own}/basis`, `ไม่มีฐานกฎหมาย "${basis}" ในรายการ`, `The list has no legal basis "${basis}"`));
    else if (!found.personal && !found.needsSection) faults.push(place(`${own}/basis`, 'ฐานนี้ใช้กับข้อมูลส่วนบุคคลไม่ได้ เลือกฐานตามมาตรา 24 หรือ 26', 'This basis does not cover personal data: choose one of section 24 or 26'));
    else if (found.needsSection && !law?.trim()) faults.push(place(`${own}/law`, 'ระบุชื่อกฎหมายและมาตรา', 'Name the law and its section'));
    seen.add(code);
  }
  if (data.some(({ sensitive }) => sensitive) && !purposes.some(({ basis }) => bases.find(({ code }) => code === basis)?.sensitive)) {
    faults.push(place('/content/purposes', 'มีข้อมูลอ่อนไหว ต้องมีวัตถุประสงค์ที่ใช้ฐานตามมาตรา 26', 'Sensitive data need a purpose with a basis of section 26'));
  }
  return faults;
}
