import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { personFaults } from '../documents/check-document.ts';
import type { Json } from '../documents/document.ts';
import { refused } from '../documents/read-document.ts';
import { registryProblem } from '../errors.ts';
import { recordChange } from '../record-change.ts';
import { openSystem } from '../systems/save-system.ts';
import { assertKeeps } from '../who.ts';
import { assertNotBelow, assertSelectors } from './rules.ts';
import type { ChangedService, ServiceDraft } from './schemas.ts';
import { dropCredential, findVersion, insertDataService, insertTerms, listDataServices, lockDataService, type ListDataServicesRow } from './services.sql.gen.ts';

/** Offers a data service as a draft. The caller has checked the upstream's address. @throws `registry.system-not-active`, `registry.slug-taken`, `registry.below-dataset`, `registry.selector-refused`, `catalog.dataset-not-found`. */
export async function createDataService(tx: Tx, who: Principal, draft: ServiceDraft, now: Date): Promise<{ id: number; slug: string; revision: number }> {
  const system = await openSystem(tx, who, draft.system);
  if (system.state !== 'active') throw registryProblem('system-not-active', { state: system.state });
  if (system.kind === 'consumer') throw registryProblem('system-offers-nothing');
  const dataset = draft.dataset ? await selectDataset(tx, draft.dataset) : null;
  if (dataset && dataset.agencyId !== system.agency_id) throw registryProblem('other-agency', { errors: [{ pointer: '/dataset', th: 'ชุดข้อมูลเป็นของหน่วยงานอื่น', en: 'The dataset belongs to another agency' }] });
  assertNotBelow(draft, dataset);
  assertSelectors(draft.subjectSelectors);
  const made = await insertDataService(tx, { system_id: system.id, slug: draft.slug, kind: draft.kind, hosted_kind: draft.hostedKind ?? null, dataset_id: dataset?.id ?? null, now: now.toISOString() });
  if (!made) throw registryProblem('slug-taken', { errors: [{ pointer: '/slug', th: `${draft.slug} มีผู้ใช้แล้ว`, en: `${draft.slug} is taken` }] });
  const said = { ...draft, state: 'draft', revision: 0, reason: null, sunsetOn: null, replacedById: null };
  const revision = await sayTerms(tx, who, { id: made.id, slug: draft.slug }, said, now);
  await recordChange(tx, who, 'data-service-created', `data-service:${draft.slug}`, { system: draft.system, kind: draft.kind, isPersonal: draft.isPersonal, classification: draft.classification });
  return { id: made.id, slug: draft.slug, revision };
}

/** Says a service anew; its state stays. A new origin of the upstream drops what signs in there. @throws `registry.changed-meanwhile`, `registry.document-refused` when it becomes personal with ids in its addresses. */
export async function changeDataService(tx: Tx, who: Principal, slug: string, asked: ChangedService, now: Date): Promise<{ slug: string; revision: number }> {
  const row = await openService(tx, who, slug);
  if (row.state === 'retired') throw registryProblem('wrong-state', { state: row.state });
  assertSelectors(asked.subjectSelectors);
  if (row.dataset_slug) assertNotBelow({ ...asked, kind: row.kind }, await selectDataset(tx, row.dataset_slug));
  if (row.kind === 'live' && row.state !== 'draft' && !asked.upstreamUrl) throw registryProblem('upstream-needed', { errors: [{ pointer: '/upstreamUrl', th: 'บริการเปิดอยู่', en: 'The service is open' }] });
  if (asked.isPersonal && !row.is_personal) await assertNoPersonIds(tx, row.id);
  if (originOf(asked.upstreamUrl) !== originOf(row.upstream_url)) await dropCredential(tx, { service_id: row.id });
  const revision = await sayTerms(tx, who, row, { ...asked, state: row.state, sunsetOn: row.sunset_on, replacedById: row.replaced_by }, now);
  await recordChange(tx, who, 'data-service-changed', `data-service:${slug}`, { revision, isPersonal: asked.isPersonal, classification: asked.classification, minAssurance: asked.minAssurance, evidence: asked.evidence }, asked.reason);
  if (asked.isPersonal && !row.is_personal) await announce(tx, 'registry.data-service-became-personal', { serviceId: row.id, slug });
  return { slug, revision };
}

export type Terms = Omit<ChangedService, 'reason'> & { reason: string | null; state: string; sunsetOn: string | null; replacedById: number | null };

/** One more revision of what is said of a service, on top of the one that was seen. @throws `registry.changed-meanwhile`. */
export async function sayTerms(tx: Tx, who: Principal, { id, slug }: { id: number; slug: string }, asked: Terms, now: Date): Promise<number> {
  const said = await insertTerms(tx, {
    service_id: id, seen: asked.revision, title_th: asked.titleTh.trim(), title_en: asked.titleEn.trim(), about_th: asked.aboutTh.trim(), about_en: asked.aboutEn.trim(), is_personal: asked.isPersonal,
    classification: asked.classification, min_assurance: asked.minAssurance, evidence: asked.evidence, state: asked.state, upstream_url: asked.upstreamUrl ?? null, timeout_ms: asked.timeoutMs, limit_bytes: asked.limitBytes,
    subject_selectors: asked.subjectSelectors, sunset_on: asked.sunsetOn, replaced_by: asked.replacedById, strict: asked.strict, reason: asked.reason, actor: who.name, now: now.toISOString(),
  });
  if (said) return said.revision;
  const last = await selectService(tx, slug);
  throw registryProblem('changed-meanwhile', { by: last.actor, at: last.recorded_at, revision: last.revision });
}

/** The service as it stands now, whoever asks. @throws `registry.service-not-found`. */
export async function selectService(tx: Tx, slug: string): Promise<ListDataServicesRow> {
  const [row] = await listDataServices(tx, { slug, id: null, agency_id: null, kind: null, state: null, level: null, dataset: null, words: null, all: true, agencies: [], limit: 1 });
  if (!row) throw registryProblem('service-not-found', { slug });
  return row;
}

/** The service, locked for this change, if whoever asks may change it. @throws `registry.service-not-found`, `registry.other-agency`. */
export async function openService(tx: Tx, who: Principal, slug: string): Promise<ListDataServicesRow> {
  if (!await lockDataService(tx, { slug })) throw registryProblem('service-not-found', { slug });
  const row = await selectService(tx, slug);
  assertKeeps(who, row.agency_id);
  return row;
}

async function assertNoPersonIds(tx: Tx, serviceId: number): Promise<void> {
  const current = await findVersion(tx, { service_id: serviceId, version: null });
  const faults = current ? personFaults(current.document as Json) : [];
  if (faults.length > 0) throw refused(faults);
}

const originOf = (url: string | null | undefined): string => URL.parse(url ?? '')?.origin ?? '';
