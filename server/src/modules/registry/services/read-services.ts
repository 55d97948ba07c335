import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { checkDocument } from '../documents/check-document.ts';
import { isObject, type Json, type Note } from '../documents/document.ts';
import { operationsOf } from '../documents/operations-of.ts';
import { registryProblem } from '../errors.ts';
import { agenciesById } from '../systems/read-systems.ts';
import { keeps } from '../who.ts';
import { describeOperations } from './describe-operations.ts';
import { differencesOf } from './publish-version.ts';
import type { CheckedService, Service, ServicePage, ServiceState } from './schemas.ts';
import { findCredential, findVersion, listDataServices as listRows, listTermsHistory, listVersions, type ListDataServicesRow } from './services.sql.gen.ts';

const MOST = 200;
interface ServicesAsked { q?: string | undefined; agency?: string | undefined; kind?: string | undefined; state?: string | undefined; level?: number | undefined; dataset?: string | undefined; mine?: boolean | undefined }
const anything = { slug: null, id: null, agency_id: null, kind: null, state: null, level: null, dataset: null, words: null, limit: 1 };

/** Whose drafts somebody sees. */
export function sightOf(who: Principal): { all: boolean; agencies: string[] } {
  const whole = who.agencies.includes('*');
  return { all: whole && (who.roles.includes('operator') || who.roles.includes('secretariat')), agencies: whole ? [] : [...who.agencies] };
}

