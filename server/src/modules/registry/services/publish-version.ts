import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { checkDocument, type CheckedDocument } from '../documents/check-document.ts';
import { compareDocuments, type Difference } from '../documents/compare.ts';
import type { Json, Note } from '../documents/document.ts';
import { operationsOf } from '../documents/operations-of.ts';
import { registryProblem } from '../errors.ts';
import { recordChange } from '../record-change.ts';
import { openService } from './save-service.ts';
import type { NewServiceVersion } from './schemas.ts';
import { findVersion, insertOperations, insertVersion, type FindVersionRow } from './services.sql.gen.ts';

/**
 * Takes an OpenAPI document as the next version of a service; it is in force at once. The same document again changes nothing.
 * @throws `registry.document-refused`, `registry.breaking-change` with what breaks unless it is accepted with a reason, `registry.no-summary` for a service that is open, `registry.wrong-state`.
 */
export async function publishServiceVersion(tx: Tx, who: Principal, slug: string, asked: NewServiceVersion, now: Date): Promise<{ version: number; notes: Note[]; differences: Difference[] }> {
  const service = await openService(tx, who, slug);
  if (service.state === 'retired') throw registryProblem('wrong-state', { state: service.state });
  const checked = await checkDocument(asked.document, { isPersonal: service.is_personal });
  const current = await findVersion(tx, { service_id: service.id, version: null });
  if (current?.document_sha256 === checked.sha256) return { version: current.version, notes: checked.notes, differences: [] };
  const differences = current ? differencesOf(current, checked) : [];
  const breaking = differences.filter((each) => each.breaking);
  const isOpen = service.state === 'live' || service.state === 'deprecated';
  if (isOpen && breaking.length > 0 && !(asked.acceptBreaking && asked.reason)) throw registryProblem('breaking-change', { differences, errors: breaking.slice(0, 50).map(({ pointer, th, en }) => ({ pointer, th, en })) });
  if (isOpen) assertWorded(checked);
  const { version } = await insertVersion(tx, {
    service_id: service.id, document: checked.document, document_sha256: checked.sha256, openapi: checked.openapi, notes: checked.notes, breaking: breaking.length, reason: asked.reason ?? null, actor: who.name, now: now.toISOString(),
  });
  await insertOperations(tx, { service_id: service.id, version, operations: checked.operations.map((each, position) => ({
    position, operation_id: each.operationId, method: each.method, path_template: each.pathTemplate, summary_th: each.summaryTh, summary_en: each.summaryEn, request_schema: each.request, answers: each.answers,
  })) });
  await recordChange(tx, who, 'service-version-published', `data-service:${slug}`, { version, sha256: checked.sha256, operations: checked.operations.length, breaking: breaking.length }, asked.reason);
  await announce(tx, 'registry.service-version-published', { serviceId: service.id, slug, version, breaking: breaking.length });
  return { version, notes: checked.notes, differences };
}

/** What a checked document changes of a version that is kept. */
export function differencesOf(before: Pick<FindVersionRow, 'document'>, after: Pick<CheckedDocument, 'document' | 'operations'>): Difference[] {
  const document = before.document as Json;
  return compareDocuments({ document, operations: operationsOf(document).operations }, after);
}

function assertWorded({ operations }: CheckedDocument): void {
  const wordless = operations.filter(({ summaryTh }) => summaryTh === '');
  if (wordless.length > 0) throw registryProblem('no-summary', { errors: wordless.slice(0, 50).map(({ pointer, operationId }) => ({ pointer: `${pointer}/summary`, th: `${operationId} ยังไม่มีคำอธิบาย`, en: `${operationId} has no summary in Thai` })) });
}
