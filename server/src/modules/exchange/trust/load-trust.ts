import { createPublicKey, hash } from 'node:crypto';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import type { Tx } from '#kernel/db.ts';
import type { Grant } from '#modules/hosting/index.ts';
import type { ExchangePorts } from '../ports.ts';
import type { TrustedAgreement, TrustedKey, TrustedOperation, TrustedService, TrustedSystem, TrustSnapshot } from './snapshot.ts';
import { listMovedSystems, listRetiredServices, listTrustedAgreements, listTrustedKeys, listTrustedOperations, listTrustedServices, listTrustedSystems } from './trust.sql.gen.ts';

/** The rules by which the gateway decides; a change of them is another policy. */
const POLICY = hash('sha256', 'saphan-x1/1', 'hex');

/** Reads everything the gateway rests on, in one picture. */
export async function loadTrust(tx: Tx, tokenKeys: ExchangePorts['tokenKeys']): Promise<TrustSnapshot> {
  const systems = await listTrustedSystems(tx, {});
  const keys = await listTrustedKeys(tx, {});
  const services = await listTrustedServices(tx, {});
  const moved = await listMovedSystems(tx, {});
  const retired = await listRetiredServices(tx, {});
  const operations = await listTrustedOperations(tx, {});
  const agreements = await listTrustedAgreements(tx, {});
  const tokens = await tokenKeys(tx);
  const revision = hash('sha256', JSON.stringify([systems, keys, services, retired, moved, operations, agreements]), 'hex');
  const known = systems.map((row): TrustedSystem & { clientId: string | null } => ({ id: row.id, path: row.path, state: row.state, minAssurance: row.min_assurance, clientId: row.client_id }));
  const ofService = Map.groupBy(operations, (row) => row.service_id);
  return {
    revision,
    systemsByPath: new Map(known.map((each) => [each.path, each])),
    systemsById: new Map(known.map((each) => [each.id, each])),
    systemsByClient: new Map(known.flatMap((each) => each.clientId === null ? [] : [[each.clientId, each]])),
    keys: new Map(keys.flatMap((row) => { const key = keyOf(row); return key === null ? [] : [[key.kid, key]]; })),
    services: new Map(services.map((row) => [row.slug, serviceOf(row, (ofService.get(row.id) ?? []).map(operationOf))])),
    personal: new Set(services.filter((row) => row.is_personal).map((row) => row.id)),
    moved: new Map(moved.map((row) => [row.path, { path: row.now_path, since: row.until_at }])),
    retired: new Map(retired.map((row) => [row.slug, { slug: row.slug, ...farewellOf(row) }])),
    agreements: new Map(agreements.map((row) => [row.number, agreementOf(row, revision)])),
    tokenKeys: new Map(tokens.map(({ kid, jwk }) => [kid, createPublicKey({ key: jwk as never, format: 'jwk' })])),
  };
}

/** What `exchange-decision` says: by which terms, rules and picture of the register it was decided. */
export const decisionOf = (termsSha256: string, revision: string): string => `sha-256=:${hash('sha256', `${termsSha256}\n${POLICY}\n${revision}`, 'base64')}:`;

type Row<F extends (...args: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>[number];

/** A key that OpenSSL does not take counts as unknown: nobody can sign with it. */
function keyOf(row: Row<typeof listTrustedKeys>): TrustedKey | null {
  const until = [row.not_after, row.revoked_at].flatMap((at) => at === null ? [] : [Date.parse(at)]);
  try {
    return {
      kid: row.kid, systemId: row.system_id, algorithm: row.algorithm as SignatureAlgorithm, custody: row.custody, key: createPublicKey({ key: row.jwk as never, format: 'jwk' }),
      fromMs: Date.parse(row.not_before), untilMs: Math.min(...until, Number.MAX_SAFE_INTEGER),
    };
  } catch {
    return null;
  }
}

const farewellOf = (row: { sunset_on: string | null; successor: string | null; deprecated_at: string | null }) => ({ sunsetOn: row.sunset_on, successor: row.successor, deprecatedMs: row.deprecated_at === null ? null : Date.parse(row.deprecated_at) });

const serviceOf = (row: Row<typeof listTrustedServices>, operations: TrustedOperation[]): TrustedService => ({
  id: row.id, systemId: row.system_id, slug: row.slug, kind: row.kind as 'hosted' | 'live', hostedKind: row.hosted_kind, datasetId: row.dataset_id, isPersonal: row.is_personal, minAssurance: row.min_assurance,
  needsEvidence: row.evidence === 'required', state: row.state, version: row.version, upstreamUrl: row.upstream_url, timeoutMs: row.timeout_ms, limitBytes: row.limit_bytes,
  subjectSelectors: row.subject_selectors as string[], ...farewellOf(row), strict: row.strict, operations,
});

function operationOf(row: Row<typeof listTrustedOperations>): TrustedOperation {
  const segments = row.path_template.split('/').slice(1);
  const name = (segment: string) => /^\{([^{}]+)\}$/.exec(segment)?.[1];
  return { operationId: row.operation_id, method: row.method.toUpperCase(), parts: segments.map((segment) => name(segment) === undefined ? segment : null), names: segments.map((segment) => name(segment) ?? ''), requestSchema: row.request_schema, answers: row.answers as TrustedOperation['answers'] };
}

const agreementOf = (row: Row<typeof listTrustedAgreements>, revision: string): TrustedAgreement => ({
  id: row.id, number: row.number, version: row.version, state: row.state, systemId: row.consumer_system_id, serviceId: row.service_id,
  operations: new Set(row.operations ?? []), purposes: new Set(row.purposes ?? []), grant: { fields: row.fields, rowFilter: row.row_filter as Grant['rowFilter'] },
  quotaPerDay: row.quota_per_day, ratePerSecond: row.rate_per_second, needsCase: row.needs_case ?? false, minAssurance: row.min_assurance ?? 0, validFrom: row.valid_from, validTo: row.valid_to,
  termsSha256: row.terms_sha256, personal: row.personal, disclosure: row.disclosure ?? 'now', disclosureDays: row.disclosure_days, disclosureReason: row.disclosure_reason, decision: decisionOf(row.terms_sha256, revision),
});