/** Data services that whoever asks sees. */
export async function listDataServices(tx: Tx, who: Principal, asked: ServicesAsked): Promise<{ items: Service[]; more: boolean }> {
  const words = asked.q?.trim() ? `%${asked.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await listRows(tx, { ...anything, ...sightOf(who), agency_id: asked.agency ?? null, kind: asked.kind ?? null, state: asked.state ?? null, level: asked.level ?? null, dataset: asked.dataset ?? null, words, limit: MOST + 1 });
  const agencies = await agenciesById(tx);
  const items = rows.slice(0, MOST).map((row) => viewService(row, agencies, who));
  return { items: asked.mine ? items.filter(({ mayKeep }) => mayKeep) : items, more: rows.length > MOST };
}

/** The row of a service, if whoever asks sees it. @throws `registry.service-not-found`. */
export async function findSeen(tx: Tx, who: Principal, slug: string): Promise<ListDataServicesRow> {
  const [row] = await listRows(tx, { ...anything, ...sightOf(who), slug });
  if (!row) throw registryProblem('service-not-found', { slug });
  return row;
}

/** One service: what it answers, its operations in words, its versions. @throws `registry.service-not-found`. */
export async function getDataService(tx: Tx, who: Principal, slug: string, publicUrl: string): Promise<ServicePage> {
  const row = await findSeen(tx, who, slug);
  const own = keeps(who, row.agency_id);
  const version = await findVersion(tx, { service_id: row.id, version: null });
  const [next] = row.replaced_by === null ? [] : await listRows(tx, { ...anything, ...sightOf(who), id: row.replaced_by });
  return {
    ...viewService(row, await agenciesById(tx), who), revision: row.revision, changedBy: row.actor, changedAt: row.recorded_at, evidence: row.evidence as ServicePage['evidence'], timeoutMs: row.timeout_ms, limitBytes: row.limit_bytes,
    subjectSelectors: row.subject_selectors as string[], strict: row.strict, replacedBy: next ? { slug: next.slug, titleTh: next.title_th, titleEn: next.title_en } : null,
    address: `${publicUrl}/x/${slug}`, sandboxAddress: `${publicUrl}/sandbox/${slug}`, upstream: own && row.kind === 'live' ? await upstreamOf(tx, row) : null,
    operationList: version ? describeOperations(version.document as Json) : [], notes: own && version ? version.notes as Note[] : [],
    versions: (await listVersions(tx, { service_id: row.id })).map((each) => ({ version: each.version, at: each.recorded_at, by: each.actor, reason: each.reason, breaking: each.breaking, operations: each.operations, sha256: each.document_sha256, openapi: each.openapi })),
    history: (await listTermsHistory(tx, { service_id: row.id })).map(({ at, actor, what, reason }) => ({ at, by: actor, what, reason })),
  };
}

async function upstreamOf(tx: Tx, row: ListDataServicesRow): Promise<ServicePage['upstream']> {
  const credential = await findCredential(tx, { service_id: row.id });
  return { url: row.upstream_url, credential: credential && { kind: credential.kind, shown: credential.shown, setAt: credential.set_at } };
}

/** The OpenAPI document of a version, the newest when none is named; with our own address in place of the upstream's. @throws `registry.service-not-found`, `registry.no-version`. */
export async function getServiceDocument(tx: Tx, who: Principal, slug: string, version: number | null, publicUrl: string): Promise<Json> {
  const row = await findSeen(tx, who, slug);
  const found = await findVersion(tx, { service_id: row.id, version });
  if (!found) throw registryProblem('no-version', { slug, version });
  return { ...withoutServers(found.document as Json), servers: [{ url: `${publicUrl}/x/${slug}` }, { url: `${publicUrl}/sandbox/${slug}`, description: 'สนามลอง ข้อมูลสมมติ · Sandbox, made-up data' }] };
}

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete']);
const NOT_TOLD: ReadonlySet<string> = new Set(['servers', 'security', 'securitySchemes']);

/** Addresses of servers tell where the upstream stands, and how one signs in there is nothing of its callers: they are left out, of paths and operations too. */
function withoutServers(document: Json): Json {
  const told = (value: unknown, inner: (name: string, each: unknown) => unknown): unknown => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !NOT_TOLD.has(name)).map(([name, each]) => [name, inner(name, each)])) : value);
  const itemsOf = (value: unknown) => (isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, told(item, (method, each) => (METHODS.has(method) ? told(each, (_, own) => own) : each))])) : value);
  const partsOf = (name: string, each: unknown) => (name === 'paths' || name === 'webhooks' || name === 'pathItems' ? itemsOf(each) : each);
  return told(document, (name, each) => (name === 'components' ? told(each, partsOf) : partsOf(name, each))) as Json;
}

/** What is different between two versions. @throws `registry.no-version`. */
export async function compareServiceVersions(tx: Tx, who: Principal, slug: string, from: number, to: number) {
  const row = await findSeen(tx, who, slug);
  const [before, after] = [await findVersion(tx, { service_id: row.id, version: from }), await findVersion(tx, { service_id: row.id, version: to })];
  if (!before || !after) throw registryProblem('no-version', { slug, from, to });
  const document = after.document as Json;
  return { from, to, differences: differencesOf(before, { document, operations: operationsOf(document).operations }) };
}

/** Checks a document before it is imported, against the present version of a service when one is named. Nothing is kept. @throws `registry.document-refused`. */
export async function checkServiceDocument(tx: Tx, who: Principal, asked: { document: string | Json; isPersonal: boolean; service?: string | undefined }): Promise<CheckedService> {
  const checked = await checkDocument(asked.document, { isPersonal: asked.isPersonal });
  const current = asked.service === undefined ? null : await findVersion(tx, { service_id: (await findSeen(tx, who, asked.service)).id, version: null });
  return {
    openapi: checked.openapi, titleTh: checked.titles.th, titleEn: checked.titles.en, upstreamUrl: checked.upstream, notes: checked.notes, differences: current ? differencesOf(current, checked) : [],
    operations: checked.operations.map(({ operationId, method, pathTemplate, summaryTh, summaryEn }) => ({ operationId, method, pathTemplate, summaryTh, summaryEn })),
  };
}

function viewService(row: ListDataServicesRow, agencies: ReadonlyMap<string, Agency>, who: Principal): Service {
  return {
    id: row.id, slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, aboutTh: row.about_th, aboutEn: row.about_en, kind: row.kind as Service['kind'], hostedKind: row.hosted_kind as Service['hostedKind'],
    agency: agencies.get(row.agency_id) as Agency, system: { path: row.system_path, nameTh: row.system_name_th, nameEn: row.system_name_en },
    dataset: row.dataset_slug === null ? null : { slug: row.dataset_slug, titleTh: row.dataset_title_th as string, titleEn: row.dataset_title_en as string },
    isPersonal: row.is_personal, classification: row.classification, minAssurance: row.min_assurance, state: row.state as ServiceState, version: row.version, operations: row.operations, sunsetOn: row.sunset_on, mayKeep: keeps(who, row.agency_id),
  };
}
