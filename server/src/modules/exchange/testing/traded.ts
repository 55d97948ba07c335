import { createHash, randomUUID } from 'node:crypto';
import { moduleFolders } from '../../../app/module-folders.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';

type Run = (text: string, values?: unknown[]) => Promise<any[]>;

/** What became of one exchange; everything left out is an ordinary answer. */
export interface TradedExchange {
  id?: string; at?: string; consumer?: 'doa' | 'dof'; status?: number; origin?: string | null; problem?: string | null; took?: number; upstream?: number | null; bytes?: number; purpose?: string; caseRef?: string;
  about?: { subject: Buffer; year: number; visibleFrom?: string | null; disclosure?: string; reason?: string };
}

/** Two agencies that ask a third by agreements, with rows of exchanges put straight into the register: for what reads them, not for what makes them. */
export interface Traded { test: TestDatabase; run: Run; service: number; system: Record<'rid' | 'doa' | 'dof', number>; agreement: Record<'doa' | 'dof', number>; exchange(one?: TradedExchange): Promise<string>; close(): Promise<void> }

const WORDS = { code: 'subsidy', th: 'ตรวจสิทธิรับเงินช่วยเหลือเกษตรกร', en: 'Checking the right to a farmer’s subsidy' };
const BASIS = { code: 'pdpa-24-4', th: 'มาตรา 24 (4) ปฏิบัติภารกิจเพื่อประโยชน์สาธารณะ', en: 'Section 24 (4): a task in the public interest' };

