import { createHash, type JsonWebKey } from 'node:crypto';
import type { Database } from '#kernel/db.ts';

type Run = (text: string, values?: unknown[]) => Promise<{ id: number }[]>;

/** Rows of the register and of agreements put straight into their tables: for what rests on them, not for what makes them. */
export const runOn = (db: Database): Run => (text, values = []) => db.tx(async (tx) => (await tx.query(text, values)).rows as { id: number }[]);

const idOf = (rows: { id: number }[]): number => (rows[0] as { id: number }).id;

export async function addSystem(run: Run, agency: string, code: string, clientId: string | null = null, state = 'active'): Promise<number> {
  const id = idOf(await run('insert into registry.system (path, code, created_at) values ($1, $2, now()) returning id', [`TH/GOV/${agency}/${code}`, code]));
  await run("insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, client_id, actor, recorded_at) values ($1, 1, $2, 'ระบบ', 'System', 'both', $3, 0, $4, 'test', now())", [id, agency, state, clientId]);
  return id;
}

export async function changeSystem(run: Run, id: number, state: string): Promise<void> {
  await run(`insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, client_id, reason, actor, recorded_at)
    select v.system_id, v.version + 1, v.agency_id, v.name_th, v.name_en, v.kind, $2, v.min_assurance, v.client_id, 'test', 'test', now() from registry.system_version v where v.system_id = $1 order by v.version desc limit 1`, [id, state]);
}

export interface KeyRow { kid: string; jwk: JsonWebKey; algorithm?: string; custody?: string; notBefore?: string; notAfter?: string }

export const addKey = async (run: Run, systemId: number, { kid, jwk, algorithm = 'ed25519', custody = 'agency', notBefore = '2020-01-01', notAfter = '2099-01-01' }: KeyRow): Promise<number> =>
  idOf(await run("insert into registry.system_key (system_id, kid, jwk, algorithm, custody, not_before, not_after, proof, actor, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, 'test', 'test', now()) returning id", [systemId, kid, jwk, algorithm, custody, notBefore, notAfter]));

export interface ServiceRow {
  slug: string; upstreamUrl?: string | null; kind?: 'live' | 'hosted'; isPersonal?: boolean; minAssurance?: number; evidence?: string; timeoutMs?: number; limitBytes?: number; selectors?: string[]; strict?: boolean; sunsetOn?: string | null;
  operations?: { id: string; method: string; path: string; schema?: unknown; answers?: Record<string, string[]> }[];
}

export async function addService(run: Run, systemId: number, row: ServiceRow): Promise<number> {
  const { slug, kind = 'live', upstreamUrl = null, isPersonal = false, minAssurance = 1, evidence = 'required', timeoutMs = 5000, limitBytes = 1_048_576, selectors = [], strict = false, sunsetOn = null } = row;
  const id = idOf(await run('insert into registry.data_service (system_id, slug, kind, hosted_kind, dataset_id, created_at) values ($1, $2, $3, $4, $5, now()) returning id', [systemId, slug, kind, kind === 'hosted' ? 'rows' : null, kind === 'hosted' ? 1 : null]));
  await run(`insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, upstream_url, timeout_ms, limit_bytes, subject_selectors, sunset_on, strict, actor, recorded_at)
    values ($1, 1, 'บริการ', 'Service', '', '', $2, 2, $3, $4, 'live', $5, $6, $7, $8, $9, $10, 'test', now())`, [id, isPersonal, minAssurance, evidence, upstreamUrl, timeoutMs, limitBytes, JSON.stringify(selectors), sunsetOn, strict]);
  await run("insert into registry.data_service_version (service_id, version, document, document_sha256, openapi, notes, breaking, actor, recorded_at) values ($1, 1, '{}', 'x', '3.1.0', '[]', 0, 'test', now())", [id]);
  const operations = row.operations ?? [{ id: 'ask', method: 'POST', path: '/people' }, { id: 'read', method: 'GET', path: '/people/{id}' }, { id: 'mine', method: 'GET', path: '/people/mine' }, { id: 'erase', method: 'DELETE', path: '/people/{id}' }];
  for (const [at, each] of operations.entries()) {
    await run("insert into registry.operation (service_id, version, position, operation_id, method, path_template, summary_th, summary_en, request_schema, answers) values ($1, 1, $2, $3, $4, $5, 'ถาม', 'Ask', $6, $7)", [id, at, each.id, each.method, each.path, JSON.stringify(each.schema ?? { parameters: [], body: null }), each.answers ? JSON.stringify(each.answers) : null]);
  }
  return id;
}

export interface AgreementRow { number: string; consumer: string; provider: string; systemId: number; serviceId: number; terms?: Record<string, unknown> }

export async function addAgreement(run: Run, { number, consumer, provider, systemId, serviceId, terms: own = {} }: AgreementRow): Promise<number> {
  const terms = {
    serviceVersion: 1, personal: true, purposes: [{ code: 'aid', th: 'ช่วยเหลือ', en: 'Aid' }], legalBasis: { code: 'pdpa-24-4', th: 'มาตรา 24', en: 'Section 24' }, law: null, operations: ['ask', 'read', 'mine'], fields: null, rowFilter: null,
    quotaPerDay: 1_000_000, ratePerSecond: 100_000, needsCase: false, minAssurance: 1, validFrom: '2020-01-01', validTo: '2099-12-31', disclosure: { kind: 'now', days: null, reason: null }, ...own,
  };
  const text = JSON.stringify(terms);
  const id = idOf(await run('insert into sharing.agreement (number, consumer_agency_id, provider_agency_id, consumer_system_id, service_id, created_at) values ($1, $2, $3, $4, $5, now()) returning id', [number, consumer, provider, systemId, serviceId]));
  await run("insert into sharing.event (agreement_id, number, version, what, state, side, actor, facts, recorded_at) values ($1, 1, 1, 'activated', 'active', 'provider', 'test', '{}', now())", [id]);
  await run('insert into sharing.terms (agreement_id, number, version, terms, text, sha256) values ($1, 1, 1, $2, $3, $4)', [id, terms, text, createHash('sha256').update(text).digest('hex')]);
  return id;
}

export async function moveAgreement(run: Run, id: number, what: 'suspended' | 'resumed' | 'ended'): Promise<void> {
  const state = what === 'resumed' ? 'active' : what;
  await run("insert into sharing.event (agreement_id, number, version, what, state, side, actor, message, facts, recorded_at) select $1, max(e.number) + 1, 1, $2, $3, 'provider', 'test', 'test', '{}', now() from sharing.event e where e.agreement_id = $1", [id, what, state]);
}
