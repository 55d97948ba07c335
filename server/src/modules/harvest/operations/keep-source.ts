import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { checkUrl } from '#kernel/net/guarded-fetch.ts';
import type { Principal } from '#kernel/policy.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import { listLivingAgencies } from '#modules/organisations/index.ts';
import { problem } from '../errors.ts';
import { selectSource } from '../reads/sources.ts';
import type { NewSource, SourceChanges, SourceView } from '../schemas.ts';
import { ckanSite } from '../job/list-source.ts';
import { findSourceByAddress, insertSource, updateSource } from './source.sql.gen.ts';

/**
 * Sets up a source; the same address twice is the same source.
 * @throws `harvest.source-refused`, `harvest.source-not-yours`, `harvest.circular`, `kernel.url-refused`.
 */
export async function createHarvestSource(tx: Tx, who: Principal, given: NewSource, publicUrl: string): Promise<SourceView> {
  const url = addressOf(given, publicUrl);
  await assertAgencies(tx, given.agencyId ?? null, given.agencyMap ?? {});
  const agencies = whose(who, given.agencyId ?? null, given.agencyMap ?? {});
  const made = await insertSource(tx, {
    name_th: given.nameTh.trim(), name_en: given.nameEn.trim(), kind: given.kind, url, agency_id: given.agencyId ?? null, agency_map: given.agencyMap ?? {}, agencies, lands: landsFor(who, given.lands ?? 'draft'),
    take_files: given.takeFiles ?? false, every_hours: given.everyHours ?? null, delay_ms: given.delayMs ?? null, page_size: given.pageSize ?? null, max_pages: given.maxPages ?? null, shrink_percent: given.shrinkPercent ?? null, created_by: who.name,
  });
  const id = made?.id ?? (await findSourceByAddress(tx, { kind: given.kind, url }))?.id;
  if (id === undefined) throw problem('source-not-yours', { url });
  if (made) await audit(tx, who, 'harvest.source-created', `harvest-source:${id}`, { kind: given.kind, url });
  return selectSource(tx, id);
}

/** @throws `harvest.source-not-found`, `harvest.source-not-yours`, `harvest.source-refused`. */
export async function changeHarvestSource(tx: Tx, who: Principal, id: number, given: SourceChanges): Promise<SourceView> {
  const before = await selectSource(tx, id);
  const now = { ...before, ...given };
  await assertAgencies(tx, now.agencyId, now.agencyMap);
  const done = await updateSource(tx, {
    id, name_th: now.nameTh.trim(), name_en: now.nameEn.trim(), agency_id: now.agencyId, agency_map: now.agencyMap, agencies: whose(who, now.agencyId, now.agencyMap), lands: given.lands ? landsFor(who, given.lands) : now.lands,
    take_files: now.takeFiles, every_hours: now.everyHours, delay_ms: now.delayMs, page_size: now.pageSize, max_pages: now.maxPages, shrink_percent: now.shrinkPercent, enabled: now.enabled,
  });
  if (!done) throw problem('source-not-found', { id });
  await audit(tx, who, 'harvest.source-changed', `harvest-source:${id}`, { changed: Object.keys(given) });
  return selectSource(tx, id);
}

/** The address in one form, so that it is not set up twice. */
function addressOf({ kind, url: given }: NewSource, publicUrl: string): string {
  const url = checkUrl(given.trim());
  if (url.origin === new URL(publicUrl).origin) throw problem('circular', { detailTh: url.origin, detailEn: url.origin });
  if (kind !== 'ckan') return url.href;
  const narrowed = new URLSearchParams([...url.searchParams].filter(([name, value]) => ['q', 'fq'].includes(name) && value !== ''));
  return `${ckanSite(url.href)}${narrowed.size > 0 ? `?${narrowed}` : ''}`;
}

async function assertAgencies(tx: Tx, agencyId: string | null, agencyMap: Readonly<Record<string, string>>): Promise<void> {
  const known = new Set((await listLivingAgencies(tx)).map(({ id }) => id));
  const errors: ProblemPlace[] = [['/agencyId', agencyId] as const, ...Object.entries(agencyMap).map(([there, here]) => [`/agencyMap/${there}`, here] as const)]
    .flatMap(([pointer, id]) => (id === null || known.has(id) ? [] : [{ pointer, th: `ไม่มีหน่วยงาน "${id}"`, en: `There is no agency "${id}"` }]));
  if (errors.length > 0) throw problem('source-refused', { errors });
}

/** Whoever serves single agencies may bring records to those only, and says to which; null is the whole ministry. */
function whose(who: Principal, agencyId: string | null, agencyMap: Readonly<Record<string, string>>): string[] | null {
  const targets = [...new Set([...(agencyId === null ? [] : [agencyId]), ...Object.values(agencyMap)])];
  if (who.agencies.includes('*')) return null;
  if (agencyId === null || targets.some((id) => !who.agencies.includes(id))) throw problem('source-not-yours', { errors: [{ pointer: '/agencyId', th: 'เลือกหน่วยงานของท่านเป็นผู้รับ', en: 'Choose your own agency to receive the records.' }] });
  return targets;
}

/** Publishing is the secretariat's: what a steward's source brings waits as drafts. */
function landsFor(who: Principal, lands: 'draft' | 'published'): string {
  if (lands === 'published' && !who.roles.some((role) => role === 'operator' || role === 'secretariat')) throw problem('source-not-yours', { errors: [{ pointer: '/lands', th: 'เฉพาะส่วนกลางตั้งให้เผยแพร่ทันทีได้', en: 'Only the secretariat lets a source publish at once.' }] });
  return lands;
}