export async function openTraded(): Promise<Traded> {
  const test = await testDatabase(moduleFolders.filter(({ name }) => name !== 'facades'));
  const run: Run = (text, values = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
  const parties = await addParties(run);
  return { test, run, ...parties, exchange: (one) => addExchange(run, parties, one ?? {}), close: () => test.close() };
}

/** Three systems, a service of one of them about persons, and an agreement of each of the others. */
export async function addParties(run: Run): Promise<Pick<Traded, 'service' | 'system' | 'agreement'>> {
  const system = { rid: await addSystem(run, 'rid', 'registry', 'ทะเบียนเกษตรกร', 'Register of farmers'), doa: await addSystem(run, 'doa', 'subsidy', 'ระบบเงินช่วยเหลือ', 'Subsidy system'), dof: await addSystem(run, 'dof', 'permits', 'ระบบใบอนุญาต', 'Permit system') };
  const service = await addService(run, system.rid);
  const agreement = { doa: await addAgreement(run, 'SA-2569-9001', 'doa', system.doa, service, 1_000), dof: await addAgreement(run, 'SA-2569-9002', 'dof', system.dof, service, 10) };
  return { system, service, agreement };
}

async function addSystem(run: Run, agency: string, code: string, th: string, en: string): Promise<number> {
  const [{ id }] = await run('insert into registry.system (path, code, created_at) values ($1, $2, now()) returning id', [`TH/GOV/${agency}/${code}`, code]) as [{ id: number }];
  await run("insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, actor, recorded_at) values ($1, 1, $2, $3, $4, 'both', 'active', 3, 'test', now())", [id, agency, th, en]);
  return id;
}

async function addService(run: Run, system: number): Promise<number> {
  const [{ id }] = await run("insert into registry.data_service (system_id, slug, kind, created_at) values ($1, 'farmer-register', 'live', now()) returning id", [system]) as [{ id: number }];
  await run(`insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, upstream_url, timeout_ms, limit_bytes, subject_selectors, strict, actor, recorded_at)
    values ($1, 1, 'ทะเบียนเกษตรกร', 'Register of farmers', '', '', true, 2, 3, 'required', 'live', 'https://rid.example', 5000, 1048576, '["header:x-citizen-id"]', true, 'test', now())`, [id]);
  await run("insert into registry.data_service_version (service_id, version, document, document_sha256, openapi, notes, breaking, actor, recorded_at) values ($1, 1, '{}', 'x', '3.1.0', '[]', 0, 'test', now())", [id]);
  await run("insert into registry.operation (service_id, version, position, operation_id, method, path_template, summary_th, summary_en, request_schema) values ($1, 1, 1, 'getFarmer', 'POST', '/farmers/lookup', 'ดูทะเบียนเกษตรกรของคนหนึ่ง', 'Look up one farmer', '{}')", [id]);
  return id;
}

async function addAgreement(run: Run, number: string, consumer: string, system: number, service: number, quotaPerDay: number): Promise<number> {
  const terms = {
    serviceVersion: 1, personal: true, purposes: [WORDS], legalBasis: BASIS, law: null, operations: ['getFarmer'], fields: null, rowFilter: null, quotaPerDay, ratePerSecond: 10, needsCase: false, minAssurance: 3,
    validFrom: '2026-01-01', validTo: '2099-12-31', disclosure: { kind: 'now', days: null, reason: null },
  };
  const text = JSON.stringify(terms);
  const [{ id }] = await run("insert into sharing.agreement (number, consumer_agency_id, provider_agency_id, consumer_system_id, service_id, created_at) values ($1, $2, 'rid', $3, $4, now()) returning id", [number, consumer, system, service]) as [{ id: number }];
  await run("insert into sharing.event (agreement_id, number, version, what, state, side, actor, facts, recorded_at) values ($1, 1, 1, 'activated', 'active', 'provider', 'test', '{}', now())", [id]);
  await run('insert into sharing.terms (agreement_id, number, version, terms, text, sha256) values ($1, 1, 1, $2, $3, $4)', [id, terms, text, createHash('sha256').update(text).digest('hex')]);
  return id;
}

/** Puts the row of one exchange into the register. */
export async function addExchange(run: Run, at: Pick<Traded, 'system' | 'service' | 'agreement'>, one: TradedExchange): Promise<string> {
  const id = one.id ?? randomUUID();
  const consumer = one.consumer ?? 'doa';
  const moment = one.at ?? new Date().toISOString();
  await run(`insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, service_id, operation_id, agreement_id, agreement_version, purpose, case_ref, assurance, status, error_origin, problem, request_bytes, response_bytes, took_ms, upstream_ms, gateway_kid, gateway_base, gateway_signature)
    values ($1, $2, $3, $4, $5, 'getFarmer', $6, 1, $7, $8, 3, $9, $10, $11, 200, $12, $13, $14, 'k', 'base', 'c2ln')`,
  [id, moment, at.system[consumer], at.system.rid, at.service, at.agreement[consumer], one.purpose ?? 'subsidy', one.caseRef ?? null, one.status ?? 200, one.origin ?? null, one.problem ?? null, one.bytes ?? 1_000, one.took ?? 20, one.upstream === undefined ? 12 : one.upstream]);
  if (one.about) {
    const { subject, year, visibleFrom = moment, disclosure = 'now', reason = null } = one.about;
    await run('insert into exchange.subject_use (subject, key_year, exchange_id, at, disclosure, visible_from, reason_code, consumer_system_id) values ($1, $2, $3, $4, $5, $6, $7, $8)', [subject, year, id, moment, disclosure, visibleFrom, reason, at.system[consumer]]);
  }
  return id;
}

/** Puts a direct exchange into the register, handed in by these sides; `recordedAt` is when its first evidence came. */
export async function addDirectExchange(run: Run, at: Pick<Traded, 'system' | 'service'>, { moment = new Date().toISOString(), recordedAt = new Date().toISOString(), status = 200, by = ['doa', 'rid'] }: { moment?: string; recordedAt?: string; status?: number; by?: ('doa' | 'rid')[] } = {}): Promise<string> {
  const id = randomUUID();
  await run(`insert into edge.direct_exchange (id, at, consumer_system_id, provider_system_id, service_id, agreement_number, agreement_version, purpose, status, consumer_kid, provider_kid, request_base, request_signature, response_base, response_signature, recorded_at)
    values ($1::uuid, $2, $3, $4, $5, 'SA-2569-9001', 1, 'subsidy', $6, 'kc', 'kp', 'base', $1::uuid::text, 'base', 'sig', $7)`, [id, moment, at.system.doa, at.system.rid, at.service, status, recordedAt]);
  for (const side of by) await run('insert into edge.hand_in (exchange_id, system_id, recorded_at) values ($1, $2, $3)', [id, at.system[side], recordedAt]);
  return id;
}
