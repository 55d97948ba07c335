import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { registryProblem } from '../errors.ts';
import { recordChange } from '../record-change.ts';
import { assertDayToCome } from '../words.ts';
import { openService, sayTerms, selectService } from './save-service.ts';
import type { ServiceMove, ServiceState } from './schemas.ts';
import { countUnworded, type ListDataServicesRow } from './services.sql.gen.ts';

/** Where a service may go from where it stands; retired is the end. */
export const moves: Record<ServiceState, readonly ServiceState[]> = {
  draft: ['test', 'live', 'retired'], test: ['draft', 'live', 'retired'], live: ['deprecated', 'retired'], deprecated: ['live', 'retired'], retired: [],
};

/** Moves a service on: draft → test → live → deprecated (with the day it ends) → retired. @throws `registry.wrong-state`, `registry.no-version`, `registry.no-summary`, `registry.upstream-needed`, `registry.selector-needed`, `registry.sunset-needed`. */
export async function moveDataService(tx: Tx, who: Principal, slug: string, asked: ServiceMove, now: Date): Promise<{ slug: string; revision: number }> {
  const row = await openService(tx, who, slug);
  if (!moves[row.state as ServiceState].includes(asked.to)) throw registryProblem('wrong-state', { state: row.state, to: asked.to });
  if (asked.to === 'test' || asked.to === 'live') await assertReady(tx, row, asked.to);
  if (asked.to === 'deprecated' && !asked.sunsetOn) throw registryProblem('sunset-needed', { errors: [{ pointer: '/sunsetOn', th: 'ยังไม่ได้บอก', en: 'It is not said' }] });
  const sunsetOn = asked.to === 'deprecated' ? assertDayToCome(asked.sunsetOn as string, '/sunsetOn', now) : asked.to === 'retired' ? row.sunset_on : null;
  const replacedById = asked.to === 'deprecated' || asked.to === 'retired' ? asked.replacedBy ? (await selectService(tx, asked.replacedBy)).id : row.replaced_by : null;
  const revision = await sayTerms(tx, who, row, { ...termsOf(row), revision: asked.revision, reason: asked.reason, state: asked.to, sunsetOn, replacedById }, now);
  await recordChange(tx, who, 'data-service-moved', `data-service:${slug}`, { from: row.state, to: asked.to, sunsetOn, replacedBy: asked.replacedBy ?? null }, asked.reason);
  await announce(tx, 'registry.data-service-moved', { serviceId: row.id, slug, from: row.state, to: asked.to, revision, sunsetOn, wasOn: row.sunset_on });
  return { slug, revision };
}

async function assertReady(tx: Tx, row: ListDataServicesRow, to: 'test' | 'live'): Promise<void> {
  if (row.version === null) throw registryProblem('no-version');
  if (row.kind === 'live' && row.upstream_url === null) throw registryProblem('upstream-needed', { errors: [{ pointer: '/upstreamUrl', th: 'ยังไม่ได้บอก', en: 'It is not said' }] });
  if (to === 'test') return;
  if ((await countUnworded(tx, { service_id: row.id, version: row.version })).count > 0) throw registryProblem('no-summary');
  if (row.kind === 'live' && row.is_personal && (row.subject_selectors as string[]).length === 0) throw registryProblem('selector-needed', { errors: [{ pointer: '/subjectSelectors', th: 'ยังไม่ได้บอก', en: 'None is said' }] });
}

/** What is said of a service, as it stands. */
function termsOf(row: ListDataServicesRow) {
  return {
    titleTh: row.title_th, titleEn: row.title_en, aboutTh: row.about_th, aboutEn: row.about_en, isPersonal: row.is_personal, classification: row.classification, minAssurance: row.min_assurance,
    evidence: row.evidence as 'required' | 'best-effort', upstreamUrl: row.upstream_url, timeoutMs: row.timeout_ms, limitBytes: row.limit_bytes, subjectSelectors: row.subject_selectors as string[], strict: row.strict,
  };
}
